"""Counting entries of the ledger: how many gave which value, by month, counter and channel."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple, Protocol

RESPONSES = ""
"""The question under which whole responses are counted, with the value "" each."""

NO_COUNTER = 0
"""Stands for a response that came in without a counter."""

_LONGEST_VALUE = 16
_Where = tuple[int, date, int | None, str]


class Entry(Protocol):
    """What of a response is counted."""

    campaign_id: int
    counter_id: int | None
    channel: str
    day: date
    answers: str


class Cell(NamedTuple):
    """What a count is of: a value given to a question, in a month, at a counter, some way."""

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


def count(entries: Iterable[Entry]) -> Counter[Cell]:
    """Return how many of `entries` fall into each cell.

    A skipped question is not among the answers, so each question has an n of its own.
    """
    # Alike responses are many: they are put together first, and each text is parsed once.
    alike = Counter(
        (
            (entry.campaign_id, entry.day.replace(day=1), entry.counter_id, entry.channel),
            entry.answers,
        )
        for entry in entries
    )
    given = {answers: tuple(_given(answers)) for answers in {text for _where, text in alike}}
    values: defaultdict[_Where, Counter[tuple[str, str]]] = defaultdict(Counter)
    for (where, answers), n in alike.items():
        here = values[where]
        for value in given[answers]:
            here[value] += n
    return Counter(dict(_cells(values)))


def _cells(
    values: Mapping[_Where, Mapping[tuple[str, str], int]],
) -> Iterator[tuple[Cell, int]]:
    for (campaign_id, month, counter_id, channel), here in values.items():
        at = counter_id or NO_COUNTER
        for (question, value), n in here.items():
            yield Cell(campaign_id, question, month, at, channel, value), n


def by_campaign(cells: Mapping[Cell, int]) -> Counter[UnitCell]:
    """Return the same counts with months, counters and channels put together."""
    totals: Counter[UnitCell] = Counter()
    for cell, n in cells.items():
        totals[UnitCell(cell.campaign_id, cell.question, cell.value)] += n
    return totals


def by_month(cells: Mapping[Cell, int]) -> Counter[MonthCell]:
    """Return the same counts with counters and channels put together."""
    months: Counter[MonthCell] = Counter()
    for cell, n in cells.items():
        months[MonthCell(cell.campaign_id, cell.question, cell.month, cell.value)] += n
    return months


def _given(answers: str) -> Iterator[tuple[str, str]]:
    yield RESPONSES, ""
    for question, value in json.loads(answers).items():
        written = str(value) if isinstance(value, int | str) else ""
        if 0 < len(written) <= _LONGEST_VALUE:
            yield question, written
