"""Staff pages on which interviews are approved or sent back."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from survey.access.guard import actor, guarded
from survey.access.permissions import Permission
from survey.campaigns.models import Campaign
from survey.db import session, writing_session
from survey.fieldwork.assigning import interviewers_of
from survey.fieldwork.distances import apart
from survey.fieldwork.finding import campaign_in_reach
from survey.fieldwork.inputs import ReviewForm
from survey.fieldwork.reviewing import Refusal, Word, interviews, review_all, verdicts
from survey.fieldwork.standing import Verdict
from survey.offline import strict

pages = Blueprint("reviews", __name__, url_prefix="/manage/campaigns/<code>/fieldwork/reviews")
A_PAGE = 100
MOST = 1000

WHY_NOT = {
    Refusal.GONE: _l("Không còn phiếu này để duyệt."),
    Refusal.LATE: _l("Phiếu đến sau khi đóng đợt nên không duyệt được."),
    Refusal.ANOTHER: _l("Hộ đã có một phiếu được duyệt. Mỗi hộ chỉ tính một phiếu."),
    Refusal.SO_ALREADY: _l("Phiếu đã được kết luận như vậy."),
}


@pages.get("")
@guarded(Permission.SUPERVISE)
def show(code: str) -> ResponseReturnValue:
    """Show how interviews went, those that wait first; never what was answered."""
    return _shown(campaign_in_reach(code), ReviewForm())


@pages.post("")
@guarded(Permission.SUPERVISE)
def decide(code: str) -> ResponseReturnValue:
    """Approve the interviews that were ticked, or send them back."""
    campaign, form = campaign_in_reach(code), ReviewForm()
    sent = request.form.getlist("interview")[:MOST]
    ids = [each for each in sent if strict.hexadecimal(each, 32)]
    if not form.validate_on_submit() or not ids:
        return _shown(campaign, form), 422
    word = Word(Verdict(form.verdict.data), form.reason.data if _sends_back(form) else "")
    _tell(review_all(writing_session(), campaign, ids, word, actor().account_id))
    session().commit()
    return redirect(url_for("reviews.show", code=code))


def _sends_back(form: ReviewForm) -> bool:
    return bool(form.verdict.data == Verdict.SENT_BACK)


def _shown(campaign: Campaign, form: ReviewForm) -> str:
    names = {one.id: one.name for one in interviewers_of(session(), campaign.id)}
    found = [] if campaign.closed_at else interviews(session(), campaign.id, names, A_PAGE)
    counts = verdicts(session(), campaign.id)
    told = {"campaign": campaign, "form": form, "counts": counts, "apart": apart(found)}
    told |= {"nothing_ticked": form.is_submitted() and not form.errors, "n": sum(counts.values())}
    return render_template("fieldwork/reviews.html", interviews=found, **told)


def _tell(told: dict[Refusal | None, int]) -> None:
    if done := told.pop(None, 0):
        flash(_("Đã ghi kết luận cho %(n)s phiếu.", n=done), "done")
    for why, n in told.items():
        flash(f"{WHY_NOT[why]} ({n})" if why else "", "wrong")
