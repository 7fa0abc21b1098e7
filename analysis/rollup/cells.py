"""Cells: what a count is of, and the coarser ones that its counts are put together in."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

APART_MARK = "~"
"""Stands behind the channel of answers that are not in the headline."""


class Cell(NamedTuple):
    """What a count is of: a value given to a question, on a day, at a counter, some way."""

    campaign_id: int
    question: str
    day: date
    counter_id: int
    channel: str
    value: str


class CounterCell(NamedTuple):
    """A cell of a month at a counter, its days together."""

    campaign_id: int
    question: str
    month: date
    counter_id: int
    channel: str
    value: str


class MonthCell(NamedTuple):
    """A cell of a month, all counters and channels together."""

    campaign_id: int
    question: str
    month: date
    value: str


class UnitCell(NamedTuple):
    """A cell of a whole campaign, all months, counters and channels together."""

    campaign_id: int
    question: str
    value: str


class GroupCell(NamedTuple):
    """A cell of a whole campaign for one group of procedures; of answers whose dossier told it."""

    campaign_id: int
    question: str
    procedure_group: str
    value: str


def is_apart(channel: str) -> bool:
    """Whether what is tallied under `channel` is out of the headline."""
    return channel.endswith(APART_MARK)


def by_counter(cells: Mapping[Cell, int]) -> Counter[CounterCell]:
    """Return the counts with the days of each month put together."""
    totals: defaultdict[tuple[int, str, date, int, str, str], int] = defaultdict(int)
    months = _months(cells)
    for (campaign_id, question, day, counter_id, channel, value), n in cells.items():
        totals[campaign_id, question, months[day], counter_id, channel, value] += n
    return Counter({CounterCell(*key): n for key, n in totals.items()})


def by_month(cells: Mapping[Cell, int]) -> Counter[MonthCell]:
    """Return the headline's counts with counters and channels put together."""
    totals: defaultdict[tuple[int, str, date, str], int] = defaultdict(int)
    months = _months(cells)
    for (campaign_id, question, day, _counter_id, channel, value), n in cells.items():
        if not is_apart(channel):
            totals[campaign_id, question, months[day], value] += n
    return Counter({MonthCell(*key): n for key, n in totals.items()})


def by_campaign(cells: Mapping[Cell, int]) -> Counter[UnitCell]:
    """Return the headline's counts with months, counters and channels put together."""
    totals: defaultdict[tuple[int, str, str], int] = defaultdict(int)
    for (campaign_id, question, _day, _counter_id, channel, value), n in cells.items():
        if not is_apart(channel):
            totals[campaign_id, question, value] += n
    return Counter({UnitCell(*key): n for key, n in totals.items()})


def _months(cells: Mapping[Cell, int]) -> dict[date, date]:
    return {day: day.replace(day=1) for day in {cell.day for cell in cells}}
