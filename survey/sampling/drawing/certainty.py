"""Certainty: units so large, or so named, that no chance decides about them.

A unit whose share of what is left to draw would be one or more is taken; that raises the
share of the others, so it is asked again until nobody else is too large. What is left
has a chance below one each, and together exactly the number still to be drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from survey.sampling.drawing.units import CannotDraw, Drawn, Unit, demand_sizes, demand_units, told


@dataclass(frozen=True, slots=True)
class Parted:
    """Units taken for certain, and those that chance decides about: `left` of them."""

    certain: tuple[Unit, ...]
    rest: tuple[Unit, ...]
    left: int

    def probabilities(self) -> list[Fraction]:
        """Return the chance of each of the rest, proportional to size."""
        sizes = [Fraction(unit.size) for unit in self.rest]
        scale = Fraction(self.left) / (sum(sizes) or 1)
        return [size * scale for size in sizes]

    def drawn(self, chosen: Sequence[tuple[str, Fraction]]) -> list[Drawn]:
        """Return who is certain, then who was `chosen` with what chance."""
        sure = [(unit.code, Fraction(1)) for unit in self.certain]
        return [
            Drawn(code, chance, chance == 1, position)
            for position, (code, chance) in enumerate([*sure, *chosen], 1)
        ]


def named_apart(units: Sequence[Unit], n: int) -> Parted:
    """Return `units` with those named as certain taken, whatever the sizes."""
    demand_units(units, n)
    certain = tuple(unit for unit in units if unit.is_certain)
    rest = tuple(unit for unit in units if not unit.is_certain)
    if len(certain) > n:
        words = f"có {told(len(certain))} đơn vị lấy chắc chắn, nhiều hơn {told(n)} phải chọn"
        raise CannotDraw(words)
    if len(certain) == n and rest:
        raise CannotDraw(
            f"{told(n)} đơn vị lấy chắc chắn đã đủ số phải chọn: "
            f"{told(len(rest))} đơn vị còn lại không có cơ hội nào"
        )
    return Parted(certain, rest, n - len(certain))


def parted(units: Sequence[Unit], n: int) -> Parted:
    """Return `units` with those named as certain and those too large taken."""
    apart = named_apart(units, n)
    # Whoever is taken by name may be of any size; who is left to chance may not.
    demand_sizes(apart.rest)
    total = sum((Fraction(unit.size) for unit in apart.rest), Fraction(0))
    while True:
        bound = total / (apart.left or 1)
        large = tuple(unit for unit in apart.rest if unit.size >= bound)
        if not large:
            return apart
        rest = tuple(unit for unit in apart.rest if unit.size < bound)
        apart = Parted(apart.certain + large, rest, apart.left - len(large))
        total -= sum(Fraction(unit.size) for unit in large)
