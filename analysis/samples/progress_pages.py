"""The organiser's page: answers against plan, by unit, day, way and stratum."""

from flask import Blueprint, Flask, abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from analysis.charts.words import short_percent
from analysis.samples import words
from analysis.samples.freezing import promise_of
from analysis.samples.progress import Part, Progress, below, needed, progress_of
from analysis.targets.judging import judge_now, overall_satisfied
from forms.questionnaire import OVERALL
from survey import navigation
from survey.access.guard import actor, guarded, units_in_reach
from survey.access.permissions import Permission
from survey.campaigns import links
from survey.campaigns.kinds import Kind, State
from survey.campaigns.looking import is_plain, is_weighted
from survey.campaigns.models import Campaign
from survey.campaigns.reading import Listed, campaigns_about, units_of
from survey.clock import now, today
from survey.db import session
from survey.places.models import Unit

pages = Blueprint("progress", __name__, url_prefix="/manage/progress")
_DAYS_SHOWN = 31


def init_app(app: Flask) -> None:
    """Give `app` the page and its place in the menu."""
    app.register_blueprint(pages)
    label, may = lazy_gettext("Tiến độ"), Permission.SUPERVISE
    navigation.add(app, navigation.Entry(12, label, "progress.show", may))
    opened = frozenset(State) - {State.DRAFT}
    way = links.Link(
        frozenset(Kind), "progress.show", label, may, order=40, states=opened, asks="campaign"
    )
    links.add(app, way)


@pages.get("")
@guarded(Permission.SUPERVISE)
def show() -> ResponseReturnValue:
    """Show how many answers are in of a campaign, and how many are missing."""
    campaigns = _campaigns()
    listed = _asked(campaigns)
    if listed is None:
        return render_template("samples/no_progress.html")
    campaign = listed.campaign
    found = progress_of(session(), campaign, is_drawn=is_weighted(campaign))
    told = {"shown": listed, "campaign": campaign, "campaigns": campaigns, "found": found}
    told |= {"units": _units(found), "whole_plan": _plan(found, campaign)}
    told |= _missing(found, campaign)
    return render_template("samples/progress.html", **told)


@pages.context_processor
def _names() -> dict[str, object]:
    told = {"channel_names": words.CHANNELS, "days_shown": _DAYS_SHOWN}
    return {**told, "decimal": words.decimal, "short_percent": short_percent}


def _campaigns() -> list[Listed]:
    about = campaigns_about(session(), actor().unit_id, today())
    reach = units_in_reach()
    # How many of those invited above have answered is not for whoever stands below.
    seen = [each for each in about if each.kind is not Kind.INVITED or each.belongs_to(reach)]
    return [each for each in seen if each.state is not State.DRAFT]


def _asked(campaigns: list[Listed]) -> Listed | None:
    code = request.args.get("campaign")
    if code is None:
        running = (each for each in campaigns if each.state is State.RUNNING)
        return next(running, campaigns[0] if campaigns else None)
    return next((each for each in campaigns if each.campaign.code == code), None) or abort(404)


def _units(found: Progress) -> list[Part]:
    """Return the units in reach that have answers of their own, or a plan."""
    together, reach = below(session(), found.units), units_in_reach()
    wanted = (found.units.keys() | found.planned.keys()) & reach
    units = session().query(Unit).where(Unit.id.in_(wanted)).order_by(Unit.name_folded)
    return [Part(each.name, together.get(each.id, 0), found.planned.get(each.id)) for each in units]


def _plan(found: Progress, campaign: Campaign) -> int | None:
    """Return how many answers are planned or drawn in all."""
    drawn = sum(part.planned or 0 for part in found.strata)
    if drawn:
        return drawn
    if found.groups:
        return sum(group.invited for group in found.groups)
    named = {unit.id for unit in units_of(session(), campaign.id)}
    tops = [found.planned[unit_id] for unit_id in named & found.planned.keys()]
    return sum(tops) or sum(found.planned.values()) or None


def _missing(found: Progress, campaign: Campaign) -> dict[str, object]:
    """Return what a verdict still needs: as it stands where that may be seen, or assumed."""
    promise = promise_of(session(), campaign, now())
    if promise is None or campaign.closed_at is not None or not overall_satisfied(campaign):
        return {"promise": None}
    missing = needed(found.towards, promise.share, found.design_effect or 1)
    told = {"promise": promise, "needed": missing}
    if is_plain(campaign) and Permission.SEE_RESULTS in actor().permissions:
        return {**told, "standing": _standing(campaign)}
    return told


def _standing(campaign: Campaign) -> list[tuple[str, object]]:
    units = units_of(session(), campaign.id)
    judged = judge_now(session(), campaign, OVERALL, today())
    seen = units_in_reach()
    return [(unit.name, judged[unit.id]) for unit in units if unit.id in judged and unit.id in seen]
