"""The equations that a table's published sums leave among its hidden cells."""

from collections.abc import Hashable, Iterator, Mapping, Sequence

Sums = Sequence[tuple[Hashable, Sequence[Hashable]]]
"""For each total, the cells it is the sum of. A cell may be in several."""

Equation = tuple[dict[Hashable, int], int]
"""Hidden cells with 1 (a part) or -1 (the total), and what they come to together."""


def equations(
    counts: Mapping[Hashable, int], sums: Sums, hidden: frozenset[Hashable]
) -> list[Equation]:
    """Return what each sum says of the hidden cells; those it says nothing of are left out."""
    found: list[Equation] = []
    for total, parts in sums:
        row: dict[Hashable, int] = {}
        right = 0
        for cell, sign in ((total, -1), *((part, 1) for part in parts)):
            if cell in hidden:
                row[cell] = row.get(cell, 0) + sign
            else:
                right -= sign * counts[cell]
        if row:
            found.append((row, right))
    return found


def tied(
    counts: Mapping[Hashable, int], sums: Sums, hidden: frozenset[Hashable]
) -> Iterator[tuple[list[Hashable], list[Equation]]]:
    """Yield the hidden cells that are tied to each other, with the equations that tie them.

    A cell that no sum speaks of comes alone, without an equation.
    """
    leader = {cell: cell for cell in hidden}

    def led(cell: Hashable) -> Hashable:
        while leader[cell] != cell:
            leader[cell] = leader[leader[cell]]
            cell = leader[cell]
        return cell

    every = equations(counts, sums, hidden)
    for row, _right in every:
        first, *rest = row
        for cell in rest:
            leader[led(cell)] = led(first)
    together: dict[Hashable, tuple[list[Hashable], list[Equation]]] = {}
    for cell in counts:
        if cell in hidden:
            together.setdefault(led(cell), ([], []))[0].append(cell)
    for equation in every:
        together[led(next(iter(equation[0])))][1].append(equation)
    yield from together.values()
