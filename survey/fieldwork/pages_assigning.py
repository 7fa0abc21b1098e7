"""Staff pages on which cases are given to interviewers."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from survey.access.guard import actor, guarded
from survey.access.permissions import Permission
from survey.campaigns.models import Campaign
from survey.db import session, writing_session
from survey.fieldwork import assigning
from survey.fieldwork.assigning import Assigned
from survey.fieldwork.finding import campaign_in_reach
from survey.fieldwork.inputs import ActForm, AssignForm
from survey.fieldwork.overview import villages
from survey.fieldwork.standing import standings
from survey.places.models import Unit

pages = Blueprint("assigning", __name__, url_prefix="/manage/campaigns/<code>/fieldwork/assign")


@pages.get("")
@guarded(Permission.SUPERVISE)
def show(code: str) -> ResponseReturnValue:
    """Show the villages, whose they are, and the cases of one of them if it is asked for."""
    return _shown(campaign_in_reach(code), None)


@pages.post("")
@guarded(Permission.SUPERVISE)
def give(code: str) -> ResponseReturnValue:
    """Give the villages, or the cases, that were ticked to one interviewer."""
    campaign = campaign_in_reach(code)
    form = _form(campaign)
    villages_, cases = request.form.getlist("village")[:5000], _ticked()
    if not form.validate_on_submit() or not (villages_ or cases):
        return _shown(campaign, form), 422
    writer, who = writing_session(), (form.interviewer.data, actor().account_id)
    if cases:
        _tell(assigning.assign_by_hand(writer, campaign, cases, *who))
    else:
        _tell(assigning.assign(writer, campaign, villages_, *who))
    writer.commit()
    return redirect(url_for("assigning.show", code=code))


@pages.post("/evenly")
@guarded(Permission.SUPERVISE)
def give_evenly(code: str) -> ResponseReturnValue:
    """Give every village that is nobody's to whoever has the fewest cases."""
    campaign = campaign_in_reach(code)
    if ActForm().validate_on_submit() and campaign.closed_at is None:
        _tell(assigning.assign_evenly(writing_session(), campaign, actor().account_id))
        session().commit()
    return redirect(url_for("assigning.show", code=code))


def _shown(campaign: Campaign, form: AssignForm | None) -> str:
    found = standings(session(), campaign.id)
    known = assigning.interviewers_of(session(), campaign.id)
    names = {one.id: one.name for one in known}
    here = villages(found, names)
    asked = request.args.get("village", "")
    told = {
        "campaign": campaign,
        "form": form or _form(campaign),
        "nothing_ticked": form is not None and not form.errors,
        "villages": here,
        "units": _units({one.unit_id for one in here}),
        "cases": [one for one in found if assigning.cluster_of(one) == asked],
        "names": names,
        "asked": asked,
    }
    return render_template("fieldwork/assign.html", **told)


def _form(campaign: Campaign) -> AssignForm:
    form = AssignForm()
    known = assigning.interviewers_of(session(), campaign.id)
    form.offer([(one.id, one.name) for one in known if one.revoked_at is None])
    return form


def _ticked() -> set[int]:
    sent = request.form.getlist("case")[:5000]
    return {int(each) for each in sent if each.isascii() and each.isdigit() and len(each) < 10}


def _units(ids: set[int]) -> dict[int, str]:
    return {unit_id: session().get_one(Unit, unit_id).name for unit_id in ids}


def _tell(done: Assigned) -> None:
    flash(_("Đã giao %(given)s hộ.", given=done.given), "done")
    if done.begun:
        words = _("%(n)s hộ đã có điều tra viên đến nên giữ nguyên người cũ.", n=done.begun)
        flash(words, "wrong")
