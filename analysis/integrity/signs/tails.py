"""Tails: how rarely luck alone gives as much. scipy does the sums.

Sources: Fisher (1935) for two shares; Šidák (1967) for many slots; Student's t over the
peers' own spread on the arcsine scale (Anscombe 1948), with a median and quartiles in
place of mean and variance, so that a few bad peers do not hide each other.
"""

import math
from collections.abc import Sequence
from functools import cache
from statistics import median
from types import ModuleType

from analysis.integrity.signs.observed import Counts

FEWEST_PEERS = 5
_IQR_TO_SD = 1.349


def fisher_greater(own: Counts, others: Counts) -> float:
    """Return Fisher's one-sided p that the first share is higher."""
    (x, n), (y, m) = own, others
    return _sure(_stats().hypergeom.sf(x - 1, n + m, x + y, n))


def fisher_two_sided(own: Counts, others: Counts) -> float:
    """Return twice the smaller of Fisher's one-sided p, at most 1."""
    (x, n), (y, m) = own, others
    lower = fisher_greater((n - x, n), (m - y, m))
    return min(1.0, 2 * min(fisher_greater(own, others), lower))


def binomial_at_least(x: int, n: int, share: float) -> float:
    """Return the chance of `x` or more of `n`."""
    return 1.0 if x <= 0 else _sure(_special().betainc(x, n - x + 1, share)) if x <= n else 0.0


def poisson_at_least(x: float, mean: float) -> float:
    """Return the chance of `x` or more where `mean` are expected; x need not be whole."""
    return 1.0 if x <= 0 else _sure(_special().gammainc(x, mean))


def chi_square_below(value: float, degrees: float) -> float:
    """Return the lower tail of χ²."""
    return _sure(_special().gammainc(degrees / 2, value / 2))


def chi_square_above(value: float, degrees: float) -> float:
    """Return the upper tail of χ²."""
    return _sure(_special().gammaincc(degrees / 2, value / 2))


def together(first: float, second: float) -> float:
    """Return Fisher's combination of two independent p (1932): χ² with four degrees."""
    least = 1e-300
    return chi_square_above(-2 * (math.log(max(first, least)) + math.log(max(second, least))), 4)


def sidak(p: float, looks: int) -> float:
    """Return the p of the smallest of `looks` independent ones."""
    return -math.expm1(looks * math.log1p(-min(p, 1 - 1e-16)))


def among_peers(value: float, variance: float, peers: Sequence[tuple[float, float]]) -> float:
    """Return the chance of as high a `value` among `peers` that truly differ from each other.

    Each has a value and the variance luck gives it. What they differ by beyond luck is
    taken from their quartiles.
    """
    values = sorted(each for each, _ in peers)
    low, high = _quantile(values, 0.25), _quantile(values, 0.75)
    luck = median(each for _, each in peers)
    between = max(0.0, ((high - low) / _IQR_TO_SD) ** 2 - luck)
    centre = math.pi / 2 * (between + luck) / len(peers)
    z = (value - median(values)) / math.sqrt(variance + between + centre)
    return _sure(_special().stdtr(len(peers) - 1, -z))


def arcsine(share: Counts) -> tuple[float, float]:
    """Return a share on the scale where luck has the same variance everywhere, and that."""
    x, n = share
    return math.asin(math.sqrt((x + 0.375) / (n + 0.75))), 1 / (4 * n + 2)


def _quantile(ordered: Sequence[float], share: float) -> float:
    place = share * (len(ordered) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def _sure(p: float) -> float:
    return min(1.0, max(0.0, float(p)))


@cache
def _special() -> ModuleType:
    from scipy import special  # noqa: PLC0415  numpy comes with it: no page needs that

    return special


@cache
def _stats() -> ModuleType:
    from scipy import stats  # noqa: PLC0415

    return stats
