"""Bunching: too many units just above the target, or at a whole percent.

Monte Carlo: each unit's share is drawn anew around the units' own spread (shares shrunk
towards their mean by the method of moments), so that a hill of honest shares beside the
target is not taken for a heap on it. Kobak, Shpilkin and Pshenichnikov 2016 for whole
percents; McCrary 2008 for the step at a threshold. Here both come from counts, not from
shares that somebody wrote down: they find where rating was stopped or helped on.
"""

from collections.abc import Sequence
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING

from analysis.integrity.signs.observed import Counts
from analysis.integrity.signs.sign import FEW_ANSWERS, Fact, Sign, silent

if TYPE_CHECKING:
    from numpy import float64, int64
    from numpy.typing import NDArray

ABOVE, WHOLE = "just_above_target", "whole_percents"
FEWEST_UNITS, FEWEST_ANSWERS = 20, 30
WIDTH = 0.01
RUNS = 4_999


def just_above(shares: Sequence[Counts], target: float, runs: int = RUNS, seed: int = 1) -> Sign:
    """Tell whether more units than luck puts there stand within a point above the target."""
    known = [(x, n) for x, n in shares if n >= FEWEST_ANSWERS]
    if len(known) < FEWEST_UNITS:
        return silent(ABOVE, len(known), FEW_ANSWERS)
    numpy = _numpy()
    x, n = (numpy.array(column) for column in zip(*known, strict=True))
    drawn = _drawn(x, n, runs, seed) / n
    above = _between(x / n, target, target + WIDTH)
    below = _between(x / n, target - WIDTH, target)
    chance = ((drawn >= target) & (drawn < target + WIDTH)).sum(axis=1) - (
        (drawn >= target - WIDTH) & (drawn < target)
    ).sum(axis=1)
    p = (1 + int((chance >= above - below).sum())) / (runs + 1)
    told: dict[str, Fact] = {"above": above, "below": below, "units": len(known), "target": target}
    return Sign(ABOVE, p, False, told, len(known))


def whole_percents(shares: Sequence[Counts], runs: int = RUNS, seed: int = 1) -> Sign:
    """Tell whether more units than luck makes stand at a whole percent of 100 answers or more."""
    known = [(x, n) for x, n in shares if n > 100 and x < n]
    if len(known) < FEWEST_UNITS:
        return silent(WHOLE, len(known), FEW_ANSWERS)
    numpy = _numpy()
    x, n = (numpy.array(column) for column in zip(*known, strict=True))
    drawn = _drawn(x, n, runs, seed)
    whole = int((x * 100 % n == 0).sum())
    chance = ((drawn * 100 % n == 0) & (drawn < n)).sum(axis=1)
    p = (1 + int((chance >= whole).sum())) / (runs + 1)
    told: dict[str, Fact] = {
        "whole": whole,
        "units": len(known),
        "expected": round(float(chance.mean()), 2),
    }
    return Sign(WHOLE, p, False, told, len(known))


def _drawn(x: "NDArray[int64]", n: "NDArray[int64]", runs: int, seed: int) -> "NDArray[int64]":
    """Return `runs` draws of every unit's count, around shares shrunk to their mean."""
    numpy = _numpy()
    share = x / n
    mean = x.sum() / n.sum()
    luck = (mean * (1 - mean) / n).mean()
    between = max(0.0, float(share.var()) - luck)
    trust = between / (between + mean * (1 - mean) / n) if between else 0.0
    shrunk = numpy.clip(mean + trust * (share - mean), 0.0, 1.0)
    drawn: NDArray[int64] = numpy.random.default_rng(seed).binomial(n, shrunk, (runs, len(x)))
    return drawn


def _between(shares: "NDArray[float64]", low: float, high: float) -> int:
    return int(((shares >= low) & (shares < high)).sum())


@cache
def _numpy() -> ModuleType:
    import numpy  # noqa: PLC0415  no page needs it

    return numpy
