"""Counters: opened with a code of their own, closed for good, never given away.

The code is on paper on a desk. It is dealt from the number of counters ever
made, and since two people may open counters at the same moment, whoever comes
second tries the next number: the table's unique constraint is the judge.
"""

from datetime import date
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from survey.places import codes
from survey.places.models import Counter


class Purpose(StrEnum):
    """What citizens come to a counter for, as the database spells it."""

    RECEPTION = "reception"
    RESULTS = "results"
    FIELD = "field"


class FieldNotNamed(Exception):
    """A counter for one field must say which."""


class AlreadyClosed(Exception):
    """The counter was closed before, and stays so."""


def add_counter(  # noqa: PLR0913  what a counter is, said by name
    session: Session,
    unit_id: int,
    *,
    name: str,
    purpose: Purpose | str,
    field: str | None = None,
    today: date,
) -> Counter:
    """Open a counter of the unit with a code never used before; the caller commits."""
    purpose = Purpose(purpose)
    if (purpose is Purpose.FIELD) != bool(field):
        raise FieldNotNamed("a field counter names its field, and no other counter has one")
    number = 0
    while True:
        # Counters are never removed, so this many numbers at least are taken.
        number = max(_ever_made(session), number) + 1
        counter = Counter(
            code=codes.issue(number), unit_id=unit_id, name=name, purpose=purpose, opened_on=today
        )
        counter.field = field or None
        if _is_kept(session, counter):
            return counter


def close_counter(session: Session, counter: Counter, today: date) -> None:
    """Close `counter` from `today` on; the caller commits."""
    if counter.closed_on is not None:
        raise AlreadyClosed(counter.code)
    # Opened by a clock that was ahead: it cannot close before it opened.
    counter.closed_on = max(today, counter.opened_on)
    session.flush()


def find_counter(session: Session, code: str) -> Counter | None:
    """Return the counter, open or closed, whose code somebody typed or scanned."""
    asked = codes.normal(code)
    if not codes.is_well_formed(asked):
        return None
    return session.scalar(select(Counter).where(Counter.code == asked))


def _is_kept(session: Session, counter: Counter) -> bool:
    try:
        with session.begin_nested():
            session.add(counter)
    except IntegrityError:
        # Only a code that somebody took meanwhile is a reason to try the next one.
        if session.scalar(select(Counter.id).where(Counter.code == counter.code)) is None:
            raise
        return False
    return True


def _ever_made(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Counter)) or 0
