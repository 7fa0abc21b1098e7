"""Systematic sampling with a chance proportional to size: one random start, then even steps.

Units lie end to end, each as long as its size; a rule with marks one step apart is laid
along them, begun at random within the first step, and whoever lies under a mark is drawn.
The start is `uniform(seed, label)` of a step. Neighbours in the order are never drawn
together if they are small, which spreads the sample over whatever the order follows, and
is why no variance formula is exact for it.
"""

from collections.abc import Sequence
from fractions import Fraction

from survey.sampling.drawing.certainty import parted
from survey.sampling.drawing.chance import uniform
from survey.sampling.drawing.units import Drawn, Unit


def draw(
    seed: str, label: str, units: Sequence[Unit], n: int, *, keeps_order: bool = False
) -> list[Drawn]:
    """Return `n` of `units` along the order of their codes, or along the order given."""
    lying = list(units) if keeps_order else sorted(units)
    apart = parted(lying, n)
    start = Fraction(uniform(seed, label))
    return apart.drawn(_under_marks(apart.rest, apart.probabilities(), start))


def _under_marks(
    units: Sequence[Unit], chances: Sequence[Fraction], start: Fraction
) -> list[tuple[str, Fraction]]:
    # A unit's length is its chance, so a step is one and the next mark is one further on.
    chosen = []
    end, mark = Fraction(0), start
    for unit, chance in zip(units, chances, strict=True):
        end += chance
        if mark < end:
            chosen.append((unit.code, chance))
            mark += 1
    return chosen
