"""Staff pages of call-backs: whom to call, what was said, how often it agreed."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from forms import library
from forms.questionnaire import Questionnaire
from survey.access.guard import actor, guarded
from survey.access.permissions import Permission
from survey.campaigns.models import Campaign
from survey.db import session, writing_session
from survey.fieldwork import callbacks
from survey.fieldwork.callbacks import INTERVIEWED, REACHED, ToCall
from survey.fieldwork.finding import campaign_in_reach
from survey.fieldwork.inputs import call_form, told_in
from survey.fieldwork.keys import key_questions
from survey.fieldwork.models import Attempt

pages = Blueprint("calls", __name__, url_prefix="/manage/campaigns/<code>/fieldwork/calls")


@pages.get("")
@guarded(Permission.TYPE_FORMS)
def show(code: str) -> ResponseReturnValue:
    """Show whom to call, and how often those who were called agreed."""
    campaign = campaign_in_reach(code)
    counts = callbacks.callbacks_of(session(), campaign.id)
    names = {REACHED: _("Gặp được"), INTERVIEWED: _("Hộ xác nhận đã được phỏng vấn")}
    asked = key_questions(_questionnaire(campaign))
    names |= {question.code: question.words["vi"] for question in asked}
    told = {"campaign": campaign, "counts": counts, "names": names}
    return render_template("fieldwork/calls.html", found=_to_call(campaign), **told)


@pages.route("/<int:case_id>", methods=["GET", "POST"])
@guarded(Permission.TYPE_FORMS)
def call(code: str, case_id: int) -> ResponseReturnValue:
    """Take down what was said on a call."""
    campaign = campaign_in_reach(code)
    one = next((each for each in _to_call(campaign) if each.standing.case.id == case_id), None)
    if one is None:
        abort(404)
    asked = _questionnaire(campaign)
    form = call_form(asked)
    if not form.validate_on_submit():
        told = {"campaign": campaign, "one": one, "form": form, "keys": key_questions(asked)}
        return render_template("fieldwork/call.html", **told), 422 if form.is_submitted() else 200
    _keep(campaign, one.attempt.id, told_in(form, asked))
    return redirect(url_for("calls.show", code=code))


def _keep(campaign: Campaign, attempt_id: str, told: callbacks.Told) -> None:
    writer = writing_session()
    attempt = writer.get_one(Attempt, attempt_id, with_for_update=True, populate_existing=True)
    if attempt.response_id is None:
        flash(_("Đợt khảo sát vừa đóng nên không ghi thêm cuộc gọi."), "wrong")
        return
    callbacks.call(writer, campaign, attempt, told, actor().account_id)
    writer.commit()
    flash(_("Đã ghi cuộc gọi."), "done")


def _to_call(campaign: Campaign) -> list[ToCall]:
    return [] if campaign.closed_at else callbacks.to_call(session(), campaign.id)


def _questionnaire(campaign: Campaign) -> Questionnaire:
    return library.find(campaign.questionnaire, campaign.version)
