"""The staff's page of planned answers: typed in unit by unit, or brought as a sheet."""

from collections.abc import Iterable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from survey.access.guard import actor, guarded
from survey.access.permissions import Permission
from survey.campaigns import life, plans
from survey.campaigns.inputs import PlanSheetForm
from survey.campaigns.models import Campaign
from survey.campaigns.showing import already, ours
from survey.db import session
from survey.places.models import Unit
from survey.row import CannotRead
from survey.sheets import rows_of

MOST_TYPED, MOST_FAULTS = 400, 50

pages = Blueprint("campaign_plans", __name__, url_prefix="/manage/campaigns")


@pages.route("/<code>/plan", methods=["GET", "POST"])
@guarded(Permission.RUN_CAMPAIGNS)
def plan_campaign(code: str) -> ResponseReturnValue:
    """Show how many answers are planned where, and take what is typed in."""
    campaign = ours(code)
    units = plans.units_to_plan(session(), campaign)
    if request.method == "GET":
        return _page(campaign, units)
    # Nothing but a draft's or a running campaign's own units is looked for in what was sent.
    written = {unit.id: request.form.get(f"unit-{unit.id}", "").strip() for unit in units}
    answers = {each: plans.answers_in(said) for each, said in written.items() if said}
    wrong = [each for each, count in answers.items() if count is None]
    if wrong:
        return _page(campaign, units, written=written, wrong=wrong), 422
    return _set(campaign, {each: count for each, count in answers.items() if count})


@pages.post("/<code>/plan/sheet")
@guarded(Permission.RUN_CAMPAIGNS)
def import_plan(code: str) -> ResponseReturnValue:
    """Take a sheet of planned answers whole, or say of each bad line why not."""
    campaign = ours(code)
    units = plans.units_to_plan(session(), campaign)
    form = PlanSheetForm()
    if not form.validate():
        return _page(campaign, units, form=form), 422
    try:
        rows = rows_of(form.sheet.data.read(), form.sheet.data.filename or "")
        planned = plans.read_plans(rows, units)
    except CannotRead as reason:
        return _page(campaign, units, unread=str(reason)), 422
    if planned.faults or not planned.answers:
        return _page(campaign, units, faults=planned.faults, is_empty=not planned.faults), 422
    return _set(campaign, planned.answers)


def _set(campaign: Campaign, answers: dict[int, int]) -> ResponseReturnValue:
    try:
        plans.set_plans(session(), campaign, answers, actor().account_id)
    except life.WrongTurn:
        return already(campaign.code)
    session().commit()
    flash(_("Đã lưu số phiếu dự kiến của %(count)s đơn vị.", count=len(answers)), "done")
    return redirect(url_for("campaigns.show_campaign", code=campaign.code))


def _page(campaign: Campaign, units: Iterable[Unit], **told: object) -> str:
    known = {"written": plans.plans_of(session(), campaign.id), "form": PlanSheetForm()}
    shown = {"units": list(units), "most": MOST_TYPED, "most_faults": MOST_FAULTS, "wrong": []}
    return render_template("campaigns/plan.html", campaign=campaign, **{**known, **shown, **told})
