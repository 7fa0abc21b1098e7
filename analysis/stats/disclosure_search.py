"""Searching for the cells that must be hidden beside the small ones, as few answers as can be.

A hidden cell is protected when it could as well be larger or smaller without any published
number changing. The cheapest such move is a linear programme (Kelly, Golden and Assad 1992):
the cells that move with it are hidden too. What turns out not to be needed is shown again,
and at the end every interval is worked out as a reader would.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from types import ModuleType

from analysis.stats.disclosure import THRESHOLD, Cell, Pattern, Table, is_safe, limits_of
from analysis.stats.disclosure_sums import equations

_MOVED = 1e-7
_ALMOST_NOTHING = 1e-4  # what it costs to move what is hidden anyway
_TOTAL = 3  # a total is missed more than a cell


def suppressed(table: Table, threshold: int = THRESHOLD) -> Pattern:
    """Return what to hide of `table` so that nobody can work out a small cell.

    Small is a count of 1 to `threshold` - 1; a 0 is nobody and is shown. Every hidden
    cell's interval is at least `threshold` wide in the end. Raises ValueError for a
    threshold below 2.
    """
    if threshold < 2:
        raise ValueError(f"of fewer than 2 nobody can hide: {threshold}")
    small = frozenset(cell for cell, n in table.counts.items() if 0 < n < threshold)
    hidden = set(small)
    while open_ := _too_narrow(table, hidden, threshold):
        before = len(hidden)
        for cell in open_:
            hidden |= _moves_with(table, cell, frozenset(hidden), threshold)
        if len(hidden) == before:
            raise ValueError(f"no pattern protects {open_[0]}")
    hidden = _without_the_needless(table, small, hidden, threshold)
    return Pattern(small, frozenset(hidden) - small, limits_of(table, hidden))


def _too_narrow(table: Table, hidden: Iterable[Cell], threshold: int) -> list[Cell]:
    limits = limits_of(table, frozenset(hidden))
    narrow = [cell for cell in limits if not is_safe({cell: limits[cell]}, threshold)]
    return sorted(narrow, key=lambda cell: -table.counts[cell])


def _without_the_needless(
    table: Table, small: frozenset[Cell], hidden: set[Cell], threshold: int
) -> set[Cell]:
    kept = set(hidden)
    for cell in sorted(hidden - small, key=lambda cell: -table.counts[cell]):
        if is_safe(limits_of(table, kept - {cell}), threshold):
            kept.discard(cell)
    return kept


def _moves_with(table: Table, cell: Cell, hidden: frozenset[Cell], threshold: int) -> set[Cell]:
    """Return the cells of the cheapest moves, one up and one down, `threshold` apart."""
    # A known 0 cannot move, unless nothing else can.
    for movable in (_nonzero(table, hidden), list(table.counts)):
        moved = _cheapest(table, cell, movable, hidden, threshold)
        if moved is not None:
            return moved
    raise ValueError(f"no pattern protects {cell}")


def _nonzero(table: Table, hidden: frozenset[Cell]) -> list[Cell]:
    return [cell for cell, n in table.counts.items() if n or cell in hidden]


def _cheapest(
    table: Table, cell: Cell, movable: list[Cell], hidden: frozenset[Cell], threshold: int
) -> set[Cell] | None:
    # Four amounts a cell: more and less in the move up, more and less in the move down.
    width = len(movable)
    ties = [row for row, _right in equations(table.counts, table.sums, frozenset(movable))]
    place = {each: at for at, each in enumerate(movable)}
    rows = list(_rows(ties, place, width))
    up, down = [0] * (4 * width), [0] * (4 * width)
    up[place[cell]], up[2 * width + width + place[cell]] = 1, 1
    down[width + place[cell]], down[2 * width + place[cell]] = 1, 1
    # Up in the first, down in the second, together the threshold; the other ways barred.
    costs = [_cost(table, each, hidden) for each in movable]
    counts = [table.counts[each] for each in movable]
    bounds = [(0, None)] * width + [(0, n) for n in counts]
    bounds += [(0, None)] * width + [(0, n) for n in counts]
    answer = _optimise().linprog(
        costs * 4,
        A_eq=[*rows, up, down],
        b_eq=[0] * len(rows) + [threshold, 0],
        bounds=bounds,
        method="highs",
    )
    if answer.status != 0:
        return None
    amounts = list(answer.x)
    return {each for at, each in enumerate(movable) if max(amounts[at::width]) > _MOVED}


def _rows(ties: list[dict[Cell, int]], place: dict[Cell, int], width: int) -> Iterator[list[int]]:
    for move in (0, 2 * width):
        for tie in ties:
            row = [0] * (4 * width)
            for cell, sign in tie.items():
                row[move + place[cell]] = sign
                row[move + width + place[cell]] = -sign
            yield row


def _cost(table: Table, cell: Cell, hidden: frozenset[Cell]) -> float:
    if cell in hidden:
        return _ALMOST_NOTHING
    is_total = any(cell == total for total, _parts in table.sums)
    return (table.counts[cell] + 1) * (_TOTAL if is_total else 1)


@cache
def _optimise() -> ModuleType:
    # scipy brings numpy: whoever hides nothing does not wait for it.
    from scipy import optimize  # noqa: PLC0415

    return optimize
