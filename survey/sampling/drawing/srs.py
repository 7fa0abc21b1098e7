"""Simple random sampling: every unit has a number, and the smallest numbers are drawn.

The order they were drawn in goes on behind the last one: whoever stands next is the next
to replace one who cannot be had, and that was settled before anybody was visited.
"""

from collections.abc import Sequence
from fractions import Fraction

from survey.sampling.drawing.certainty import named_apart
from survey.sampling.drawing.chance import first
from survey.sampling.drawing.units import Drawn, Unit


def draw(seed: str, label: str, units: Sequence[Unit], n: int) -> list[Drawn]:
    """Return `n` of `units`, each as likely as any other; those certain come first."""
    return draw_with_reserve(seed, label, units, n, 0)[0]


def draw_with_reserve(
    seed: str, label: str, units: Sequence[Unit], n: int, reserve: int
) -> tuple[list[Drawn], list[str]]:
    """Return `n` of `units`, and the codes of up to `reserve` that may replace them, in order."""
    apart = named_apart(units, n)
    order = first(seed, label, [unit.code for unit in apart.rest], apart.left + reserve)
    chance = Fraction(apart.left, len(apart.rest) or 1)
    drawn = apart.drawn([(code, chance) for code in order[: apart.left]])
    return drawn, order[apart.left :]
