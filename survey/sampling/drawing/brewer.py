"""Brewer's method: a fixed number, unequal chances that are met exactly, every pair possible.

One unit is drawn at a time. With j-1 drawn, whose chances sum to a, the next is unit k
with a chance proportional to π_k (n - a - π_k) / (n - a - π_k (n - j + 1)): Brewer (1975),
Australian Journal of Statistics 17; Tillé (2006), Sampling Algorithms, 6.4.1. Unlike with
systematic sampling any two units may be drawn together, so a variance can be estimated.
"""

from collections.abc import Sequence
from math import fsum

from survey.sampling.drawing.certainty import parted
from survey.sampling.drawing.chance import uniform
from survey.sampling.drawing.units import Drawn, Unit


def draw(seed: str, label: str, units: Sequence[Unit], n: int) -> list[Drawn]:
    """Return `n` of `units`; step j is decided by `uniform(seed, label, j)`, by code."""
    apart = parted(sorted(units), n)
    chances = apart.probabilities()
    chosen = _chosen(seed, label, [float(chance) for chance in chances], apart.left)
    return apart.drawn([(apart.rest[k].code, chances[k]) for k in chosen])


def _chosen(seed: str, label: str, chances: Sequence[float], n: int) -> list[int]:
    chosen: list[int] = []
    open_to = list(range(len(chances)))
    for step in range(1, n + 1):
        left = n - fsum(chances[k] for k in chosen)
        odds = [_odds(chances[k], left, n - step + 1) for k in open_to]
        at = _at(uniform(seed, label, str(step)) * fsum(odds), odds)
        chosen.append(open_to.pop(at))
    return chosen


def _odds(chance: float, left: float, to_draw: int) -> float:
    # With one to draw the two brackets are the same, and rounding must not part them.
    return chance if to_draw == 1 else chance * (left - chance) / (left - chance * to_draw)


def _at(mark: float, odds: Sequence[float]) -> int:
    end = 0.0
    for at, length in enumerate(odds):
        end += length
        if mark < end:
            return at
    return len(odds) - 1
