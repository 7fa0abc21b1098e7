"""The page "Theo dõi": one unit or counter watched through a campaign, with its two pictures."""

from collections.abc import Callable, Sequence

from flask import Blueprint, Flask, Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from analysis.charts import control
from analysis.charts.control import Watched
from analysis.charts.control_words import alarm_words, control_words, limits_words
from analysis.charts.rows import Picture
from analysis.dashboard import asking
from analysis.dashboard.pages import names_on_pages
from analysis.dashboard.pictures import picture
from analysis.dashboard.watching import Watching, watching
from survey.access.guard import guarded, units_in_reach
from survey.access.permissions import Permission
from survey.campaigns.models import Campaign
from survey.clock import now
from survey.db import session
from survey.places.models import Counter, Unit

pages = Blueprint("watching", __name__, url_prefix="/manage/units/<int:unit_id>/watch")


def init_app(app: Flask) -> None:
    """Give `app` the page and its pictures."""
    app.register_blueprint(pages)


@pages.context_processor
def _names() -> dict[str, object]:
    words = {"control_words": control_words, "alarm_words": alarm_words}
    return {**names_on_pages(), **words, "limits_words": limits_words}


@pages.get("/")
@guarded(Permission.SEE_RESULTS)
def show(unit_id: int) -> ResponseReturnValue:
    """Show what is watched of a unit with all below it, or of one counter."""
    unit, counter = asking.asked_unit(unit_id), asked_desk(unit_id)
    shown, campaigns = asking.asked_campaign(unit)
    told = {"unit": unit, "shown": shown, "campaigns": campaigns, "reach": units_in_reach()}
    if shown is None:
        return render_template("dashboard/none.html", **told)
    found = _watched(unit, shown.campaign, counter)
    return render_template("dashboard/watch.html", **told, counter=counter, found=found)


@pages.get("/control.svg")
@guarded(Permission.SEE_RESULTS)
def control_chart(unit_id: int) -> ResponseReturnValue:
    """Return the share of each stretch between its limits, as a picture."""
    return _drawn(unit_id, control.control)


@pages.get("/alarm.svg")
@guarded(Permission.SEE_RESULTS)
def alarm_chart(unit_id: int) -> ResponseReturnValue:
    """Return where the alarm stood after each stretch, as a picture."""
    return _drawn(unit_id, control.alarm)


def asked_desk(unit_id: int) -> Counter | None:
    """Return the counter asked for by its code, None for the whole unit; 404 for another's."""
    code = request.args.get("counter")
    if not code:
        return None
    counter = asking.asked_counter(code)
    return counter if counter.unit_id == unit_id else abort(404)


def _watched(unit: Unit, campaign: Campaign, counter: Counter | None) -> Watching:
    return watching(session(), unit, campaign, now(), counter)


def _drawn(unit_id: int, draw: Callable[[Sequence[Watched]], Picture]) -> Response:
    unit = asking.asked_unit(unit_id)
    found = _watched(unit, asking.demanded_campaign(unit), asked_desk(unit_id))
    is_drawn = not found.is_hidden and (draw is control.control or found.has_levels)
    return picture(draw, found.rows if is_drawn else ())
