"""Finding counters: by the words of a place, by code, or all that somebody keeps.

Marks and case do not matter ("xa ia le" finds Xã Ia Le). A name alone never
tells a place, for many communes share one, so the unit above is always told too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, or_, select, true
from sqlalchemy.orm import Session, aliased

from survey.places.codes import normal
from survey.places.models import Counter, Unit
from survey.places.spelling import folded

_MOST_WORDS = 8
_PARENT = aliased(Unit)


@dataclass(frozen=True, slots=True)
class Desk:
    """A counter where it stands."""

    counter: Counter
    unit: Unit
    parent_name: str | None

    @property
    def code(self) -> str:
        """The counter's code."""
        return self.counter.code

    @property
    def name(self) -> str:
        """The counter's name."""
        return self.counter.name

    @property
    def unit_name(self) -> str:
        """The name of the unit it stands in."""
        return self.unit.name


def search_counters(
    session: Session,
    words: str,
    limit: int | None,
    *,
    within: Iterable[int] | Select[tuple[int]] | None = None,
    closed_too: bool = False,
) -> list[Desk]:
    """Return the counters whose unit's name has every word of `words`, by name.

    The beginning of a code finds its counter too; no words find every counter.
    """
    wanted = _desks(closed_too=closed_too).where(_speaks_of(words.replace("\0", " ")))
    if within is not None:
        wanted = wanted.where(Counter.unit_id.in_(within))
    ordered = wanted.order_by(Unit.name_folded, Unit.code, Counter.id).limit(limit)
    return [Desk(*row) for row in session.execute(ordered)]


def open_counters_with(session: Session, codes: Sequence[str]) -> list[Desk]:
    """Return the open counters that have one of `codes`, in the order of `codes`."""
    found = session.execute(_desks().where(Counter.code.in_(codes)))
    return sorted((Desk(*row) for row in found), key=lambda desk: codes.index(desk.counter.code))


def open_codes(session: Session) -> list[str]:
    """Return the codes of all open counters."""
    return list(session.scalars(select(Counter.code).where(Counter.closed_on.is_(None))))


def _desks(*, closed_too: bool = False) -> Select[tuple[Counter, Unit, str]]:
    wanted = (
        select(Counter, Unit, _PARENT.name)
        .join(Unit, Counter.unit_id == Unit.id)
        .outerjoin(_PARENT, Unit.parent_id == _PARENT.id)
    )
    return wanted if closed_too else wanted.where(Counter.closed_on.is_(None))


def _speaks_of(words: str) -> ColumnElement[bool]:
    asked = folded(words).split()[:_MOST_WORDS]
    named = and_(true(), *(Unit.name_folded.contains(word, autoescape=True) for word in asked))
    return or_(named, Counter.code.startswith(normal(words), autoescape=True))
