"""The staff's calendar of campaigns, a year at a time."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from survey.access.guard import actor, guarded
from survey.access.permissions import Permission
from survey.campaigns.calendar import MOST_SAID, calendar_of
from survey.campaigns.kinds import Kind
from survey.campaigns.showing import names
from survey.clock import today
from survey.db import session

FIRST_YEAR, LAST_YEAR = 2015, 2100

pages = Blueprint("campaign_calendar", __name__, url_prefix="/manage/campaigns")
pages.context_processor(names)


@pages.get("/calendar")
@guarded(Permission.RUN_CAMPAIGNS)
def show_calendar() -> ResponseReturnValue:
    """Show a year's campaigns, where they overlap and what they leave open."""
    year = _year(request.args.get("year", ""))
    found = calendar_of(session(), actor().unit_id, year)
    told = {"kinds": list(Kind), "today": today(), "most": MOST_SAID}
    years = [each for each in (year - 1, year + 1) if FIRST_YEAR <= each <= LAST_YEAR]
    return render_template("campaigns/calendar.html", calendar=found, years=years, **told)


def _year(written: str) -> int:
    is_one = written.isascii() and written.isdigit() and len(written) == len(str(FIRST_YEAR))
    year = int(written) if is_one else today().year
    return min(max(year, FIRST_YEAR), LAST_YEAR)
