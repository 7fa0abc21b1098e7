"""Spans: which campaigns stand in the same days at the same units, and which days none has.

An overlap is two campaigns' common days; a gap is days of a year on which units are asked
by no routine campaign. Both are pointed out and neither is forbidden here.
"""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from survey.campaigns.kinds import DEMANDS, Kind

Days = tuple[date, date]
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """A campaign as the calendar sees it: what it asks, where (all units below), and when."""

    code: str
    name: str
    kind: Kind
    days: Days
    units: frozenset[int]
    is_open: bool = True  # it asks, or has asked; a draft does not


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two campaigns that ask at the same units on the same days."""

    one: Span
    other: Span
    days: Days
    units: frozenset[int]

    @property
    def is_refused(self) -> bool:
        """Whether the two may not both be open."""
        return self.one.kind == self.other.kind and not DEMANDS[self.one.kind].may_overlap


@dataclass(frozen=True, slots=True)
class Gap:
    """Days on which these units are asked by no routine campaign."""

    days: Days
    units: frozenset[int]

    @property
    def length(self) -> int:
        """How many days it has."""
        return (self.days[1] - self.days[0]).days + 1


def year_of(year: int) -> Days:
    """Return the first and the last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def common(one: Days, other: Days) -> Days | None:
    """Return the days two periods share."""
    first, last = max(one[0], other[0]), min(one[1], other[1])
    return (first, last) if first <= last else None


def overlaps(spans: Iterable[Span]) -> list[Overlap]:
    """Return every two of `spans` that share units and days, by their first common day."""
    ordered = sorted(spans, key=_order)
    asked_at: dict[int, list[int]] = defaultdict(list)
    for place, span in enumerate(ordered):
        for unit_id in span.units:
            asked_at[unit_id].append(place)
    # Unit by unit: there may be thousands of campaigns, but never many at one unit.
    shared: dict[tuple[int, int], set[int]] = defaultdict(set)
    for unit_id, places in asked_at.items():
        for pair in combinations(places, 2):
            shared[pair].add(unit_id)
    found = []
    for (one, other), units in shared.items():
        days = common(ordered[one].days, ordered[other].days)
        if days:
            found.append(Overlap(ordered[one], ordered[other], days, frozenset(units)))
    return sorted(found, key=lambda each: (each.days, each.one.code, each.other.code))


def gaps(year: int, spans: Iterable[Span], standing: Mapping[int, Days]) -> list[Gap]:
    """Return the days of `year` without a routine campaign, the same days' units together.

    `standing` says for each unit from when to when it stands; what it is not there for is
    no gap.
    """
    asking = [span for span in spans if span.is_open and span.kind is Kind.ROUTINE]
    units_of: dict[tuple[Days, frozenset[Days]], set[int]] = defaultdict(set)
    for unit_id, stands in standing.items():
        there = common(year_of(year), stands)
        if there:
            covered = frozenset(span.days for span in asking if unit_id in span.units)
            units_of[there, covered].add(unit_id)
    without: dict[Days, set[int]] = defaultdict(set)
    for (there, covered), units in units_of.items():
        for days in _left(there, sorted(covered)):
            without[days] |= units
    return [Gap(days, frozenset(units)) for days, units in sorted(without.items())]


def in_month(days: Days, year: int, month: int) -> Days | None:
    """Return the days of a period that fall into a month."""
    return common(days, (date(year, month, 1), date(year, month, monthrange(year, month)[1])))


def place_in_month(days: Days) -> tuple[float, float]:
    """Return where days of one month begin and how long they are, as shares of the month."""
    length = monthrange(days[0].year, days[0].month)[1]
    return (days[0].day - 1) / length, (days[1].day - days[0].day + 1) / length


def fills(spans: Collection[Span], gap: Gap) -> list[Span]:
    """Return the drafts that would fill `gap`, were they opened."""
    return [
        span
        for span in sorted(spans, key=_order)
        if not span.is_open
        and span.kind is Kind.ROUTINE
        and gap.units <= span.units
        and common(span.days, gap.days) == gap.days
    ]


def _left(there: Days, covered: Sequence[Days]) -> list[Days]:
    """Return the days of `there` outside the `covered` periods, which come in order."""
    left, first = [], there[0]
    for begin, end in covered:
        if begin > there[1]:
            break
        if first < begin:
            left.append((first, begin - _A_DAY))
        first = max(first, end + _A_DAY)
    return [*left, (first, there[1])] if first <= there[1] else left


def _order(span: Span) -> tuple[Days, str]:
    return span.days, span.code
