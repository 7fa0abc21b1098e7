"""The table at the end: each figure with its yardstick, their ratio, and what is wanted."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass

_HEADINGS = ("figure", "ours", "yardstick", "ratio", "wanted")


@dataclass(frozen=True)
class Figure:
    """One line of the table, as it is to be read."""

    name: str
    ours: str
    yardstick: str = "–"
    ratio: str = "–"
    wanted: str = "–"


def drawn(figures: Sequence[Figure]) -> str:
    """Return the table."""
    rows = [_HEADINGS, *map(astuple, figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADINGS))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in rows
    ]
    lines.insert(1, "  ".join("─" * width for width in widths))
    return "\n".join(line.rstrip() for line in lines)


def times(ours: float, yardstick: float) -> str:
    """Return how much of the yardstick ours is."""
    return f"{ours / yardstick:.2f}"
