"""Rulings: whether a kept response counts in the headline, said after it was kept.

A response and its flags never change. When the fuse burns after the first answers of a
flood, or somebody has looked at what was held, that is an act of its own: appended,
with its cause and reason, and never taken back but by a newer one.
"""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.engine import Connection

from survey.responses.flags import LATE, read
from survey.responses.models import Response, Ruling


def rule(  # noqa: PLR0913  who ruled what, when and why, said by name
    connection: Connection,
    response_ids: Collection[str],
    *,
    counts: bool,
    cause: str,
    at: datetime,
    account_id: int | None = None,
    reason: str = "",
) -> int:
    """Rule on responses; return on how many. What came LATE is never ruled in."""
    found = connection.execute(
        select(Response.id, Response.unit_id, Response.flags).where(Response.id.in_(response_ids))
    ).all()
    given = {"counts": counts, "cause": cause, "at": at}
    given |= {"account_id": account_id, "reason": reason}
    rows = [
        {"response_id": row.id, "unit_id": row.unit_id} | given
        for row in found
        if not (counts and LATE in read(row.flags))
    ]
    if rows:
        connection.execute(insert(Ruling), rows)
    return len(rows)


def standing_rulings(connection: Connection, unit_id: int) -> Mapping[str, bool]:
    """Return by response what was last ruled at a unit: whether it counts."""
    found = connection.execute(
        select(Ruling.response_id, Ruling.counts)
        .where(Ruling.unit_id == unit_id)
        .order_by(Ruling.id)
    )
    return {row.response_id: row.counts for row in found}
