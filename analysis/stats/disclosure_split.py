"""Disclosure of a split: the parts of a unit by month, or by the way answers came in.

Parts and splits cross in a table whose margins are published. A small cell is hidden with
three others that make a rectangle with it: the four can rise and fall together without any
margin changing, so none is known (the hypercube method, Repsilber 1994). Where no such
rectangle exists the parts are not split at all.
"""

from collections.abc import Hashable, Iterator, Mapping

from analysis.stats.disclosure import THRESHOLD
from analysis.stats.disclosure_rules import NOBODY, Amount, is_small

Row = Hashable
Column = Hashable
Split = Mapping[Column, Amount]
Place = tuple[Row, Column]


def hidden_cells(rows: Mapping[Row, Split], threshold: int = THRESHOLD) -> frozenset[Place] | None:
    """Return which cells are hidden in parts whose totals, and whose splits' totals, are shown.

    None: no pattern leaves every hidden cell `threshold` wide, and no part may be split,
    not even into those splits that have nobody in them. A cell without answers is shown.
    """
    grid = _Grid(rows, threshold)
    hidden: set[Place] = set()
    small = [place for place in grid.cells if is_small(grid.n(place), threshold)]
    for place in sorted(small, key=lambda place: -grid.n(place)):
        corners = grid.cheapest(place, hidden)
        if corners is None:
            return None
        hidden.update(corners)
    return frozenset(hidden)


class _Grid:
    """The cells with answers, those of a row and of a column at hand."""

    def __init__(self, rows: Mapping[Row, Split], threshold: int) -> None:
        self.threshold = threshold
        self.cells = {
            (row, column): amount
            for row, split in rows.items()
            for column, amount in split.items()
            if amount.n
        }
        self.rows: dict[Row, list[Column]] = {}
        self.columns: dict[Column, list[Row]] = {}
        for row, column in self.cells:
            self.rows.setdefault(row, []).append(column)
            self.columns.setdefault(column, []).append(row)

    def n(self, place: Place) -> int:
        """Return how many answers the cell has."""
        return self.cells[place].n

    def cheapest(self, place: Place, hidden: set[Place]) -> tuple[Place, ...] | None:
        """Return the rectangle with `place` in it that hides the fewest answers anew."""
        best: tuple[Place, ...] | None = None
        fewest = 0
        for corners in self._rectangles(place, hidden):
            cost = sum(self.n(each) for each in corners if each not in hidden)
            if (best is None or cost < fewest) and self._protects(corners):
                best, fewest = corners, cost
                if not cost:
                    break
        return best

    def _rectangles(self, place: Place, hidden: set[Place]) -> Iterator[tuple[Place, ...]]:
        row, column = place

        def anew(each: Place) -> int:
            return 0 if each in hidden else self.n(each)

        beside = sorted(self.rows[row], key=lambda other: anew((row, other)))
        below = sorted(self.columns[column], key=lambda other: anew((other, column)))
        for second in beside:
            for other in below:
                far = other, second
                if second != column and other != row and far in self.cells:
                    yield place, far, (row, second), (other, column)

    def _protects(self, corners: tuple[Place, ...]) -> bool:
        # The first two fall while the others rise, and the other way round.
        one, two, three, four = (self.cells[each] for each in corners)
        width = min(one.n, two.n) + min(three.n, four.n)
        told = min(one.satisfied, two.satisfied) + min(three.satisfied, four.satisfied)
        return width >= self.threshold and told > 0


def merged(split: Split, open_: frozenset[Column], name: Column) -> Split:
    """Return `split` with the columns `open_` put together under `name`."""
    kept = {column: amount for column, amount in split.items() if column not in open_}
    together = sum((split[column] for column in open_ if column in split), NOBODY)
    return {**kept, name: together} if together.n else kept
