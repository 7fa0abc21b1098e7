"""The pictures of a unit's page, each drawn in a request of its own and kept on the shelf.

A page never waits for one: it carries the words beside the picture, which cost nothing.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, Response, abort, current_app
from flask.typing import ResponseReturnValue

from analysis.charts import draw, shelf
from analysis.charts.rows import MOST_ROWS, Month, Picture, Row
from analysis.charts.words import forest_words, trend_words
from analysis.dashboard import asking, gathering
from analysis.dashboard.desks import desk_lines
from analysis.dashboard.lines import Asked, Line, arranged
from analysis.dashboard.standing import place_of, standing
from survey.access.guard import guarded
from survey.access.permissions import Permission
from survey.clock import now
from survey.db import session

pages = Blueprint("pictures", __name__, url_prefix="/manage/units/<int:unit_id>")


def init_app(app: Flask) -> None:
    """Give `app` the pictures."""
    app.register_blueprint(pages)


@pages.get("/forest.svg")
@guarded(Permission.SEE_RESULTS)
def forest(unit_id: int) -> ResponseReturnValue:
    """Return the units below (or the counters) as a picture, the neediest first."""
    unit = asking.asked_unit(unit_id)
    place = place_of(session(), unit, asking.demanded_campaign(unit), now())
    found = standing(session(), place, now())
    lines = found.lines or desk_lines(session(), place, found.promise)
    return picture(draw.forest, drawn(lines))


@pages.get("/trend.svg")
@guarded(Permission.SEE_RESULTS)
def trend(unit_id: int) -> ResponseReturnValue:
    """Return the months of a unit as a picture."""
    unit = asking.asked_unit(unit_id)
    place = place_of(session(), unit, asking.demanded_campaign(unit), now())
    return picture(
        draw.trend, gathering.months(session(), place, standing(session(), place, now()))
    )


def drawn(lines: Sequence[Line]) -> list[Row]:
    """Return the rows that are drawn of `lines`."""
    neediest = arranged(lines, Asked())[:MOST_ROWS]
    return [Row(line.name, line.judgement) for line in neediest]


def forest_caption(lines: Sequence[Line]) -> str:
    """Return what the picture of `lines` says, "" where nothing is drawn."""
    return forest_words(drawn(lines)) if lines else ""


def trend_caption(months: Sequence[Month]) -> str:
    """Return what the picture of `months` says, "" where nothing is drawn."""
    return trend_words(months) if months else ""


def picture(draw_: Callable[[Sequence[Any]], Picture], rows: Sequence[Any]) -> Response:
    """Return the picture `draw_` makes of `rows`, from the shelf; 404 where nothing is drawn."""
    if not rows:
        abort(404)
    svg = shelf.take(_folder(), shelf.place(_folder(), draw_, rows))
    if svg is None:
        abort(404)
    return Response(svg, mimetype="image/svg+xml")


def _folder() -> Path:
    return Path(current_app.extensions["settings"].var) / "charts"
