"""Disclosure: which numbers of a table must be hidden so that no small one can be worked out.

A table is cells and the sums that tie them. Whoever reads it subtracts: the hidden cells
are unknowns, every published sum is an equation, and none is below zero. What the reader
then knows of a hidden cell is an interval, found by two linear programmes. A pattern is
safe when each is at least as wide as the threshold (Willenborg and de Waal 2001).
"""

import math
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import ModuleType

from analysis.stats.disclosure_sums import Sums, tied

THRESHOLD = 5
"""A published group is of so many people at least."""

THRESHOLD_OF_OFFICIALS = 10
"""Of officials so many: the list of them is known."""

THRESHOLD_OF_WORDS = 10
"""Of people whose own words are shown so many: a hand can be known by its words."""

TOLERANCE = 1e-6

Cell = Hashable


@dataclass(frozen=True, slots=True)
class Table:
    """Counts by cell, totals among them, and for each total the cells it is the sum of.

    Raises ValueError for a count below zero, and for a total that is not its sum.
    """

    counts: Mapping[Cell, int]
    sums: Sums

    def __post_init__(self) -> None:
        for cell, n in self.counts.items():
            if n < 0:
                raise ValueError(f"{cell} counts {n}, less than nothing")
        for total, parts in self.sums:
            if self.counts[total] != sum(self.counts[part] for part in parts):
                raise ValueError(f"{total} is not the sum of its parts")


@dataclass(frozen=True, slots=True)
class Limits:
    """The least and the most (may be infinite) that a hidden cell can be, as a reader knows it."""

    low: float
    high: float

    @property
    def width(self) -> float:
        """How far the two lie apart; 0 when the cell is found out."""
        return self.high - self.low


@dataclass(frozen=True, slots=True)
class Pattern:
    """What is hidden of a table: the small cells, those that keep them company, and the proof."""

    small: frozenset[Cell]
    complementary: frozenset[Cell]
    limits: Mapping[Cell, Limits]

    @property
    def hidden(self) -> frozenset[Cell]:
        """Everything that is not published."""
        return self.small | self.complementary


def two_way(rows: Sequence[Sequence[int]]) -> Table:
    """Return a table of rows and columns: cells (row, column), totals "r0", "c0" and "all"."""
    counts: dict[Cell, int] = {(i, j): n for i, row in enumerate(rows) for j, n in enumerate(row)}
    height, width = range(len(rows)), range(len(rows[0]))
    sums: list[tuple[Cell, tuple[Cell, ...]]] = []
    sums += [(f"r{i}", tuple((i, j) for j in width)) for i in height]
    sums += [(f"c{j}", tuple((i, j) for i in height)) for j in width]
    for total, parts in sums:
        counts[total] = sum(counts[part] for part in parts)
    counts["all"] = sum(sum(row) for row in rows)
    sums += [("all", tuple(f"r{i}" for i in height)), ("all", tuple(f"c{j}" for j in width))]
    return Table(counts, tuple(sums))


def limits_of(table: Table, hidden: Collection[Cell]) -> dict[Cell, Limits]:
    """Return what a reader of everything else can know of each hidden cell.

    Whole numbers are not insisted on, so the limits may be a little wide for a table of
    counts, and never too narrow for a published sum that leaves nothing open.
    """
    found: dict[Cell, Limits] = {}
    for cells, equations in tied(table.counts, table.sums, frozenset(hidden)):
        rows = [[row.get(cell, 0) for cell in cells] for row, _right in equations]
        rights = [right for _row, right in equations]
        for place, cell in enumerate(cells):
            low = _least(rows, rights, place, len(cells), 1)
            high = _least(rows, rights, place, len(cells), -1)
            found[cell] = Limits(low, -high)
    return found


def is_safe(limits: Mapping[Cell, Limits], threshold: float = THRESHOLD) -> bool:
    """Whether every hidden cell is left at least `threshold` wide."""
    return all(each.width >= threshold - TOLERANCE for each in limits.values())


def found_out(limits: Mapping[Cell, Limits]) -> list[Cell]:
    """Return the hidden cells that a reader knows exactly."""
    return [cell for cell, each in limits.items() if each.width <= TOLERANCE]


def _least(rows: list[list[int]], rights: list[int], place: int, width: int, sign: int) -> float:
    cost = [0] * width
    cost[place] = sign
    equal = {"A_eq": rows, "b_eq": rights} if rows else {}
    answer = _optimise().linprog(cost, bounds=(0, None), method="highs", **equal)
    if answer.status == 3:
        return -math.inf
    if answer.status != 0:
        raise ValueError(f"the published numbers contradict each other: {answer.message}")
    return float(answer.fun)


@cache
def _optimise() -> ModuleType:
    # scipy brings numpy: whoever hides nothing does not wait for it.
    from scipy import optimize  # noqa: PLC0415

    return optimize
