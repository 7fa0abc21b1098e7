"""The pages that set units side by side: groups and places, changes, and how many to ask."""

from flask import Blueprint, Flask, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext
from werkzeug.datastructures import MultiDict

from analysis.charts import funnel
from analysis.charts.funnel_words import funnel_words
from analysis.dashboard import asking, planning
from analysis.dashboard.amounts import points
from analysis.dashboard.changes import Changed, changes, why_not
from analysis.dashboard.pages import names_on_pages
from analysis.dashboard.pictures import picture
from analysis.dashboard.planning_inputs import PlanForm
from analysis.dashboard.ranking import dots, ranked
from analysis.dashboard.standing import Standing, place_of, standing
from analysis.stats.comparison import Change
from analysis.stats.ranking import Group
from analysis.targets.judging import overall_satisfied
from survey.access.guard import guarded, units_in_reach
from survey.access.permissions import Permission
from survey.campaigns.models import Campaign
from survey.campaigns.reading import Listed
from survey.clock import now
from survey.db import session
from survey.places.models import Unit

pages = Blueprint("ranking", __name__, url_prefix="/manage/units/<int:unit_id>/compare")

CHANGE_NAMES = {
    Change.UP: lazy_gettext("Tăng"),
    Change.DOWN: lazy_gettext("Giảm"),
    Change.UNCLEAR: lazy_gettext("Chưa rõ"),
    Change.TOO_FEW: lazy_gettext("Ít phiếu"),
}
GROUP_NAMES = {
    Group.HIGH: lazy_gettext("Nhóm cao"),
    Group.MIDDLE: lazy_gettext("Nhóm giữa"),
    Group.LOW: lazy_gettext("Nhóm thấp"),
}


def init_app(app: Flask) -> None:
    """Give `app` the pages and the funnel."""
    app.register_blueprint(pages)


@pages.context_processor
def _names() -> dict[str, object]:
    words = {"change_names": CHANGE_NAMES, "group_names": GROUP_NAMES, "Change": Change}
    return {**names_on_pages(), **words, "points": points}


@pages.get("/")
@guarded(Permission.SEE_RESULTS)
def show_groups(unit_id: int) -> ResponseReturnValue:
    """Show the units below in groups, each with the places that it may hold."""
    unit = asking.asked_unit(unit_id)
    shown, campaigns = asking.asked_campaign(unit)
    told = {"unit": unit, "shown": shown, "campaigns": campaigns, "reach": units_in_reach()}
    if shown is None or not overall_satisfied(shown.campaign):
        return _elsewhere(unit, shown, told)
    found = _stood(unit, shown.campaign)
    order = ranked(found.lines)
    words = funnel_words(dots(order, found.promise))
    more = {"found": found, "order": order, "words": words}
    return render_template("dashboard/groups.html", **told, **more)


@pages.get("/funnel.svg")
@guarded(Permission.SEE_RESULTS)
def draw_funnel(unit_id: int) -> ResponseReturnValue:
    """Return the units below by their number of answers, with what luck explains."""
    unit = asking.asked_unit(unit_id)
    found = _stood(unit, asking.demanded_campaign(unit))
    return picture(funnel.funnel, dots(ranked(found.lines), found.promise))


@pages.get("/changes")
@guarded(Permission.SEE_RESULTS)
def show_changes(unit_id: int) -> ResponseReturnValue:
    """Show which of the units below rose or fell since another campaign."""
    unit = asking.asked_unit(unit_id)
    shown, campaigns = asking.asked_campaign(unit)
    told = {"unit": unit, "shown": shown, "campaigns": campaigns, "reach": units_in_reach()}
    if shown is None or not overall_satisfied(shown.campaign):
        return _elsewhere(unit, shown, told)
    beside = asking.asked_beside(shown, campaigns)
    both = _in_time(shown, beside) if beside else None
    reasons = why_not(*both) if both else ()
    found = _changed(unit, both) if both and not reasons else None
    more = {"beside": beside, "both": both, "reasons": reasons, "found": found}
    return render_template("dashboard/changes.html", **told, **more)


@pages.get("/planning")
@guarded(Permission.SEE_RESULTS)
def plan(unit_id: int) -> ResponseReturnValue:
    """Show how many answers are needed for what somebody wants to know."""
    unit = asking.asked_unit(unit_id)
    form = PlanForm(formdata=MultiDict(request.args) if request.args else None)
    is_told = not request.args or form.validate()
    asked = form.plan if is_told else planning.Plan()
    told = {"unit": unit, "form": form, "is_told": is_told, "asked": asked}
    tables = {"margins": planning.margins(asked), "falls": planning.falls(asked)}
    tables |= {"verdicts": planning.verdicts(asked)}
    return render_template("dashboard/planning.html", **told, **tables)


def _elsewhere(unit: Unit, shown: Listed | None, told: dict[str, object]) -> ResponseReturnValue:
    if shown is None:
        return render_template("dashboard/none.html", **told)
    # Without an overall question nothing is ranked: its questions are what there is.
    wanted = {"unit_id": unit.id, "campaign": shown.campaign.code}
    return redirect(url_for("questions.show_questions", **wanted))


def _stood(unit: Unit, campaign: Campaign) -> Standing:
    return standing(session(), place_of(session(), unit, campaign, now()), now())


def _in_time(shown: Listed, beside: Listed) -> tuple[Campaign, Campaign]:
    both = sorted((shown.campaign, beside.campaign), key=lambda each: (each.starts_on, each.id))
    return both[0], both[1]


def _changed(unit: Unit, both: tuple[Campaign, Campaign]) -> list[Changed]:
    old, new = (_stood(unit, campaign).lines for campaign in both)
    return changes(old, new)
