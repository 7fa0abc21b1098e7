"""Numbering: which of an interviewer's numbers came, and which came twice."""

from collections.abc import Collection, Sequence

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from survey.fieldwork.interviewer_models import InterviewerNumbers
from survey.offline import numbers
from survey.offline.batches import Sealed
from survey.offline.numbers import Range


def count_numbers(
    session: Session, interviewer_id: str, entries: Sequence[Sealed], known: Collection[str]
) -> int:
    """Note the numbers that came; return how many new entries had another's."""
    before = ranges_of(session, interviewer_id)
    seen: set[int] = set()
    repeated = 0
    for entry in sorted(entries, key=lambda one: one.id not in known):
        if entry.number is None:
            continue
        is_taken = entry.number in seen or numbers.has(before, entry.number)
        repeated += entry.id not in known and is_taken
        seen.add(entry.number)
    _keep(session, interviewer_id, before, numbers.joined(before, seen))
    return repeated


def ranges_of(session: Session, interviewer_id: str) -> tuple[Range, ...]:
    """Return the numbers that came from an interviewer's tablet."""
    table = InterviewerNumbers
    found = select(table.first, table.last).where(table.interviewer_id == interviewer_id)
    return tuple(sorted(Range(*row) for row in session.execute(found)))


def _keep(
    session: Session, interviewer_id: str, before: Sequence[Range], after: Sequence[Range]
) -> None:
    gone = [one.first for one in set(before) - set(after)]
    table = InterviewerNumbers
    if gone:
        own = table.interviewer_id == interviewer_id
        session.execute(delete(table).where(own, table.first.in_(gone)))
    new = [
        {"interviewer_id": interviewer_id, "first": one.first, "last": one.last}
        for one in sorted(set(after) - set(before))
    ]
    if new:
        session.execute(insert(table), new)
