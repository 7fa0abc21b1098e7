"""The calendar: a year's campaigns as one unit sees them, where they overlap, what is left open."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey import clock
from survey.access import paths
from survey.campaigns import spans, words
from survey.campaigns.kinds import Kind, State
from survey.campaigns.reading import Listed, campaigns_about
from survey.campaigns.spans import Days, Overlap, Span
from survey.places.models import Counter, Unit

MOST_BARS, MOST_SAID = 200, 30
_FOREVER = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Part:
    """What of a campaign falls into one month, and where in it."""

    days: Days
    begins: float
    length: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A campaign in the calendar: what falls into each of the twelve months."""

    shown: Listed
    months: Sequence[Part | None]


@dataclass(frozen=True, slots=True)
class Calendar:
    """A year as one unit sees it."""

    year: int
    bars: Sequence[Bar]
    overlaps: Sequence[str]
    gaps: Sequence[str]
    hidden: int  # bars that are too many to show


@dataclass(frozen=True, slots=True)
class _Place:
    """A unit within reach: the units whose campaigns ask there, and when it stands."""

    named_by: frozenset[int]
    stands: Days


def calendar_of(session: Session, unit_id: int, year: int) -> Calendar:
    """Return the calendar of `year` for whoever answers for `unit_id`."""
    about = campaigns_about(session, unit_id, clock.today())
    of_year = [each for each in about if spans.common(_days(each), spans.year_of(year))]
    order = list(Kind)
    of_year.sort(key=lambda o: (order.index(o.kind), o.campaign.starts_on, o.campaign.code))
    places = _places(session, unit_id)
    known = spans_of(of_year, places)
    return Calendar(
        year,
        [_bar(each, year) for each in of_year[:MOST_BARS]],
        [words.overlap(each) for each in _gravest_first(known) if _in_year(each.days, year)],
        _gaps_said(session, year, known, places),
        max(0, len(of_year) - MOST_BARS),
    )


def overlaps_with(session: Session, unit_id: int, shown: Listed) -> list[str]:
    """Return what is to be said of those that ask where and when `shown` does."""
    about = campaigns_about(session, unit_id, clock.today())
    days = _days(shown)
    near = [each for each in about if spans.common(_days(each), days)]
    found = _gravest_first(spans_of(near, _places(session, unit_id)))
    code = shown.campaign.code
    return [words.overlap(o) for o in found if code in (o.one.code, o.other.code)]


def spans_of(shown: Iterable[Listed], places: Mapping[int, _Place]) -> list[Span]:
    """Return campaigns as spans over the units within reach."""
    asked_at: dict[int, set[int]] = defaultdict(set)
    for unit_id, place in places.items():
        for named in place.named_by:
            asked_at[named].add(unit_id)
    found = []
    for each in shown:
        campaign, days = each.campaign, _days(each)
        units = frozenset().union(*(asked_at[unit.id] for unit in each.units))
        there = frozenset(u for u in units if spans.common(places[u].stands, days))
        is_open = each.state is not State.DRAFT
        if days[0] <= days[1]:
            found.append(Span(campaign.code, campaign.name, each.kind, days, there, is_open))
    return found


def _gravest_first(known: Iterable[Span]) -> list[Overlap]:
    return sorted(spans.overlaps(known), key=lambda each: not each.is_refused)


def _days(shown: Listed) -> Days:
    campaign = shown.campaign
    last = campaign.ends_on
    if campaign.closed_at is not None:
        last = min(last, clock.day_of(campaign.closed_at))
    return campaign.starts_on, last


def _places(session: Session, root: int) -> dict[int, _Place]:
    reach = paths.below(session, root)
    ids = reach | paths.above(session, root)
    wanted = select(Unit.id, Unit.parent_id, Unit.valid_from, Unit.valid_to)
    rows = {row.id: row for row in session.execute(wanted) if row.id in ids}
    parents = {unit_id: row.parent_id for unit_id, row in rows.items()}
    return {
        unit_id: _Place(
            frozenset(_path(unit_id, parents)),
            (rows[unit_id].valid_from, rows[unit_id].valid_to or _FOREVER),
        )
        for unit_id in reach
    }


def _path(unit_id: int, parents: Mapping[int, int | None]) -> Iterable[int]:
    at: int | None = unit_id
    while at is not None:
        yield at
        at = parents.get(at)


def _gaps_said(
    session: Session, year: int, known: Sequence[Span], places: Mapping[int, _Place]
) -> list[str]:
    inner = {above for unit_id, place in places.items() for above in place.named_by - {unit_id}}
    manned = set(session.scalars(select(Counter.unit_id).distinct()))
    asking = {
        unit_id: place.stands
        for unit_id, place in places.items()
        if unit_id in manned or unit_id not in inner
    }
    found = spans.gaps(year, known, asking)
    names = {
        row.id: row.name for row in session.execute(select(Unit.id, Unit.name)) if row.id in asking
    }
    return [
        words.gap(
            each,
            sorted(names[unit_id] for unit_id in each.units),
            [span.code for span in spans.fills(known, each)],
        )
        for each in found
    ]


def _in_year(days: Days, year: int) -> bool:
    return spans.common(days, spans.year_of(year)) is not None


def _bar(shown: Listed, year: int) -> Bar:
    found = [spans.in_month(_days(shown), year, month) for month in range(1, 13)]
    return Bar(shown, [Part(days, *spans.place_in_month(days)) if days else None for days in found])
