"""The manifest kept: what the columns lack, and how files come into it and go.

Each change is one transaction. Spans of a unit never overlap: whoever comes with what
is there already is turned away, and the files it wrote are litter.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, insert, or_, select, text
from sqlalchemy.engine import Connection, Engine

from analysis.columns.models import ColumnFile, ColumnSpan
from analysis.rollup.advance import Span
from survey import clock
from survey.responses.models import Chain


@dataclass(frozen=True, slots=True)
class Written:
    """Two files that lie whole on the disk: their name, rows, digests and spans."""

    name: str
    responses: int
    answers: int
    digests: tuple[str, str]
    spans: tuple[Span, ...]


def lacking(engine: Engine, unit_ids: Collection[int] | None = None) -> list[Span]:
    """Return what stands in the chains and in no file, of all units or of `unit_ids`."""
    held = (
        select(
            ColumnSpan.unit_id,
            func.sum(ColumnSpan.last - ColumnSpan.after).label("n"),
            func.max(ColumnSpan.last).label("last"),
        )
        .group_by(ColumnSpan.unit_id)
        .subquery()
    )
    n, last = func.coalesce(held.c.n, 0), func.coalesce(held.c.last, 0)
    wanted = (
        select(Chain.unit_id, n, last, Chain.position)
        .outerjoin(held, held.c.unit_id == Chain.unit_id)
        .where(n < Chain.position)
        .order_by(Chain.unit_id)
    )
    if unit_ids is not None:
        wanted = wanted.where(Chain.unit_id.in_(unit_ids))
    with engine.connect() as connection:
        return [
            span
            for unit_id, n, last, head in connection.execute(wanted).all()
            for span in (
                [Span(unit_id, last, head)] if n == last else _gaps(connection, unit_id, head)
            )
        ]


def files(connection: Connection, unit_ids: Collection[int] | None = None) -> Sequence[ColumnFile]:
    """Return the manifest's files, of all units or those that hold some of `unit_ids`."""
    wanted = select(ColumnFile.__table__).order_by(ColumnFile.id)
    if unit_ids is not None:
        held = select(ColumnSpan.file_id).where(ColumnSpan.unit_id.in_(unit_ids))
        wanted = wanted.where(ColumnFile.id.in_(held))
    return connection.execute(wanted).all()


def spans_of(connection: Connection, file_ids: Collection[int]) -> list[Span]:
    """Return what the files hold, stretches that follow each other as one."""
    found = connection.execute(
        select(ColumnSpan.unit_id, ColumnSpan.after, ColumnSpan.last)
        .where(ColumnSpan.file_id.in_(file_ids))
        .order_by(ColumnSpan.unit_id, ColumnSpan.after)
    )
    together: list[Span] = []
    for unit_id, after, last in found:
        before = together[-1] if together else None
        if before is not None and (before.unit_id, before.last) == (unit_id, after):
            together[-1] = Span(unit_id, before.after, last)
        else:
            together.append(Span(unit_id, after, last))
    return together


def enter(engine: Engine, written: Written, instead_of: Collection[int] = ()) -> bool:
    """Take `written` in, in place of the files `instead_of`; False when others were first."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("LOCK TABLE column_spans IN SHARE ROW EXCLUSIVE MODE"))
        if forget(connection, instead_of) != len(instead_of) or _held(connection, written.spans):
            connection.rollback()
            return False
        file_id = connection.scalar(
            insert(ColumnFile)
            .values(
                name=written.name,
                responses=written.responses,
                answers=written.answers,
                responses_digest=written.digests[0],
                answers_digest=written.digests[1],
                written_at=clock.utc_now(),
            )
            .returning(ColumnFile.id)
        )
        rows = [
            {"unit_id": of.unit_id, "after": of.after, "last": of.last, "file_id": file_id}
            for of in written.spans
        ]
        connection.execute(insert(ColumnSpan), rows)
    return True


def forget(connection: Connection, file_ids: Collection[int]) -> int:
    """Take files out of the manifest and return how many there were."""
    if not file_ids:
        return 0
    connection.execute(delete(ColumnSpan).where(ColumnSpan.file_id.in_(file_ids)))
    return connection.execute(delete(ColumnFile).where(ColumnFile.id.in_(file_ids))).rowcount


def _gaps(connection: Connection, unit_id: int, head: int) -> list[Span]:
    """Return what no file holds of a unit's chain up to `head`."""
    held = connection.execute(
        select(ColumnSpan.after, ColumnSpan.last)
        .where(ColumnSpan.unit_id == unit_id)
        .order_by(ColumnSpan.after)
    )
    gaps, after = [], 0
    for begins, ends in [*held, (head, head)]:
        if after < begins:
            gaps.append(Span(unit_id, after, begins))
        after = ends
    return gaps


def _held(connection: Connection, spans: Sequence[Span]) -> bool:
    of_them = [
        (ColumnSpan.unit_id == of.unit_id)
        & (ColumnSpan.after < of.last)
        & (ColumnSpan.last > of.after)
        for of in spans
    ]
    # A few hundred at a time: SQLite reads no longer condition.
    return any(
        connection.scalar(select(ColumnSpan.unit_id).where(or_(*of_them[n : n + 200])).limit(1))
        for n in range(0, len(of_them), 200)
    )
