"""The page of a unit's looks: colour, mark and name, and how that comes out on paper."""

from flask import Blueprint, Flask, Response, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from survey.access.choices import units_to_choose
from survey.access.guard import actor, guarded, reach
from survey.access.permissions import Permission
from survey.clock import now, today
from survey.db import session
from survey.diary.writing import note
from survey.places.models import Unit
from survey.posters.branding import branding_of
from survey.posters.contrast import with_white
from survey.posters.faces import sample
from survey.posters.forms import Form
from survey.posters.inputs import BrandingForm
from survey.posters.models import UnitBranding
from survey.posters.printing import preview

pages = Blueprint("branding", __name__, url_prefix="/manage/branding")


def init_app(app: Flask) -> None:
    """Give `app` the pages."""
    app.register_blueprint(pages)


@pages.get("")
@guarded(Permission.SET_BRANDING)
def own_branding() -> ResponseReturnValue:
    """Lead to the looks of the actor's own unit."""
    return redirect(url_for("branding.set_branding", unit_id=actor().unit_id))


@pages.route("/<int:unit_id>", methods=["GET", "POST"])
@guarded(Permission.SET_BRANDING)
def set_branding(unit_id: int) -> ResponseReturnValue:
    """Show how a unit looks in print, and change it."""
    unit = _in_reach(unit_id)
    look = branding_of(session(), unit_id)
    form = BrandingForm(data={"colour": look.colour, "name": look.name})
    if not form.validate_on_submit():
        return _shown(unit, form)
    _keep(unit, form)
    flash(_("Đã lưu. Các bản in từ bây giờ theo mẫu mới."), "done")
    return redirect(url_for("branding.set_branding", unit_id=unit_id))


@pages.post("/<int:unit_id>/drop")
@guarded(Permission.SET_BRANDING)
def drop_branding(unit_id: int) -> ResponseReturnValue:
    """Let a unit look like the one above it again."""
    unit = _in_reach(unit_id)
    kept = session().get(UnitBranding, unit_id)
    if kept is not None:
        session().delete(kept)
        note(session(), "branding.dropped", unit.code, actor().account_id, unit=unit_id)
        session().commit()
    flash(_("Đơn vị này in theo mẫu của cấp trên."), "done")
    return redirect(url_for("branding.set_branding", unit_id=unit_id))


@pages.get("/<int:unit_id>/preview.png")
@guarded(Permission.SET_BRANDING)
def show_preview(unit_id: int) -> ResponseReturnValue:
    """Return a small picture of the unit's poster."""
    unit = _in_reach(unit_id)
    face = sample(unit.name, current_app.extensions["settings"].public_url)
    return Response(
        preview(Form.POSTER, (face, branding_of(session(), unit_id))), mimetype="image/png"
    )


def _shown(unit: Unit, form: BrandingForm) -> ResponseReturnValue:
    look = branding_of(session(), unit.id)
    page = render_template(
        "posters/branding.html",
        form=form,
        unit=unit,
        units=units_to_choose(session(), actor().unit_id, today()),
        has_logo=look.logo is not None,
        is_own=session().get(UnitBranding, unit.id) is not None,
        contrast=with_white(look.colour),
    )
    return page, 422 if form.is_submitted() else 200


def _keep(unit: Unit, form: BrandingForm) -> None:
    before = branding_of(session(), unit.id)
    kept = session().get(UnitBranding, unit.id)
    if kept is None:
        # What the unit took over from above until now is its own from here on.
        kept = UnitBranding(unit_id=unit.id, logo=before.logo)
        session().add(kept)
    kept.colour, kept.name, kept.changed_at = form.colour.data, form.name.data, now()
    if form.without_logo.data:
        kept.logo = None
    if form.picture is not None:
        kept.logo = form.picture
    note(session(), "branding.set", unit.code, actor().account_id, unit=unit.id, colour=kept.colour)
    session().commit()


def _in_reach(unit_id: int) -> Unit:
    reach(unit_id)
    return session().get_one(Unit, unit_id)
