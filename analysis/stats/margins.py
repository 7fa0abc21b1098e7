"""What a census says of a population, to which a sample is weighted: its margins.

A margin that cannot be reached is refused by name: totals that differ from another
margin's, a level that nobody in the sample has, a person whose level has no total.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np

from analysis.stats.sample import Floats, Ints, Labels, Sample

_SAME = 1e-6  # of a total: margins are printed as whole people


@dataclass(frozen=True, slots=True)
class Margin:
    """One variable: each row's level (n,), and how many people of each level there are."""

    name: str
    levels: Labels
    totals: Mapping[str, float] | Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Cells:
    """A margin read against a sample: the cell of each row, and each cell's total."""

    name: str
    codes: Ints
    totals: Floats


def cells_of(sample: Sample, margins: Sequence[Margin]) -> tuple[Cells, ...]:
    """Return the cells of each margin.

    Raises ValueError, naming what is wrong: no margin; a total that is not a number above
    zero; a level of the margin that no weighted row has, or of a row that the margin
    lacks; levels of another length; margins whose totals differ.
    """
    if not margins:
        raise ValueError("there is no margin to weight to")
    found = tuple(_cells(sample, margin) for margin in margins)
    first = found[0]
    for other in found[1:]:
        one, two = float(first.totals.sum()), float(other.totals.sum())
        if abs(one - two) > _SAME * max(one, two):
            apart = (two - one) / one * 100
            said = f"{first.name!r} {one:.12g}, {other.name!r} {two:.12g} ({apart:+.3g} %)"
            raise ValueError(f"margins differ in their grand totals: {said}")
    return found


def _cells(sample: Sample, margin: Margin) -> Cells:
    levels = np.asarray(margin.levels)
    if levels.shape != (len(sample),):
        raise ValueError(f"{margin.name!r} must have a level for each of {len(sample)} rows")
    totals = {str(level): float(total) for level, total in margin.totals.items()}
    for level, total in totals.items():
        if not (isfinite(total) and total > 0):
            raise ValueError(f"{margin.name!r} {level!r}: a total is above zero, not {total}")
    words = [str(level) for level in levels.tolist()]
    weighing = {word for word, w in zip(words, sample.weights, strict=True) if w > 0}
    if missing := [level for level in totals if level not in weighing]:
        raise ValueError(f"{margin.name!r}: nobody in the sample is {_named(missing)}")
    if unknown := sorted(weighing - set(totals)):
        raise ValueError(f"{margin.name!r}: the margin has no total for {_named(unknown)}")
    at = {level: code for code, level in enumerate(totals)}
    codes = np.array([at.get(word, 0) for word in words], np.int64)  # weightless rows anywhere
    return Cells(margin.name, codes, np.array(list(totals.values())))


def _named(levels: Sequence[str]) -> str:
    return ", ".join(repr(level) for level in levels)
