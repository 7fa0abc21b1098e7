"""Two shares: their difference with limits, and which of many really changed.

The interval is Newcombe's (1998): Wilson's limits of either share, put together, so it
holds at 0 % and 100 % and with few answers. Which of a screenful changed is said by
Fisher's exact test under Benjamini and Hochberg's adjustment: of 56 arrows from raw
differences 45 were noise (STATISTICS §1.2).
"""

from collections.abc import Sequence
from enum import StrEnum
from math import sqrt
from statistics import NormalDist

from analysis.stats.estimate import Estimate, whole
from analysis.stats.hypergeometric import both_tails, lower_tail, numpy_
from analysis.stats.multiplicity import benjamini_hochberg, holm

__all__ = [
    "Change",
    "benjamini_hochberg",
    "changed",
    "fisher_less",
    "fisher_two_sided",
    "holm",
    "matched_months",
    "newcombe_interval",
]

FEWEST = 5
"""Under so many answers on either side nothing is said of a change."""

Count = tuple[int, int]
"""Satisfied, and answers in all."""


class Change(StrEnum):
    """What became of a share from one period to the next."""

    UP = "up"
    DOWN = "down"
    UNCLEAR = "unclear"
    TOO_FEW = "too_few"


def newcombe_interval(x1: int, n1: int, x2: int, n2: int, level: float = 0.95) -> Estimate:
    """Return the first share minus the second, −1 to 1, with its hybrid score limits.

    Without answers on a side all is None and `reason` is "no_answers"; `n` counts both
    sides. Raises ValueError for counts or a level that cannot be.
    Source: Newcombe 1998 (Stat Med 17:873), method 10.
    """
    _demand_counts((x1, n1), (x2, n2))
    x1, n1, x2, n2 = (whole(count) for count in (x1, n1, x2, n2))
    z = _quantile(level)
    method = f"Newcombe {level * 100:g} %"
    if not n1 or not n2:
        return Estimate(None, None, None, n1 + n2, method, "no_answers")
    p1, p2 = x1 / n1, x2 / n2
    low1, high1 = _wilson(x1, n1, z)
    low2, high2 = _wilson(x2, n2, z)
    low = p1 - p2 - sqrt((p1 - low1) ** 2 + (high2 - p2) ** 2)
    high = p1 - p2 + sqrt((high1 - p1) ** 2 + (p2 - low2) ** 2)
    return Estimate(p1 - p2, max(-1.0, low), min(1.0, high), n1 + n2, method)


def fisher_less(x1: int, n1: int, x2: int, n2: int) -> float:
    """Return the one-sided p that the first share is lower; 1 without answers on a side.

    Raises ValueError for counts that cannot be. Source: Fisher 1922.
    """
    _demand_counts((x1, n1), (x2, n2))
    return _less([(x1, n1)], [(x2, n2)])[0]


def fisher_two_sided(x1: int, n1: int, x2: int, n2: int) -> float:
    """Return the p that the shares differ: all tables no likelier than this one, as R has it.

    Raises ValueError for counts that cannot be. Source: Fisher 1922.
    """
    _demand_counts((x1, n1), (x2, n2))
    np = numpy_()
    seen, drawn, marked, whole = (np.array([count]) for count in (x1, n1, x1 + x2, n1 + n2))
    return float(both_tails(seen, drawn, marked, whole)[0])


