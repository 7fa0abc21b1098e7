"""Staff pages of forms on which two typings differ: each difference, and what stands."""

from collections.abc import Mapping

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from survey.access.guard import actor, guarded, units_in_reach
from survey.access.permissions import Permission
from survey.db import session, writing_session
from survey.paper import codes
from survey.paper.comparing import VOID, Typed
from survey.paper.differences import difference
from survey.paper.hearing import NO_DAY, WHOLE, Heard, hear
from survey.paper.inputs import typed_cells
from survey.paper.settling import Dispute, Stands, dispute_of, may_settle, result_of, settle
from survey.paper.showing import Sheet
from survey.paper.subjects import Subject, asked_of, subject_of

pages = Blueprint("settling", __name__, url_prefix="/manage/paper/settle")


@pages.get("/<code>")
@guarded(Permission.TYPE_FORMS)
def show_differences(code: str) -> ResponseReturnValue:
    """Show both readings of each question in which they differ, and not who read which."""
    return _page(_dispute(code), {}, Heard(Typed()))


@pages.post("/<code>")
@guarded(Permission.TYPE_FORMS)
def settle_form(code: str) -> ResponseReturnValue:
    """Keep what stands of a form."""
    writing_session()
    dispute = _dispute(code)
    chosen = _chosen(dispute)
    heard = _result(dispute, chosen)
    if heard.faults or len(chosen) < len(dispute.names):
        return _page(dispute, chosen, heard), 422
    became = settle(session(), dispute, chosen, heard.typed, actor().account_id)
    session().commit()
    _say(became is not None, dispute.subject.code)
    return _back(dispute.subject)


def _say(is_settled: bool, code: str) -> None:
    if is_settled:
        flash(_("Đã xử lý xong phiếu %(code)s.", code=codes.printed(code)), "done")
        return
    words = _("Phiếu này vừa được người khác xử lý xong, hoặc không thuộc phần việc của Ông/Bà.")
    flash(words, "wrong")


def _dispute(code: str) -> Dispute:
    subject = subject_of(session(), code, units_in_reach()) or abort(404)
    if not may_settle(session(), subject.code, actor().account_id):
        flash(_("Ông/Bà đã nhập phiếu này, nên chỗ khác nhau phải do người thứ ba xem."), "wrong")
        abort(_back(subject))
    dispute = dispute_of(session(), subject)
    if dispute is None:
        flash(_("Phiếu này không có gì cần xử lý."), "wrong")
        abort(_back(subject))
    return dispute


def _chosen(dispute: Dispute) -> dict[str, Stands]:
    sent = {name: request.form.get(f"_s.{name}", "") for name in dispute.names}
    offered = {str(each): each for each in Stands}
    if dispute.names == (VOID,):
        offered = {str(each): each for each in (Stands.FIRST, Stands.SECOND)}
    return {name: offered[whose] for name, whose in sent.items() if whose in offered}


def _result(dispute: Dispute, chosen: Mapping[str, Stands]) -> Heard:
    own = typed_cells(request.form)
    day = request.form.get("_day", "")
    asked = asked_of(session(), dispute.subject)
    typed = Typed(hear(asked, own, day).typed.day, own)
    result = result_of(dispute, chosen, typed)
    if result.is_void:
        return Heard(result)
    written = result.day.isoformat() if result.day else NO_DAY
    heard = hear(asked, result.cells, written)
    # Only what was typed anew can be wrong here: the rest was heard before, and a form of
    # which nothing is left is void.
    own_names = {WHOLE, *(name for name, whose in chosen.items() if whose is Stands.OWN)}
    return Heard(result, {name: why for name, why in heard.faults.items() if name in own_names})


def _page(dispute: Dispute, chosen: Mapping[str, Stands], heard: Heard) -> str:
    subject = dispute.subject
    asked = asked_of(session(), subject)
    sheet = Sheet(subject.questionnaire, subject.language, heard, asked.places)
    return render_template(
        "paper/settle.html",
        subject=subject,
        printed=codes.printed(subject.code),
        differences=[difference(dispute, sheet, name) for name in dispute.names],
        chosen=chosen,
        heard=heard,
        is_incomplete=request.method == "POST" and len(chosen) < len(dispute.names),
    )


def _back(subject: Subject) -> ResponseReturnValue:
    return redirect(url_for("paper.show_campaign", code=subject.campaign.code))
