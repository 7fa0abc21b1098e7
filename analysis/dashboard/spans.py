"""Days gathered into weeks or months, so that each point of a chart has answers enough.

Weeks where a usual week brings thirty answers, else months. A stretch with fewer than
FEWEST_SHOWN answers is told together with the one after it (the last with the one
before): then nothing is hidden that subtraction could bring back.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from analysis.targets.check import FEWEST_SHOWN

USUAL = 30
MOST_WEEKS = 53


@dataclass(frozen=True, slots=True)
class Day:
    """One day's answers: how many were satisfied, of how many."""

    day: date
    satisfied: int
    n: int


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days told as one: its first and last day with answers, its counts."""

    first: date
    last: date
    satisfied: int
    n: int

    @property
    def dissatisfied(self) -> int:
        """How many were not satisfied, "bình thường" among them."""
        return self.n - self.satisfied


@dataclass(frozen=True, slots=True)
class Spans:
    """All stretches, earliest first, and whether they are weeks."""

    spans: tuple[Span, ...]
    are_weeks: bool


def gathered(days: Iterable[Day]) -> Spans:
    """Return `days` by week or by month, none of fewer answers than may be shown."""
    ordered = sorted((each for each in days if each.n), key=lambda each: each.day)
    weeks = _by(ordered, _monday)
    usual = sorted(span.n for span in weeks)
    are_weeks = bool(weeks) and len(weeks) <= MOST_WEEKS and usual[len(usual) // 2] >= USUAL
    found = weeks if are_weeks else _by(ordered, lambda day: day.replace(day=1))
    return Spans(tuple(_merged(found)), are_weeks)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _by(days: Sequence[Day], begin: Callable[[date], date]) -> list[Span]:
    found: list[Span] = []
    for each in days:
        one = Span(each.day, each.day, each.satisfied, each.n)
        if found and begin(found[-1].first) == begin(each.day):
            found[-1] = _joined(found[-1], one)
        else:
            found.append(one)
    return found


def _merged(spans: Iterable[Span]) -> list[Span]:
    found: list[Span] = []
    for span in spans:
        if found and found[-1].n < FEWEST_SHOWN:
            found[-1] = _joined(found[-1], span)
        else:
            found.append(span)
    if len(found) > 1 and found[-1].n < FEWEST_SHOWN:
        last = found.pop()
        found[-1] = _joined(found[-1], last)
    return [] if found and found[0].n < FEWEST_SHOWN else found


def _joined(one: Span, other: Span) -> Span:
    return Span(one.first, other.last, one.satisfied + other.satisfied, one.n + other.n)
