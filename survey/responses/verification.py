"""Walking every chain from its first link to its head, and every word beside it.

This is the one place that reads a response whole, minute included. SQLite keeps
rubbish in any column: whatever is no response is a finding, never a crash.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import String, select, type_coerce
from sqlalchemy.engine import Row
from sqlalchemy.orm import Session

from survey.responses.ballot import body_of, digest_of
from survey.responses.ledger import START, Break, Entry, Head, first_break
from survey.responses.models import Remark, Response
from survey.responses.reading import heads

_PIECE = 5_000


@dataclass(frozen=True, slots=True)
class Finding:
    """A unit whose chain or words do not hold, and where they first fail."""

    unit_id: int
    broken: Break


def walk(session: Session, progress: Callable[[int], None] = lambda _n: None) -> list[Finding]:
    """Return the first break of every unit's chain; none when the ledger is whole."""
    known = {head.unit_id: Head(head.position, head.link) for head in heads(session)}
    units = known.keys() | set(session.scalars(select(Response.unit_id).distinct()))
    findings = []
    for unit_id in sorted(units, key=lambda number: (isinstance(number, str), number)):
        entries = _entries(session, unit_id, progress)
        broken = first_break(entries, known.get(unit_id, START)) or _wrong_words(session, unit_id)
        if broken is not None:
            findings.append(Finding(unit_id, broken))
    return findings + _orphans(session)


def _entries(session: Session, unit_id: int, progress: Callable[[int], None]) -> Iterator[Entry]:
    position = 0
    columns = Response.__table__.c
    # The day as it stands there: one that is no day must still be read.
    read = [type_coerce(c, String).label(c.name) if c.name == "day" else c for c in columns]
    while True:
        rows = session.execute(
            select(*read)
            .where(columns.unit_id == unit_id, columns.position > position)
            .order_by(columns.position)
            .limit(_PIECE)
        ).all()
        for row in rows:
            yield Entry(row.position, _body(row), row.link)
        progress(len(rows))
        if len(rows) < _PIECE:
            return
        position = rows[-1].position


def _body(row: Row) -> bytes:
    try:
        return body_of(row._mapping)
    except TypeError:
        return b""  # bytes where words should be: no link of ours vouches for that


def _wrong_words(session: Session, unit_id: int) -> Break | None:
    """Find a response whose words are not the ones its link vouches for."""
    responses = session.execute(
        select(Response.id, Response.position, Response.words)
        .where(Response.unit_id == unit_id, Response.words != "{}")
        .order_by(Response.position)
    ).all()
    for piece in range(0, len(responses), 500):
        some = responses[piece : piece + 500]
        kept = _kept_words(session, [response.id for response in some])
        for response in some:
            if not _vouched(json.loads(response.words), kept.get(response.id, {})):
                return Break(response.position, "words altered")
    return None


def _kept_words(session: Session, ids: list[str]) -> dict[str, dict[str, Remark]]:
    kept: dict[str, dict[str, Remark]] = {}
    for remark in session.scalars(select(Remark).where(Remark.response_id.in_(ids))):
        kept.setdefault(remark.response_id, {})[remark.question] = remark
    return kept


def _vouched(digests: dict[str, str], remarks: dict[str, Remark]) -> bool:
    return digests.keys() == remarks.keys() and all(
        remark.words is None or _digest(remark) == digests[question]
        for question, remark in remarks.items()
    )


def _digest(remark: Remark) -> str | None:
    try:
        return digest_of(remark.words or "", remark.salt)
    except (AttributeError, TypeError, ValueError):
        return None  # neither words nor a salt of ours


def _orphans(session: Session) -> list[Finding]:
    """Words that no response vouches for: slipped in, or their response is gone."""
    found = session.execute(
        select(Remark.response_id, Response.unit_id, Response.position)
        .outerjoin(Response, Response.id == Remark.response_id)
        .where(Response.id.is_(None) | (Response.words == "{}"))
    )
    return [
        Finding(row.unit_id or 0, Break(row.position or 0, "words without a response"))
        for row in found
    ]
