"""The tables of a frame, written piece by piece in the fastest way each database has."""

from collections.abc import Mapping, Sequence

from sqlalchemy import delete, insert, select, text
from sqlalchemy.engine import Connection

from survey.db import Base
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
    if connection.dialect.name == "postgresql":
        _copy(connection, frame_id, lines)
    elif lines:
        connection.execute(_ROOM)
        # Past SQLAlchemy's care for each value, which takes longer than SQLite itself.
        connection.exec_driver_sql(
            f"INSERT INTO frame_rows ({', '.join(_NAMES)}) VALUES ({', '.join('?' * len(_NAMES))})",
            [(frame_id, *line) for line in lines],
        )
    return True


def remove(connection: Connection, frame_id: int) -> None:
    """Take away a frame that never became whole, with what came in of it."""
    # The frame first where it can be: whoever still writes to it finds it gone.
    connection.execute(select(Frame.id).where(Frame.id == frame_id).with_for_update())
    connection.execute(delete(FrameRow).where(FrameRow.frame_id == frame_id))
    connection.execute(delete(Frame).where(Frame.id == frame_id, Frame.imported_at.is_(None)))


def _copy(connection: Connection, frame_id: int, lines: Sequence[Line]) -> None:
    cursor = connection.connection.cursor()
    with cursor.copy(f"COPY frame_rows ({', '.join(_NAMES)}) FROM STDIN") as copy:
        for line in lines:
            copy.write_row((frame_id, *line))


def add_drawn(
    connection: Connection, table: type[Base], rows: Sequence[Mapping[str, object]]
) -> None:
    """Put what was drawn in, all rows with the same columns. Caller commits."""
    if not rows:
        return
    names = list(rows[0])
    if connection.dialect.name != "postgresql":
        connection.execute(insert(table), list(rows))
        return
    cursor = connection.connection.cursor()
    with cursor.copy(f"COPY {table.__tablename__} ({', '.join(names)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row([row[name] for name in names])
