"""Days gathered into weeks or months, so that each point of a chart has answers enough.

Weeks where a usual week brings thirty answers, else months. Weeks are those of a month
(from its 1st, 8th, 15th and 22nd day), so that they add up to the months other pages
show and nothing can be worked out between the two; one with fewer than FEWEST_SHOWN
answers is told together with its neighbour in the month. A month withheld stays out.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from analysis.targets.check import FEWEST_SHOWN

USUAL = 30
MOST_WEEKS = 52


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
    """All stretches that may be told, earliest first; whether they are weeks, and all there is."""

    spans: tuple[Span, ...]
    are_weeks: bool
    are_all: bool


def gathered(days: Iterable[Day], withheld: Collection[date] = frozenset()) -> Spans:
    """Return `days` by week or by month; the months `withheld` (by their first day) stay out."""
    ordered = sorted((each for each in days if each.n), key=lambda each: each.day)
    months = _by(ordered, _month)
    told = {_month(m.first) for m in months if m.n >= FEWEST_SHOWN} - set(withheld)
    shown = [each for each in ordered if _month(each.day) in told]
    weeks = _by(shown, _week)
    usual = sorted(span.n for span in weeks)
    are_weeks = bool(weeks) and len(weeks) <= MOST_WEEKS and usual[len(usual) // 2] >= USUAL
    found = _merged(weeks) if are_weeks else [m for m in months if _month(m.first) in told]
    return Spans(tuple(found), are_weeks, len(told) == len(months))


def _month(day: date) -> date:
    return day.replace(day=1)


def _week(day: date) -> date:
    return day.replace(day=min((day.day - 1) // 7, 3) * 7 + 1)


def _by(days: Sequence[Day], begin: Callable[[date], date]) -> list[Span]:
    found: list[Span] = []
    for each in days:
        one = Span(each.day, each.day, each.satisfied, each.n)
        if found and begin(found[-1].first) == begin(each.day):
            found[-1] = _joined(found[-1], one)
        else:
            found.append(one)
    return found


def _merged(weeks: Iterable[Span]) -> list[Span]:
    """Return weeks of one month or another, each small one joined to its neighbour there."""
    found: list[Span] = []
    for span in weeks:
        is_same = bool(found) and _month(found[-1].first) == _month(span.first)
        if is_same and min(found[-1].n, span.n) < FEWEST_SHOWN:
            found[-1] = _joined(found[-1], span)
        else:
            found.append(span)
    return found


def _joined(one: Span, other: Span) -> Span:
    return Span(one.first, other.last, one.satisfied + other.satisfied, one.n + other.n)
