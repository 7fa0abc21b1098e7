"""The tables of a frame, written piece by piece in the fastest way each database has."""

import json
from collections.abc import Iterable, Sequence

from sqlalchemy import TextClause, delete, select, text
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from survey.sampling.lines import Line
from survey.sampling.models import Frame, FrameRow

_NAMES = ("frame_id", *Line._fields)
_ROOM = text("PRAGMA cache_size = -64000")
"""On SQLite: the index of codes is written all over, and is to fit the memory."""


def add(connection: Connection, frame_id: int, lines: Sequence[Line]) -> bool:
    """Put lines of a frame in; False where the frame has gone meanwhile. Caller commits."""
    standing = select(Frame.id).where(Frame.id == frame_id, Frame.imported_at.is_(None))
    if connection.scalar(standing.with_for_update(read=True)) is None:
        return False
    rows = ((frame_id, *line) for line in lines)
    if connection.dialect.name == "postgresql":
        _copy(connection, "frame_rows", _NAMES, rows)
    elif lines:
        connection.execute(_ROOM)
        _insert(connection, "frame_rows", _NAMES, rows)
    return True


def remove(connection: Connection, frame_id: int) -> None:
    """Take away a frame that never became whole, with what came in of it."""
    # The frame first where it can be: whoever still writes to it finds it gone.
    connection.execute(select(Frame.id).where(Frame.id == frame_id).with_for_update())
    connection.execute(delete(FrameRow).where(FrameRow.frame_id == frame_id))
    connection.execute(delete(Frame).where(Frame.id == frame_id, Frame.imported_at.is_(None)))


def measure(connection: Connection) -> None:
    """Let PostgreSQL look at what came in: a plan made for an empty table takes minutes."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("ANALYZE frame_rows"))


def add_drawn(
    connection: Connection, table: str, names: Sequence[str], rows: Sequence[Sequence[object]]
) -> None:
    """Put what was drawn in, the values of each row in the order of `names`. Caller commits."""
    if connection.dialect.name == "postgresql":
        _copy(connection, table, names, rows)
    elif rows:
        _insert(connection, table, names, rows)


def one_of(session: Session, column: str, codes: Sequence[str]) -> TextClause:
    """Return the condition that `column` is one of `codes`, however many they are.

    One value for all of them: thousands of parameters take longer to read than to look up.
    """
    if session.get_bind().dialect.name == "postgresql":
        return text(f"{column} = ANY(CAST(:codes AS text[]))").bindparams(codes=list(codes))
    listed = text(f"{column} IN (SELECT value FROM json_each(:codes))")
    return listed.bindparams(codes=json.dumps(list(codes)))


def _copy(
    connection: Connection, table: str, names: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    cursor = connection.connection.cursor()
    with cursor.copy(f"COPY {table} ({', '.join(names)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _insert(
    connection: Connection, table: str, names: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    # Past SQLAlchemy's care for each value, which takes longer than SQLite itself.
    given = ", ".join("?" * len(names))
    connection.exec_driver_sql(
        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({given})",
        [tuple(row) for row in rows],
    )
