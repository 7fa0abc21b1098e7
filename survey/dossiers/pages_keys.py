"""Staff pages of API keys: made, shown once, revoked."""

from flask import Blueprint, Flask, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from survey.access.choices import units_to_choose
from survey.access.guard import actor, guarded, units_in_reach
from survey.access.permissions import Permission
from survey.clock import today
from survey.db import session
from survey.dossiers import keys
from survey.dossiers.inputs import KeyForm
from survey.dossiers.models import ApiKey
from survey.places.reading import unit_name

pages = Blueprint("dossier_keys", __name__, url_prefix="/manage/dossiers/keys")


def init_app(app: Flask) -> None:
    """Give `app` the pages."""
    app.register_blueprint(pages)


@pages.get("")
@guarded(Permission.KEEP_DOSSIERS)
def list_keys() -> ResponseReturnValue:
    """Show the keys of the units in reach."""
    found = keys.of_units(session(), units_in_reach())
    names = {each: unit_name(session(), each) for each in {key.unit_id for key in found}}
    return render_template("dossiers/keys.html", keys=found, names=names)


@pages.route("/new", methods=["GET", "POST"])
@guarded(Permission.KEEP_DOSSIERS)
def make_key() -> ResponseReturnValue:
    """Make a key and show it this once."""
    form = KeyForm()
    form.offer(units_to_choose(session(), actor().unit_id, today()))
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return render_template("dossiers/key_new.html", form=form), status
    made = keys.make(session(), form.name.data.strip(), form.unit_id.data, actor().account_id)
    session().commit()
    return render_template("dossiers/key_made.html", made=made)


@pages.post("/<int:number>/revoke")
@guarded(Permission.KEEP_DOSSIERS)
def revoke_key(number: int) -> ResponseReturnValue:
    """Revoke a key."""
    key = session().get(ApiKey, number) if number < 2**31 else None
    if key is None or key.unit_id not in units_in_reach():
        abort(404)
    keys.revoke(session(), key, actor().account_id)
    session().commit()
    flash(_("Đã thu hồi khóa “%(name)s”; khóa này không dùng được nữa.", name=key.name), "done")
    return redirect(url_for("dossier_keys.list_keys"))
