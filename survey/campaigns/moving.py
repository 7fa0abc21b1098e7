"""Moving a campaign a year on: the same dates next year, whatever February does.

Periods that met still meet: an end on the last day of February stays there, a beginning on
the 29th goes to the 1st of March. A period that has become too long for its kind by that
one day is shortened by it.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from survey.campaigns.checking import days_of
from survey.campaigns.kinds import DEMANDS, Kind

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_FEBRUARY, _LEAP_DAY = 2, 29


@dataclass(frozen=True, slots=True)
class Moved:
    """A period a year later, and whether February had a hand in it."""

    days: tuple[date, date]
    is_adjusted: bool


def a_year_on(kind: Kind, period: tuple[date, date]) -> Moved:
    """Return `period` moved a year on."""
    first = _first(period[0])
    last = max(first, _last(period[1]))
    while days_of((first, last)) > max(DEMANDS[kind].longest, 1):
        last -= timedelta(days=1)
    same = (first.month, first.day, last.month, last.day)
    was = (period[0].month, period[0].day, period[1].month, period[1].day)
    return Moved((first, last), same != was)


def renamed(name: str, period: tuple[date, date]) -> str:
    """Return `name` with the years of its period a year on."""
    own = {period[0].year, period[1].year}

    def later(found: re.Match[str]) -> str:
        year = int(found[0])
        return str(year + 1) if year in own else found[0]

    return _YEAR.sub(later, name)


def _first(day: date) -> date:
    if (day.month, day.day) == (_FEBRUARY, _LEAP_DAY):
        return date(day.year + 1, _FEBRUARY + 1, 1)
    return day.replace(year=day.year + 1)


def _last(day: date) -> date:
    if day.month == _FEBRUARY and day.day == monthrange(day.year, _FEBRUARY)[1]:
        return date(day.year + 1, _FEBRUARY, monthrange(day.year + 1, _FEBRUARY)[1])
    return day.replace(year=day.year + 1)
