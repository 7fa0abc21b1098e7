"""Applying rulings: an answer that was counted moves between the headline and beside it.

One transaction a piece, under the lock of the unit's mark: whoever comes second finds
the rulings applied, and what was cut off between was never begun. A ruling on an
answer that is not counted yet waits until it is. Numbers of rulings are dealt before
commit, so each that was applied is written down, and how many there are is compared.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Row, Select, func, insert, select, update
from sqlalchemy.engine import Connection, Engine

from analysis.rollup.counting import NO_COUNTER, Entry, count, count_groups
from analysis.rollup.keeping import Counted, add, insert_of, take_away
from analysis.rollup.models import Apart, AppliedRuling, Mark
from analysis.rollup.ruled import Said, Stand, cause_of, is_out, stands
from forms.questionnaire import OVERALL
from survey.responses.flags import read
from survey.responses.models import Response, Ruling

PIECE = 2_000
"""Rulings applied in one transaction: on SQLite a citizen waits for so many at most."""


def pending(connection: Connection, unit_ids: Collection[int] | None = None) -> dict[int, int]:
    """Return by unit how many rulings the tallies do not follow yet."""
    made = select(Ruling.unit_id, func.count().label("n")).group_by(Ruling.unit_id).subquery()
    applied = func.coalesce(Mark.rulings, 0)
    wanted = (
        select(made.c.unit_id, made.c.n - applied)
        .outerjoin(Mark, Mark.unit_id == made.c.unit_id)
        .where(made.c.n > applied)
        .order_by(made.c.unit_id)
    )
    if unit_ids is not None:
        wanted = wanted.where(made.c.unit_id.in_(unit_ids))
    return dict(connection.execute(wanted).all())


def apply(engine: Engine, unit_id: int) -> int:
    """Apply one piece of a unit's rulings and return how many; 0 when none is left to apply."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        position = _lock(connection, unit_id)
        found = connection.execute(_unapplied(unit_id, position)).all()
        if found:
            _follow(connection, unit_id, found)
    return len(found)


def set_apart(connection: Connection, unit_id: int, entries: Iterable[Entry]) -> None:
    """Write down those of `entries`, just counted, that came in apart."""
    flagged = ((entry, read(entry.flags)) for entry in entries if entry.flags is not None)
    rows = [
        _row(entry, unit_id, stand, cause_of(noticed), 0)
        for entry, noticed in flagged
        if (stand := stands(noticed, None)) is not None
    ]
    if rows:
        connection.execute(insert(Apart), rows)


def _lock(connection: Connection, unit_id: int) -> int:
    # The lock `keeping.move` takes; without a mark nothing is counted, and nothing moves.
    locked = update(Mark).where(Mark.unit_id == unit_id).values(position=Mark.position)
    return connection.scalar(locked.returning(Mark.position)) or 0


def _unapplied(unit_id: int, position: int) -> Select[Any]:
    return (
        select(
            Ruling.id.label("ruling_id"),
            *(Ruling.counts, Ruling.account_id, Ruling.cause),
            *(Response.id, Response.campaign_id, Response.counter_id, Response.channel),
            *(Response.day, Response.answers, Response.words, Response.flags),
            Response.procedure_group,
            Apart.standing,
            Apart.ruling_id.label("before"),
        )
        .join(Response, Response.id == Ruling.response_id)
        .outerjoin(AppliedRuling, AppliedRuling.ruling_id == Ruling.id)
        .outerjoin(Apart, Apart.response_id == Ruling.response_id)
        .where(Ruling.unit_id == unit_id, AppliedRuling.ruling_id.is_(None))
        .where(Response.position <= position)
        .order_by(Ruling.id)
        .limit(PIECE)
    )


def _follow(connection: Connection, unit_id: int, found: Sequence[Row[Any]]) -> None:
    # The last ruling of an answer stands, and one that was applied may be later than these.
    last = {row.id: row for row in found if row.ruling_id > (row.before or 0)}
    now = {row.id: stands(read(row.flags), _said(row)) for row in last.values()}
    moved = [row for row in last.values() if is_out(_stood(row)) != is_out(now[row.id])]
    gone = [row for row in moved if is_out(now[row.id])]
    come = [row for row in moved if not is_out(now[row.id])]
    take_away(connection, {unit_id: _counted(headline=gone, beside=come)})
    add(connection, {unit_id: _counted(headline=come, beside=gone)})
    _write_down(connection, [_ruled(row, unit_id, now[row.id]) for row in last.values()])
    connection.execute(insert(AppliedRuling), [{"ruling_id": row.ruling_id} for row in found])
    more = Mark.rulings + len(found)
    connection.execute(update(Mark).where(Mark.unit_id == unit_id).values(rulings=more))


def _stood(row: Row[Any]) -> Stand | None:
    return Stand(row.standing) if row.standing else None


def _said(row: Row[Any]) -> Said:
    return Said(row.counts, row.account_id is not None)


def _counted(*, headline: Sequence[Any], beside: Sequence[Any]) -> Counted:
    told = count(headline, lambda _entry: False) + count(beside, lambda _entry: True)
    return Counted(told, count_groups(headline, lambda _entry: False))


def _ruled(row: Row[Any], unit_id: int, stand: Stand | None) -> dict[str, Any]:
    noticed = read(row.flags)
    # What came in with nothing against it is apart for the ruling's own cause.
    cause = row.cause if stands(noticed, None) is None else cause_of(noticed)
    return _row(row, unit_id, stand, cause, row.ruling_id)


def _row(
    entry: Any, unit_id: int, stand: Stand | None, cause: str, ruling_id: int
) -> dict[str, Any]:
    return {
        "response_id": entry.id,
        "unit_id": unit_id,
        "campaign_id": entry.campaign_id,
        "counter_id": entry.counter_id or NO_COUNTER,
        "channel": entry.channel,
        "day": entry.day,
        "cause": cause,
        "overall": _overall(entry.answers),
        "standing": stand,
        "ruling_id": ruling_id,
    }


def _overall(answers: str) -> str:
    given = json.loads(answers).get(OVERALL)
    return str(given) if isinstance(given, int) and not isinstance(given, bool) else ""


def _write_down(connection: Connection, rows: list[dict[str, Any]]) -> None:
    new = insert_of(connection)(Apart.__table__)
    ruled = {name: new.excluded[name] for name in ("standing", "ruling_id")}
    key = ["response_id"]
    if rows:
        connection.execute(new.on_conflict_do_update(index_elements=key, set_=ruled), rows)
