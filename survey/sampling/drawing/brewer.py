"""Brewer's method: a fixed number, unequal chances that are met exactly, every pair possible.

One unit is drawn at a time. With a of n drawn and R the size of those left, the next is
unit k with a chance proportional to s_k (R - s_k) / (R - s_k (n - a)): Brewer (1975),
Australian Journal of Statistics 17; Tillé (2006), Sampling Algorithms, 6.4.1. Unlike with
systematic sampling any two units may be drawn together, so a variance can be estimated.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import fsum, lcm

from survey.sampling.drawing.certainty import parted
from survey.sampling.drawing.chance import uniform
from survey.sampling.drawing.units import Drawn, Unit


def draw(seed: str, label: str, units: Sequence[Unit], n: int) -> list[Drawn]:
    """Return `n` of `units`; step j is decided by `uniform(seed, label, j)`, by code."""
    apart = parted(sorted(units), n)
    chances = apart.probabilities()
    chosen = _chosen(seed, label, _whole(apart.rest), apart.left)
    return apart.drawn([(apart.rest[k].code, chances[k]) for k in chosen])


def _whole(units: Sequence[Unit]) -> list[int]:
    # Sizes in whole parts of one another, so that R - s_k (n - a) is never rounded to nought.
    sizes = [Fraction(unit.size) for unit in units]
    scale = lcm(*(size.denominator for size in sizes))
    return [int(size * scale) for size in sizes]


def _chosen(seed: str, label: str, sizes: Sequence[int], n: int) -> list[int]:
    chosen: list[int] = []
    open_to = list(range(len(sizes)))
    for step in range(1, n + 1):
        rest = sum(sizes[k] for k in open_to)
        odds = [_odds(sizes[k], rest, n - step + 1) for k in open_to]
        at = _at(uniform(seed, label, str(step)) * fsum(odds), odds)
        chosen.append(open_to.pop(at))
    return chosen


def _odds(size: float, rest: float, to_draw: int) -> float:
    # With one to draw the two brackets are the same, and rounding must not part them.
    return size if to_draw == 1 else size * (rest - size) / (rest - size * to_draw)


def _at(mark: float, odds: Sequence[float]) -> int:
    end = 0.0
    for at, length in enumerate(odds):
        end += length
        if mark < end:
            return at
    return len(odds) - 1
