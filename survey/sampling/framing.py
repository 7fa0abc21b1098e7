"""A frame in the database as a draw sees it: asked from the top down, never read whole.

Sizes are summed by the database; only the rows of clusters that were drawn are read.
Sums are of whole numbers and order is by code or by line, so both databases say the same.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from survey.sampling.drawing.designs import LEVEL_NAMES, Design, Level
from survey.sampling.drawing.frames import ALL, Node
from survey.sampling.drawing.units import Unit
from survey.sampling.models import FrameRow

_AT_ONCE = 500
COLUMNS: dict[Level, InstrumentedAttribute[str]] = {
    Level.STRATUM: FrameRow.stratum,
    Level.DISTRICT: FrameRow.district,
    Level.COMMUNE: FrameRow.commune,
    Level.VILLAGE: FrameRow.village,
}


class Face(NamedTuple):
    """What an interviewer needs to find a case, and what margins are known for."""

    commune: str
    label: str | None
    labels: str


class Counted(NamedTuple):
    """How many rows a stratum has, and how large they are together."""

    rows: int
    size: int


class Rows:
    """The rows of one frame, as `survey.sampling.drawing` asks for them."""

    def __init__(self, session: Session, frame_id: int) -> None:
        """Look at the frame through `session`; nothing is read yet."""
        self._session = session
        self._ours = FrameRow.frame_id == frame_id

    def strata(self, level: Level) -> list[Unit]:
        """Return the strata of `level`, each with its size."""
        counted = self.counted(level)
        return [Unit(code, each.size) for code, each in counted.items()]

    def counted(self, level: Level) -> dict[str, Counted]:
        """Return how many rows each stratum has and their size, by code."""
        told = (func.count(), func.coalesce(func.sum(FrameRow.size), 0))
        if level is Level.WHOLE:
            rows, size = self._session.execute(self._asked(*told)).one()
            return {ALL: Counted(rows, int(size))} if rows else {}
        column = COLUMNS[level]
        found = self._session.execute(self._asked(column, *told).group_by(column))
        return {code: Counted(rows, int(size)) for code, rows, size in sorted(found.tuples())}

    def children(self, node: Node, level: Level) -> Sequence[Unit]:
        """Return the units of `level` in `node`, in the order of the file."""
        inside = [COLUMNS[each] == code for each, code in node.steps if each in COLUMNS]
        if level is Level.UNIT:
            rows = self._asked(FrameRow.code, FrameRow.size).where(*inside)
            found = self._session.execute(rows.order_by(FrameRow.number))
            return [Unit(code, size) for code, size in found.tuples()]
        column, first = COLUMNS[level], func.min(FrameRow.number)
        sums = self._asked(column, func.sum(FrameRow.size)).where(*inside).group_by(column)
        found = self._session.execute(sums.order_by(first))
        return [Unit(code, int(size)) for code, size in found.tuples()]

    def levels(self) -> list[Level]:
        """Return what the frame can be divided by, from the whole down."""
        told = self._session.execute(
            select(*(func.max(column) for column in COLUMNS.values())).where(self._ours)
        ).one()
        named = [level for level, most in zip(COLUMNS, told, strict=True) if most]
        return [Level.WHOLE, *named, Level.UNIT]

    def lacks(self, design: Design) -> str | None:
        """Return in words which level of `design` the frame has no column for."""
        there = self.levels()
        asked = [design.strata, *(stage.at_level for stage in design.stages)]
        missing = [LEVEL_NAMES[level] for level in asked if level not in there]
        return f"Khung mẫu không có cột “{missing[0]}”." if missing else None

    def communes(self) -> list[str]:
        """Return the codes of all communes there are rows of."""
        column = self._asked(FrameRow.commune).where(FrameRow.commune != "").distinct()
        return sorted(self._session.scalars(column))

    def faces(self, codes: Iterable[str]) -> Iterator[tuple[str, Face]]:
        """Yield what is known of each of `codes`."""
        told = (FrameRow.code, FrameRow.commune, FrameRow.label, FrameRow.labels)
        wanted = list(codes)
        for first in range(0, len(wanted), _AT_ONCE):
            some = wanted[first : first + _AT_ONCE]
            rows = self._asked(*told).where(FrameRow.code.in_(some))
            for code, *face in self._session.execute(rows).tuples():
                yield code, Face(*face)

    def _asked(self, *columns: ColumnElement | InstrumentedAttribute) -> Select:  # type: ignore[type-arg]
        return select(*columns).where(self._ours)