def changed(before: Sequence[Count], now: Sequence[Count], rate: float = 0.05) -> list[Change]:
    """Return what became of each unit's share, of pairs (satisfied, n) in the same order.

    One-sided exact p-values, falls and rises each adjusted over the whole screen, so that
    of the arrows shown in a direction about `rate` at most are false. A unit with fewer
    than five answers on a side is TOO_FEW and takes no part. Raises ValueError for counts
    that cannot be, lists of different length or a rate outside 0 to 1.
    Source: Benjamini & Hochberg 1995 over Fisher 1922.
    """
    _demand_pairs(before, now)
    if not 0 < rate < 1:
        raise ValueError(f"a rate must lie between 0 and 1: {rate}")
    told = [i for i in range(len(now)) if min(before[i][1], now[i][1]) >= FEWEST]
    earlier, later = [before[i] for i in told], [now[i] for i in told]
    changes = [Change.TOO_FEW] * len(now)
    falls = benjamini_hochberg(_less(later, earlier))
    rises = benjamini_hochberg(_less(earlier, later))
    for i, fall, rise in zip(told, falls, rises, strict=True):
        changes[i] = _word(fall, rise, rate)
    return changes


def matched_months(before: Sequence[Count], now: Sequence[Count], level: float = 0.95) -> Estimate:
    """Return now minus the same months of last year, −1 to 1: season weighs on both alike.

    Pairs (satisfied, n) month by month, earliest first in both. Each month's difference
    weighs n1·n2/(n1+n2) (Mantel & Haenszel 1959, Cochran 1954), and its Newcombe limits are
    put together by squares (MOVER: Zou & Donner 2008), so one month alone is Newcombe's
    interval, and months at 100 % are no certainty. A month without answers on a side is
    left out; when none is left, all is None and `reason` is "no_answers". Raises
    ValueError for counts that cannot be or lists of different length.
    """
    _demand_pairs(before, now)
    method = f"Mantel–Haenszel, MOVER {level * 100:g} %"
    months = [
        (n1 * n2 / (n1 + n2), newcombe_interval(x1, n1, x2, n2, level))
        for (x1, n1), (x2, n2) in zip(now, before, strict=True)
        if n1 and n2
    ]
    n = sum(month.n for _, month in months)
    if not months:
        return Estimate(None, None, None, n, method, "no_answers")
    total = sum(weight for weight, _ in months)
    parts = [(weight / total, *_whole(month)) for weight, month in months]
    difference = sum(share * at for share, at, _, _ in parts)
    down = sqrt(sum((share * (at - low)) ** 2 for share, at, low, _ in parts))
    up = sqrt(sum((share * (high - at)) ** 2 for share, at, _, high in parts))
    return Estimate(difference, difference - down, difference + up, n, method)


def _whole(estimate: Estimate) -> tuple[float, float, float]:
    # The months without answers are gone, so none of the three is None.
    return estimate.estimate or 0.0, estimate.low or 0.0, estimate.high or 0.0


def _word(fall: float, rise: float, rate: float) -> Change:
    if fall <= rate:
        return Change.DOWN
    return Change.UP if rise <= rate else Change.UNCLEAR


def _less(first: Sequence[Count], second: Sequence[Count]) -> list[float]:
    np = numpy_()
    one, two = (np.array(pairs, dtype=np.int64).reshape(-1, 2) for pairs in (first, second))
    both = one + two
    tails = lower_tail(one[:, 0], one[:, 1], both[:, 0], both[:, 1])
    return [min(1.0, float(p)) for p in tails]


def _wilson(x: int, n: int, z: float) -> tuple[float, float]:
    p, spread = x / n, z * sqrt(z * z + 4 * x * (n - x) / n)
    middle = 2 * n * p + z * z
    low = (middle - spread) / (2 * (n + z * z)) if x else 0.0
    return low, (middle + spread) / (2 * (n + z * z)) if x < n else 1.0


def _quantile(level: float) -> float:
    if not 0 < level < 1:
        raise ValueError(f"level must lie between 0 and 1: {level}")
    return NormalDist().inv_cdf((1 + level) / 2)


def _demand_pairs(before: Sequence[Count], now: Sequence[Count]) -> None:
    _demand_counts(*before, *now)
    if len(before) != len(now):
        raise ValueError(f"{len(before)} counts before cannot be held against {len(now)} now")


def _demand_counts(*counts: Count) -> None:
    for x, n in counts:
        if not 0 <= x <= n:
            raise ValueError(f"there cannot be {x} successes among {n}")
