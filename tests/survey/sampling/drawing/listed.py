"""A frame held in memory: rows of codes from the top down, as a sheet would list them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from survey.sampling.drawing.designs import Level
from survey.sampling.drawing.frames import ALL, Node
from survey.sampling.drawing.units import Unit


@dataclass(frozen=True, slots=True)
class Row:
    """One household or person of a frame."""

    code: str
    stratum: str = ""
    district: str = ""
    commune: str = ""
    village: str = ""
    size: float = 1

    def at(self, level: Level) -> str:
        return self.code if level is Level.UNIT else getattr(self, level)


class Listed:
    """A frame of `rows`; a place is looked up once and then known."""

    def __init__(self, rows: Iterable[Row], certain: Iterable[str] = ()) -> None:
        self.rows = list(rows)
        self.certain = frozenset(certain)
        self._known: dict[tuple[Level, ...], dict[tuple[str, ...], list[Unit]]] = {}

    def strata(self, level: Level) -> Sequence[Unit]:
        if level is Level.WHOLE:
            return [Unit(ALL, sum(row.size for row in self.rows))]
        return self._children((level,))[()]

    def children(self, node: Node, level: Level) -> Sequence[Unit]:
        steps = [(lv, code) for lv, code in node.steps if lv is not Level.WHOLE]
        levels = (*(lv for lv, _code in steps), level)
        return self._children(levels)[tuple(code for _lv, code in steps)]

    def _children(self, levels: tuple[Level, ...]) -> dict[tuple[str, ...], list[Unit]]:
        if levels not in self._known:
            self._known[levels] = self._grouped(levels)
        return self._known[levels]

    def _grouped(self, levels: tuple[Level, ...]) -> dict[tuple[str, ...], list[Unit]]:
        units: dict[tuple[str, ...], list[Unit]] = defaultdict(list)
        if levels[-1] is Level.UNIT:
            for row in self.rows:
                key = tuple(row.at(level) for level in levels[:-1])
                units[key].append(Unit(row.code, row.size, row.code in self.certain))
            return units
        sizes: dict[tuple[str, ...], float] = defaultdict(float)
        for row in self.rows:
            sizes[tuple(row.at(level) for level in levels)] += row.size
        for (*above, code), size in sizes.items():
            units[tuple(above)].append(Unit(code, size, code in self.certain))
        return units


def grown(strata: int, districts: int, communes: int, villages: int, households: int) -> list[Row]:
    """Return the rows of a frame with so many of each in each, all of one size."""
    width = len(str(max(strata, districts, communes, villages, households)))
    each = (range(n) for n in (strata, districts, communes, villages, households))
    rows = []
    for numbers in product(*each):
        codes = ["-".join(f"{n:0{width}}" for n in numbers[:k]) for k in range(1, 6)]
        rows.append(Row(codes[4], *codes[:4]))
    return rows
