"""A frame in the database as a draw sees it: asked from the top down, never read whole.

The database sums its sizes once, by last cluster; only the rows of clusters that were
drawn are read. Sums are of whole numbers and order is that of the file, so both databases
say the same.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from survey.sampling import tables
from survey.sampling.drawing.designs import LEVEL_NAMES, Design, Level
from survey.sampling.drawing.frames import ALL, Node
from survey.sampling.drawing.units import CannotDraw, Unit, named
from survey.sampling.models import FrameRow

_AT_ONCE = 5_000
COLUMNS: dict[Level, InstrumentedAttribute[str]] = {
    Level.STRATUM: FrameRow.stratum,
    Level.DISTRICT: FrameRow.district,
    Level.COMMUNE: FrameRow.commune,
    Level.VILLAGE: FrameRow.village,
}
_PLACE = {level: place for place, level in enumerate(COLUMNS)}
_ABOVE = {Level.COMMUNE: (Level.DISTRICT,), Level.VILLAGE: (Level.DISTRICT, Level.COMMUNE)}
_CODES = tuple[str, ...]


class Face(NamedTuple):
    """What an interviewer needs to find a case, and what margins are known for."""

    commune: str
    label: str | None
    labels: str


class Counted(NamedTuple):
    """How many rows a stratum has, and how large they are together."""

    rows: int
    size: int


class _Leaf(NamedTuple):
    """A last cluster: its codes from the top down, its rows, their size, the first's line."""

    codes: _CODES
    rows: int
    size: int
    first: int


class Rows:
    """The rows of one frame, as `survey.sampling.drawing` asks for them."""

    def __init__(self, session: Session, frame_id: int) -> None:
        """Look at the frame through `session`; nothing is read yet."""
        self._session = session
        self._frame_id = frame_id
        self._sorted: dict[tuple[Level, ...], dict[_CODES, list[_Leaf]]] = {}

    def strata(self, level: Level) -> list[Unit]:
        """Return the strata of `level`, each with its size."""
        _demand_own_codes(self._leaves, level)
        return [Unit(code, each.size) for code, each in self.counted(level).items()]

    def counted(self, level: Level) -> dict[str, Counted]:
        """Return how many rows each stratum has and their size, by code."""
        sums: dict[str, Counted] = {}
        for leaf in self._leaves:
            code = ALL if level is Level.WHOLE else leaf.codes[_PLACE[level]]
            before = sums.get(code, Counted(0, 0))
            sums[code] = Counted(before.rows + leaf.rows, before.size + leaf.size)
        return dict(sorted(sums.items()))

    def children(self, node: Node, level: Level) -> Sequence[Unit]:
        """Return the units of `level` in `node`, in the order of the file."""
        leaves = self._inside(node)
        if level is Level.UNIT:
            return self._units(leaves) if leaves else []
        _demand_own_codes(leaves, level)
        sizes: dict[str, int] = defaultdict(int)
        for leaf in leaves:
            sizes[leaf.codes[_PLACE[level]]] += leaf.size
        return [Unit(code, size) for code, size in sizes.items()]

    def levels(self) -> list[Level]:
        """Return what the frame can be divided by, from the whole down."""
        named = [
            level for level, place in _PLACE.items() if any(x.codes[place] for x in self._leaves)
        ]
        return [Level.WHOLE, *named, Level.UNIT]

    def lacks(self, design: Design) -> str | None:
        """Return in words which level of `design` the frame has no column for."""
        there = self.levels()
        asked = [design.strata, *(stage.at_level for stage in design.stages)]
        missing = [LEVEL_NAMES[level] for level in asked if level not in there]
        return f"Khung mẫu không có cột “{missing[0]}”." if missing else None

    def communes(self) -> list[str]:
        """Return the codes of all communes there are rows of."""
        place = _PLACE[Level.COMMUNE]
        return sorted({leaf.codes[place] for leaf in self._leaves} - {""})

    def faces(self, codes: Sequence[str]) -> Iterator[tuple[str, Face]]:
        """Yield what is known of each of `codes`."""
        told = (FrameRow.code, FrameRow.commune, FrameRow.label, FrameRow.labels)
        of_frame = select(*told).where(FrameRow.frame_id == self._frame_id)
        for first in range(0, len(codes), _AT_ONCE):
            some = tables.one_of(self._session, "code", codes[first : first + _AT_ONCE])
            for code, *face in self._session.execute(of_frame.where(some)).tuples():
                yield code, Face(*face)

    @cached_property
    def _leaves(self) -> list[_Leaf]:
        sums = (func.count(), func.sum(FrameRow.size), func.min(FrameRow.number))
        asked = select(*COLUMNS.values(), *sums).where(FrameRow.frame_id == self._frame_id)
        found = self._session.execute(asked.group_by(*COLUMNS.values())).tuples()
        # A code stands in many leaves and once in memory.
        known: dict[str, str] = {}
        leaves = (
            _Leaf(tuple(known.setdefault(code, code) for code in codes), rows, int(size), first)
            for *codes, rows, size, first in found
        )
        return sorted(leaves, key=lambda leaf: leaf.first)

    def _inside(self, node: Node) -> list[_Leaf]:
        levels = tuple(level for level, _code in node.steps if level in _PLACE)
        if levels not in self._sorted:
            kept: dict[_CODES, list[_Leaf]] = defaultdict(list)
            for leaf in self._leaves:
                kept[tuple(leaf.codes[_PLACE[level]] for level in levels)].append(leaf)
            self._sorted[levels] = kept
        return self._sorted[levels].get(
            tuple(code for level, code in node.steps if level in _PLACE), []
        )

    def _units(self, leaves: Sequence[_Leaf]) -> list[Unit]:
        # Every code that the leaves share is named, so that the index leads straight there.
        asked = select(FrameRow.code, FrameRow.size).where(FrameRow.frame_id == self._frame_id)
        for level, column in COLUMNS.items():
            codes = {leaf.codes[_PLACE[level]] for leaf in leaves}
            if len(codes) == 1:
                asked = asked.where(column == codes.pop())
        rows = self._session.execute(asked.order_by(FrameRow.number)).tuples()
        return [Unit(code, size) for code, size in rows]


def _demand_own_codes(leaves: Sequence[_Leaf], level: Level) -> None:
    """Refuse places that share a code: "T1" of one commune and of another are not one village."""
    above = [_PLACE[each] for each in _ABOVE.get(level, ())]
    if not above:
        return
    found: dict[str, _CODES] = {}
    shared: set[str] = set()
    for leaf in leaves:
        code, higher = leaf.codes[_PLACE[level]], tuple(leaf.codes[at] for at in above)
        if found.setdefault(code, higher) != higher:
            shared.add(code)
    if shared:
        words = f"mã {named(shared)} có ở nhiều nơi; xin chọn cấp trên trước, hoặc đặt mã riêng"
        raise CannotDraw(words, LEVEL_NAMES[level])
