"""The administrator's pages of targets: what is promised since when, and a new promise."""

from flask import Blueprint, Flask, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy.exc import IntegrityError

from analysis.targets.groups import known_groups
from analysis.targets.inputs import TargetForm
from analysis.targets.listing import Turn, targets_about
from analysis.targets.review import remarks_on
from analysis.targets.words import OBJECTION_WORDS, remark_words
from analysis.targets.writing import NewTarget, Objection, TargetRefused, promise
from survey import navigation
from survey.access import paths
from survey.access.choices import units_to_choose
from survey.access.guard import actor, guarded
from survey.access.permissions import Permission
from survey.campaigns.inputs import KIND_NAMES
from survey.clock import today
from survey.db import session, writing_session

pages = Blueprint("targets", __name__, url_prefix="/manage/targets")

TURN_NAMES = {
    Turn.TO_COME: lazy_gettext("Chưa đến ngày"),
    Turn.IN_FORCE: lazy_gettext("Đang áp dụng"),
    Turn.REPLACED: lazy_gettext("Đã được thay"),
}


def init_app(app: Flask) -> None:
    """Give `app` the pages and their place in the menu."""
    app.register_blueprint(pages)
    label = lazy_gettext("Chỉ tiêu")
    entry = navigation.Entry(50, label, "targets.list_targets", Permission.SET_TARGETS)
    navigation.add(app, entry)


@pages.get("")
@guarded(Permission.SET_TARGETS)
def list_targets() -> ResponseReturnValue:
    """Show the targets that concern the actor's unit."""
    found = targets_about(session(), actor().unit_id, today())
    remarks = remarks_on(session(), today(), paths.below(session(), actor().unit_id))
    names = {"kind_names": KIND_NAMES, "turn_names": TURN_NAMES, "remark_words": remark_words}
    return render_template("targets/list.html", targets=found, remarks=remarks, **names)


@pages.route("/new", methods=["GET", "POST"])
@guarded(Permission.SET_TARGETS)
def add_target() -> ResponseReturnValue:
    """Promise something from today on, or from a later day."""
    form = TargetForm()
    form.offer(units_to_choose(session(), actor().unit_id, today()), known_groups(session()))
    if not form.validate_on_submit() or not _promised(form):
        status = 422 if form.is_submitted() else 200
        return render_template("targets/new.html", form=form), status
    flash(_("Đã lưu chỉ tiêu. Các đợt đã chốt giữ chỉ tiêu của mình."), "done")
    return redirect(url_for("targets.list_targets"))


def _promised(form: TargetForm) -> bool:
    try:
        promise(writing_session(), _new(form), today(), actor().account_id)
        session().commit()
    except TargetRefused as refused:
        _explain(form, refused.objection)
    except IntegrityError:
        # Somebody else made the same promise at the same moment.
        _explain(form, Objection.STANDS_ALREADY)
    else:
        return True
    session().rollback()
    return False


def _new(form: TargetForm) -> NewTarget:
    return NewTarget(
        kind=form.kind.data,
        unit_id=form.unit_id.data,
        basis_points=form.basis_points,
        comparator=form.comparator.data,
        valid_from=form.valid_from.data,
        source=form.source.data,
        procedure_group=form.procedure_group.data or None,
    )


def _explain(form: TargetForm, objection: Objection) -> None:
    said = str(OBJECTION_WORDS[objection])
    field = form.source if objection is Objection.NO_SOURCE else form.valid_from
    field.errors = [*field.errors, said]
