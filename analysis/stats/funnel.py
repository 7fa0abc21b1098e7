"""The funnel: how far from the target luck alone carries a unit of so many answers.

Exact binomial limits at 95 % and 99.8 % (Spiegelhalter 2005). Under some twenty answers
the upper limit of 95 % is 100 %: nobody that small can be surely good. Where units truly
differ (overdispersion φ far above 1) the funnel is a screen, never a verdict.
"""

from collections.abc import Sequence
from enum import StrEnum
from math import asin, sqrt

from analysis.stats.estimate import Estimate
from analysis.stats.hypergeometric import special

_WARNING, _ALARM = 0.025, 0.001
_TIES = 1e-12  # a chance that equals the tail reaches it, however it was rounded


class Zone(StrEnum):
    """Where a unit lies in the funnel."""

    WITHIN = "in"
    WARNED_LOW = "warn_low"
    WARNED_HIGH = "warn_high"
    ALARMED_LOW = "alarm_low"
    ALARMED_HIGH = "alarm_high"


def limits(n: int, target: float, level: float = 0.95) -> Estimate:
    """Return the limits of the share of `n` answers where the truth is `target`, for drawing.

    Interpolated between counts so that the lines are smooth (Spiegelhalter 2005,
    appendix A.1.1). With n = 0 there is no limit: None, `reason` "no_answers". Raises
    ValueError for a negative n, a target or a level outside 0 to 1.
    """
    method = f"binomial, interpolated, {level * 100:g} %"
    _demand(n, target, level)
    if not n:
        return Estimate(None, None, None, 0, method, "no_answers")
    tail = (1 - level) / 2
    low, high = (_interpolated(n, target, at) for at in (tail, 1 - tail))
    return Estimate(target, max(0.0, low), min(1.0, high), n, method)


def counted_limits(n: int, target: float, level: float = 0.95) -> Estimate:
    """Return the quantiles themselves: the least and most counts within the limits, over n.

    Undefined and refused as `limits`. Source: the binomial law inverted, as R's `qbinom`.
    """
    method = f"binomial, counts, {level * 100:g} %"
    _demand(n, target, level)
    if not n:
        return Estimate(None, None, None, 0, method, "no_answers")
    tail = (1 - level) / 2
    low, high = (_quantile(n, target, at) / n for at in (tail, 1 - tail))
    return Estimate(target, low, high, n, method)


def zone(successes: int, n: int, target: float) -> Zone:
    """Return where a unit lies: one-sided exact p under 2.5 % warns, under 0.1 % alarms.

    Raises ValueError for counts that cannot be or a target outside 0 to 1.
    """
    _demand(n, target, 0.95)
    if not 0 <= successes <= n:
        raise ValueError(f"there cannot be {successes} successes among {n}")
    if _below(successes, n, target) < _WARNING:
        return Zone.ALARMED_LOW if _below(successes, n, target) < _ALARM else Zone.WARNED_LOW
    above = _above(successes, n, target)
    if above < _WARNING:
        return Zone.ALARMED_HIGH if above < _ALARM else Zone.WARNED_HIGH
    return Zone.WITHIN


def overdispersion(successes: Sequence[int], totals: Sequence[int]) -> float | None:
    """Return φ: how many times more the units vary than luck explains; about 1 when luck does.

    The mean square of arcsine z-scores around the units' common share; units without
    answers are left out. None for fewer than two units, or when all are satisfied, or
    none. Raises ValueError for counts that cannot be. Source: Spiegelhalter 2005, A.3.
    """
    pairs = list(zip(successes, totals, strict=True))
    for x, n in pairs:
        if not 0 <= x <= n:
            raise ValueError(f"there cannot be {x} successes among {n}")
    pairs = [(x, n) for x, n in pairs if n]
    x_all, n_all = sum(x for x, _ in pairs), sum(n for _, n in pairs)
    if len(pairs) < 2 or x_all in {0, n_all}:
        return None
    common = asin(sqrt(x_all / n_all))
    return sum(4 * n * (asin(sqrt(x / n)) - common) ** 2 for x, n in pairs) / len(pairs)


def _interpolated(n: int, target: float, at: float) -> float:
    count = _quantile(n, target, at)
    reached, before = _below(count, n, target), _below(count - 1, n, target)
    return (count - (reached - at) / (reached - before)) / n


def _quantile(n: int, target: float, at: float) -> int:
    """Return the least count that as many as `at` of all luck does not pass."""
    low, high = -1, n
    while high - low > 1:
        middle = (low + high) // 2
        is_reached = _below(middle, n, target) >= at * (1 - _TIES)
        low, high = (low, middle) if is_reached else (middle, high)
    return high


def _below(count: int, n: int, target: float) -> float:
    """Return the chance of `count` or fewer."""
    if count < 0:
        return 0.0
    return 1.0 if count >= n else float(special().betaincc(count + 1, n - count, target))


def _above(count: int, n: int, target: float) -> float:
    """Return the chance of `count` or more."""
    return float(special().betainc(count, n - count + 1, target)) if count > 0 else 1.0


def _demand(n: int, target: float, level: float) -> None:
    if n < 0:
        raise ValueError(f"there cannot be {n} answers")
    if not 0 < target < 1:
        raise ValueError(f"target must lie between 0 and 1: {target}")
    if not 0 < level < 1:
        raise ValueError(f"level must lie between 0 and 1: {level}")
