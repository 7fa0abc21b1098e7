"""Control charts of the dissatisfied share: which week differs from the others by more than luck.

The ordinary p-chart errs at both ends: where few are dissatisfied its limits are no
limits, and where thousands answer almost every week is "out". `chosen` takes the chart
that fits the counts; the others stand beside it for whoever must show a named one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import sqrt

PER_SPAN = 1.128
"""A mean moving range of two over its standard deviation (Shewhart's d2)."""

TAIL = 0.00135
"""What lies beyond three standard deviations, on one side."""

ENOUGH_EXPECTED = 5
MANY_ANSWERS = 1_000


class Limits(StrEnum):
    """By which rule the limits of a chart are drawn."""

    P = "p"
    LANEY = "laney_p"
    EXACT = "exact"
    GAPS = "g"


@dataclass(frozen=True, slots=True)
class Point:
    """One period: its value with the limits luck alone would keep to; None without answers."""

    value: float | None
    low: float | None
    high: float | None
    n: int

    @property
    def is_out(self) -> bool:
        """Say whether the value lies beyond a limit, by more than a rounding."""
        if self.value is None or self.low is None or self.high is None:
            return False
        return not self.low - 1e-12 <= self.value <= self.high + 1e-12


@dataclass(frozen=True, slots=True)
class ControlChart:
    """Points about their centre; without a centre, the reason why there is none."""

    limits: Limits
    center: float | None
    points: tuple[Point, ...]
    spread: float = 1.0
    reason: str | None = None


def chosen(events: Sequence[int], totals: Sequence[int]) -> ControlChart:
    """Return the chart that fits: Laney's p′, the p-chart, or exact limits.

    events, totals: dissatisfied answers and answers, one entry a period. Laney's p′
    where periods count 1,000 answers or more at the middle one, the p-chart where each
    period expects at least 5 dissatisfied, else exact limits. ValueError and reasons as
    `p_chart`. Source: STATISTICS §1.6 after Laney (2002) and Spiegelhalter (2005).
    """
    center = _center(events, totals)
    answered = sorted(n for n in totals if n)
    if center is None:
        return p_chart(events, totals)
    if answered[len(answered) // 2] >= MANY_ANSWERS:
        many = laney_chart(events, totals)
        if many.reason is None:
            return many
    if answered[0] * center >= ENOUGH_EXPECTED:
        return p_chart(events, totals)
    return exact_chart(events, totals)


def p_chart(events: Sequence[int], totals: Sequence[int]) -> ControlChart:
    """Return Shewhart's p-chart: the pooled share and three standard deviations about it.

    events, totals: counts of equal length, one entry a period; shares of 0 to 1 come
    out. Without any answer the centre is None, `reason` "no_answers"; a period without
    answers has a point of None. ValueError for counts that cannot be. Source:
    Shewhart (1931), limits cut at 0 and 1.
    """
    return _normal(events, totals, 1.0, Limits.P)


def laney_chart(events: Sequence[int], totals: Sequence[int]) -> ControlChart:
    """Return Laney's p′-chart: the p-chart widened by how much weeks truly differ.

    As `p_chart`; `spread` is σ_z, the mean moving range of the standardised shares over
    1.128. With fewer than two answered periods `reason` is "too_few_periods", with all
    answers alike "all_the_same": the points then have no limits. Source: Laney (2002).
    """
    center = _center(events, totals)
    if center is None:
        return _without_limits(Limits.LANEY, center, events, totals, "no_answers")
    if sum(n > 0 for n in totals) < 2:
        return _without_limits(Limits.LANEY, center, events, totals, "too_few_periods")
    if center in (0, 1):
        return _without_limits(Limits.LANEY, center, events, totals, "all_the_same")
    scores = [
        (x / n - center) / sqrt(center * (1 - center) / n)
        for x, n in zip(events, totals, strict=True)
        if n
    ]
    ranges = [abs(later - earlier) for earlier, later in pairwise(scores)]
    return _normal(events, totals, sum(ranges) / len(ranges) / PER_SPAN, Limits.LANEY)


def exact_chart(events: Sequence[int], totals: Sequence[int], tail: float = TAIL) -> ControlChart:
    """Return the pooled share with binomial quantiles for limits, for sparse counts.

    As `p_chart`; tail: the chance left beyond each limit, above 0 and below 0.5, else
    ValueError. Limits are the `tail` and 1 − `tail` quantiles over n: a share on the
    limit is within it. Source: the binomial distribution, as in Spiegelhalter (2005).
    """
    if not 0 < tail < 0.5:
        raise ValueError(f"the tail must lie between 0 and 0.5: {tail}")
    center = _center(events, totals)
    if center is None:
        return _without_limits(Limits.EXACT, None, events, totals, "no_answers")
    points = tuple(
        Point(x / n, _quantile(tail, n, center) / n, _quantile(1 - tail, n, center) / n, n)
        if n
        else Point(None, None, None, 0)
        for x, n in zip(events, totals, strict=True)
    )
    return ControlChart(Limits.EXACT, center, points)


def g_chart(gaps: Sequence[int]) -> ControlChart:
    """Return the g-chart: satisfied answers counted between two dissatisfied ones.

    gaps: counts of 0 or more, in order, else ValueError. The centre is their mean m,
    the limits m ± 3·√(m(m+1)) and never below 0. Without a gap `reason` is
    "no_answers". A gap below the centre is no alarm here: the lower limit is 0.
    Source: Benneyan (2001).
    """
    if any(gap < 0 for gap in gaps):
        raise ValueError("a gap cannot be below 0")
    if not gaps:
        return ControlChart(Limits.GAPS, None, (), 1.0, "no_answers")
    mean = sum(gaps) / len(gaps)
    reach = 3 * sqrt(mean * (mean + 1))
    points = tuple(Point(gap, max(0.0, mean - reach), mean + reach, 1) for gap in gaps)
    return ControlChart(Limits.GAPS, mean, points)


def _normal(
    events: Sequence[int], totals: Sequence[int], spread: float, limits: Limits
) -> ControlChart:
    center = _center(events, totals)
    if center is None:
        return _without_limits(limits, None, events, totals, "no_answers")
    points = []
    for x, n in zip(events, totals, strict=True):
        if n == 0:
            points.append(Point(None, None, None, 0))
            continue
        reach = 3 * spread * sqrt(center * (1 - center) / n)
        points.append(Point(x / n, max(0.0, center - reach), min(1.0, center + reach), n))
    return ControlChart(limits, center, tuple(points), spread)


def _without_limits(
    limits: Limits, center: float | None, events: Sequence[int], totals: Sequence[int], reason: str
) -> ControlChart:
    points = (
        Point(x / n if n else None, None, None, n) for x, n in zip(events, totals, strict=True)
    )
    return ControlChart(limits, center, tuple(points), 1.0, reason)


def _center(events: Sequence[int], totals: Sequence[int]) -> float | None:
    if len(events) != len(totals):
        raise ValueError(f"{len(events)} counts of events, but {len(totals)} totals")
    for x, n in zip(events, totals, strict=True):
        if not 0 <= x <= n:
            raise ValueError(f"there cannot be {x} events among {n}")
    return sum(events) / sum(totals) if sum(totals) else None


def _quantile(chance: float, n: int, share: float) -> int:
    """Return the least count at which the binomial's lower tail reaches `chance`."""
    if share in (0, 1):
        return round(n * share)
    from scipy.special import bdtr  # noqa: PLC0415

    low, high = -1, n
    while high - low > 1:
        middle = (low + high) // 2
        reached = bdtr(middle, n, share) >= chance
        low, high = (low, middle) if reached else (middle, high)
    return high
