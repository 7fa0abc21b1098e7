"""Reading published scores: a year's list in its groups, and one subject over the years.

A score is read as a `Value` with the method it was printed under, so that years of two
methods are never one line. What was withheld is shown as "*", and is in no group.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis.indices.definitions import Shelf
from analysis.indices.grouping import Group, grouped
from analysis.indices.keeping import newest_of
from analysis.indices.method import Method, Point, Reason, Run, Value, series
from analysis.indices.models import PublishedScore
from analysis.indices.structure import TOTAL

_PROVINCES = 63
_PROVINCES_SINCE_2025 = 34
_NO_PROVINCE = frozenset(("ca nuoc", "trung binh ca nuoc"))
"""Subjects that stand above the provinces, and in no group of them."""


@dataclass(frozen=True, slots=True)
class Score:
    """A published score, with what is known of it and its group among the others."""

    row: PublishedScore
    value: Value
    group: Group | None = None


@dataclass(frozen=True, slots=True)
class Year:
    """One part of an index in one year: everybody who has a score, or had one withheld."""

    index: str
    year: int
    part: str
    scores: tuple[Score, ...]
    parts: tuple[str, ...]
    provinces: int
    all_provinces: int

    @property
    def is_grouped(self) -> bool:
        """Whether every province is there, so that a quarter of them is a quarter."""
        return self.index == "papi" and self.provinces >= self.all_provinces

    @property
    def method(self) -> Method | None:
        """The method of the year's scores."""
        return self.scores[0].value.method if self.scores else None


@dataclass(frozen=True, slots=True)
class History:
    """One subject in one part of an index: every year, and the runs one may draw."""

    subject: str
    index: str
    part: str
    scores: tuple[Score, ...]
    runs: tuple[Run, ...]


def years_of(session: Session) -> dict[str, list[int]]:
    """Return the years there are scores of, newest first, by index."""
    wanted = select(PublishedScore.index_name, PublishedScore.index_year).distinct()
    found: dict[str, list[int]] = {}
    for index, year in sorted(session.execute(wanted).all(), reverse=True):
        found.setdefault(index, []).append(year)
    return found


def year_of(session: Session, shelf: Shelf, index: str, year: int, part: str = TOTAL) -> Year:
    """Return the scores of one part in one year, the highest group first, then by name.

    Groups are PAPI's, and only where every province is there, withheld scores too.
    """
    asked = (PublishedScore.index_name == index, PublishedScore.index_year == year)
    rows = list(newest_of(session, *asked).values())
    here = [row for row in rows if row.part == part]
    provinces = [row for row in here if row.subject_key not in _NO_PROVINCE]
    every = _PROVINCES if year < 2025 else _PROVINCES_SINCE_2025
    parts = tuple(sorted({row.part for row in rows}))
    found = Year(index, year, part, (), parts, len(provinces), every)
    groups = {}
    if found.is_grouped:
        groups = grouped({row.subject_key: row.value for row in provinces})
    scores = [Score(row, value_of(row, shelf), groups.get(row.subject_key)) for row in here]
    return replace(found, scores=tuple(sorted(scores, key=_place)))


def _place(score: Score) -> tuple[bool, int, str]:
    group = list(Group).index(score.group) if score.group else 0
    return score.row.value is None, group, score.row.subject_key


def histories(session: Session, shelf: Shelf, key: str) -> list[History]:
    """Return every index and part of a subject over the years, totals before parts."""
    rows = newest_of(session, PublishedScore.subject_key == key).values()
    grouped_rows: dict[tuple[str, str], list[PublishedScore]] = {}
    for row in sorted(rows, key=lambda row: (row.index_name, row.part, row.index_year)):
        grouped_rows.setdefault((row.index_name, row.part), []).append(row)
    return [_history(index, part, of, shelf) for (index, part), of in sorted(grouped_rows.items())]


def newest_total(session: Session, shelf: Shelf, index: str, key: str) -> Score | None:
    """Return the total of a subject in the last year it was printed for; None for none."""
    rows = newest_of(
        session,
        PublishedScore.index_name == index,
        PublishedScore.subject_key == key,
        PublishedScore.part == TOTAL,
    ).values()
    last = max(rows, key=lambda row: row.index_year, default=None)
    return Score(last, value_of(last, shelf)) if last is not None else None


def value_of(row: PublishedScore, shelf: Shelf) -> Value:
    """Return a row's score with the method it was printed under."""
    known = shelf.definitions.get(row.method)
    # A definition that was taken away since: the row itself still says how it was made.
    method = known.method if known else Method(row.method, row.method, row.decision, row.index_year)
    return Value(row.value, row.n, method, Reason.WITHHELD if row.value is None else None)


def corrections_of(session: Session, row: PublishedScore) -> Sequence[PublishedScore]:
    """Return what stood before `row`, the newest first."""
    wanted = select(PublishedScore).where(
        PublishedScore.index_name == row.index_name,
        PublishedScore.subject_key == row.subject_key,
        PublishedScore.index_year == row.index_year,
        PublishedScore.part == row.part,
        PublishedScore.revision < row.revision,
    )
    return session.scalars(wanted.order_by(PublishedScore.revision.desc())).all()


def gaps(runs: Sequence[Run]) -> Mapping[tuple[int, int], Reason]:
    """Return why a line does not go on, by the years before and after the gap."""
    found = {}
    for before, after in pairwise(runs):
        if after.gap is not None:
            found[before.points[-1].year, after.points[0].year] = after.gap
    return found


def _history(index: str, part: str, rows: Sequence[PublishedScore], shelf: Shelf) -> History:
    scores = tuple(Score(row, value_of(row, shelf)) for row in rows)
    points = [Point(score.row.index_year, score.value) for score in scores]
    return History(rows[-1].subject, index, part, scores, series(points))
