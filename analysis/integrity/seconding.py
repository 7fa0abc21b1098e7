"""The door of the second person: what is open to answer, and their answer to it."""

from flask import Blueprint, Flask, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from analysis.integrity.inputs import ANSWERS, SecondForm
from analysis.integrity.models import Proposal, Suspicion
from analysis.integrity.proposed import group_of, others_may_rule, said, standing
from analysis.integrity.proposing import Denied, second
from analysis.integrity.reading import Group
from analysis.integrity.ruling import Refusal, may_rule_on
from analysis.rollup.advance import catch_up
from survey.access.guard import actor, guarded, reach
from survey.access.permissions import Permission
from survey.clock import now
from survey.db import session, writing_session
from survey.places.models import Unit

pages = Blueprint("seconds", __name__, url_prefix="/manage/proposals")

BUDGET_SECONDS = 1.0
_LARGEST_ID = 2**31 - 1


def init_app(app: Flask) -> None:
    """Give `app` the door."""
    app.register_blueprint(pages)


@pages.post("/<int:proposal_id>")
@guarded(Permission.RULE)
def answer_proposal(proposal_id: int) -> ResponseReturnValue:
    """Take the second's word, and go back to what it is about."""
    proposal = _asked(proposal_id)
    form = SecondForm()
    if not form.validate_on_submit():
        flash(next(iter(form.errors.values()))[0], "wrong")
        return _back(proposal)
    answer = second(writing_session(), proposal, form.word, now(), actor().account_id)
    if isinstance(answer, Refusal | Denied):
        session().rollback()
        flash(refusal_words(answer), "wrong")
        return _back(proposal)
    session().commit()
    flash(_done(form.word[0], answer), "done")
    return _back(proposal)


def talk(subject: Group | Suspicion, unit: Unit) -> dict[str, object]:
    """Return what a page shows of who said what, and whether the actor may be the second."""
    account_id = actor().account_id
    lines = said(session(), subject)
    open_id = standing(session(), subject)
    open_ = next((line for line in lines if line.proposal.id == open_id), None)
    may = may_rule_on(session(), actor().unit_id, unit)
    return {
        "lines": lines,
        "open": open_,
        "may_second": may and open_ is not None and open_.proposal.account_id != account_id,
        "second_form": SecondForm(formdata=None),
        "answers": ANSWERS,
        "has_others": not may or others_may_rule(session(), unit, account_id),
    }


def refusal_words(refusal: Refusal | Denied) -> str:
    """Return why a word was not taken."""
    return {
        Refusal.GREW: _("Nhóm này vừa có thêm phiếu. Xin xem lại rồi kết luận."),
        Refusal.NOTHING_NEW: _("Cả nhóm đã được kết luận như vậy rồi."),
        Denied.SAME_PERSON: _("Người đề xuất không tự đồng ý: cần một người thứ hai."),
        Denied.DECIDED: _("Đề xuất này đã có người trả lời, hoặc đã có đề xuất mới hơn."),
        Denied.NO_REASON: _("Xin ghi lý do không đồng ý."),
    }[refusal]


def _done(agrees: bool, n: int) -> str:
    if not agrees:
        return _("Đã ghi ý kiến không đồng ý. Không phiếu nào thay đổi.")
    return _("Đã ghi kết luận cho %(n)s phiếu.", n=n)


def _asked(proposal_id: int) -> Proposal:
    found = session().get(Proposal, proposal_id) if proposal_id <= _LARGEST_ID else None
    if found is None:
        abort(404)
    reach(found.unit_id)
    unit = session().get_one(Unit, found.unit_id)
    if not may_rule_on(session(), actor().unit_id, unit):
        abort(403)
    catch_up(session(), [found.unit_id], BUDGET_SECONDS)
    return found


def _back(proposal: Proposal) -> Response:
    group = group_of(proposal)
    if group is None:
        return redirect(url_for("suspicions.show", suspicion_id=proposal.suspicion_id))
    key = {"campaign_id": group.campaign_id, "unit_id": group.unit_id, "cause": group.cause}
    more = {"counter_id": group.counter_id, "day": group.day.isoformat()}
    return redirect(url_for("held.show_group", **key, **more))
