"""Whether a share moves over the periods: a straight trend, and whether that is the story.

A trend test is told together with the homogeneity test beside it: shares that jump once,
or with nine answers a month, can have a "trend" (STATISTICS §1.2). Six periods at least
are wanted for the words; the arithmetic asks for two.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

from analysis.stats.estimate import Estimate
from analysis.stats.hypergeometric import special

_STEPS = 50
_CLOSE = 1e-12


@dataclass(frozen=True, slots=True)
class Trend:
    """The trend's χ² (1 degree) with its p, and the p that the periods differ at all.

    None throughout with a `reason` where it is undefined.
    """

    chi_square: float | None
    p: float | None
    homogeneity_p: float | None
    n: int
    method: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Slope(Estimate):
    """A logit slope a period, with limits; exp of it multiplies the odds."""

    standard_error: float | None = None
    p: float | None = None


@dataclass(frozen=True, slots=True)
class _Periods:
    scores: list[float]
    satisfied: list[int]
    totals: list[int]

    @property
    def rows(self) -> list[tuple[float, int, int]]:
        return list(zip(self.scores, self.satisfied, self.totals, strict=True))


def cochran_armitage(
    successes: Sequence[int], totals: Sequence[int], scores: Sequence[float] | None = None
) -> Trend:
    """Return the test for a linear trend of the shares over `scores` (1, 2, … by default).

    Periods without answers count for their place only. Undefined: "no_answers",
    "one_period", "all_the_same". Raises ValueError for counts that cannot be or lists of
    different length. Sources: Cochran 1954; Armitage 1955; as R's `prop.trend.test`.
    """
    periods = _periods(successes, totals, scores)
    n, x = sum(periods.totals), sum(periods.satisfied)
    reason = _undefined(periods)
    if reason:
        return Trend(None, None, None, n, "Cochran–Armitage", reason)
    share = x / n
    middle = sum(s * n_i for s, _, n_i in periods.rows) / n
    moved = sum((s - middle) * (x_i - n_i * share) for s, x_i, n_i in periods.rows)
    spread = share * (1 - share) * sum(n_i * (s - middle) ** 2 for s, _, n_i in periods.rows)
    uneven = sum((x_i - n_i * share) ** 2 / n_i for _, x_i, n_i in periods.rows)
    tail = special().chdtrc
    return Trend(
        moved**2 / spread,
        float(tail(1, moved**2 / spread)),
        float(tail(len(periods.totals) - 1, uneven / (share * (1 - share)))),
        n,
        "Cochran–Armitage",
    )


def logit_slope(
    successes: Sequence[int],
    totals: Sequence[int],
    scores: Sequence[float] | None = None,
    level: float = 0.95,
) -> Slope:
    """Return the slope of the log odds a period, with Wald's limits and p.

    Undefined beside what `cochran_armitage` says: "separated", where one period parts all
    the satisfied from the rest, so that no slope is steep enough. Raises ValueError for
    counts that cannot be, lists of different length or a level outside 0 to 1.
    Source: Cox 1958, by Newton's steps; as R's `glm(family = binomial)`.
    """
    if not 0 < level < 1:
        raise ValueError(f"level must lie between 0 and 1: {level}")
    periods = _periods(successes, totals, scores)
    n, method = sum(periods.totals), f"logit, Wald {level * 100:g} %"
    reason = _undefined(periods) or ("separated" if _is_separated(periods) else None)
    if reason:
        return Slope(None, None, None, n, method, reason)
    slope, error = _fitted(periods)
    z = float(special().ndtri((1 + level) / 2))
    p = 2 * float(special().ndtr(-abs(slope) / error))
    return Slope(slope, slope - z * error, slope + z * error, n, method, None, error, p)


def _fitted(periods: _Periods) -> tuple[float, float]:
    """Return the slope and its standard error; the scores are centred and scaled meanwhile."""
    n, x = sum(periods.totals), sum(periods.satisfied)
    middle = sum(s * n_i for s, _, n_i in periods.rows) / n
    scale = sqrt(sum(n_i * (s - middle) ** 2 for s, _, n_i in periods.rows) / n)
    rows = [((s - middle) / scale, x_i, n_i) for s, x_i, n_i in periods.rows]
    level, slope, reach = log(x / (n - x)), 0.0, 1.0
    for _ in range(_STEPS):
        gradient, curve = _derivatives(rows, level, slope)
        determinant = curve[0] * curve[2] - curve[1] ** 2
        rise = (curve[2] * gradient[0] - curve[1] * gradient[1]) / determinant
        turn = (curve[0] * gradient[1] - curve[1] * gradient[0]) / determinant
        # A step longer than the odds can bear is cut, or it would not come back.
        reach = min(1.0, 2.0 / max(abs(rise), abs(turn), _CLOSE))
        level, slope = level + reach * rise, slope + reach * turn
        if max(abs(rise), abs(turn)) < _CLOSE:
            break
    _, curve = _derivatives(rows, level, slope)
    variance = curve[0] / (curve[0] * curve[2] - curve[1] ** 2)
    return slope / scale, sqrt(variance) / scale


def _derivatives(
    rows: list[tuple[float, int, int]], level: float, slope: float
) -> tuple[tuple[float, float], tuple[float, float, float]]:
    gradient, curve = [0.0, 0.0], [0.0, 0.0, 0.0]
    for s, x, n in rows:
        share = 1 / (1 + exp(-(level + slope * s)))
        rest, weight = x - n * share, n * share * (1 - share)
        gradient = [gradient[0] + rest, gradient[1] + rest * s]
        curve = [curve[0] + weight, curve[1] + weight * s, curve[2] + weight * s * s]
    return (gradient[0], gradient[1]), (curve[0], curve[1], curve[2])


def _is_separated(periods: _Periods) -> bool:
    satisfied = [s for s, x, _ in periods.rows if x]
    rest = [s for s, x, n in periods.rows if x < n]
    return max(satisfied) <= min(rest) or max(rest) <= min(satisfied)


def _undefined(periods: _Periods) -> str | None:
    if not periods.totals:
        return "no_answers"
    if len(set(periods.scores)) == 1:
        return "one_period"
    return "all_the_same" if sum(periods.satisfied) in {0, sum(periods.totals)} else None


def _periods(
    successes: Sequence[int], totals: Sequence[int], scores: Sequence[float] | None
) -> _Periods:
    places = list(range(1, len(totals) + 1)) if scores is None else list(scores)
    if not len(successes) == len(totals) == len(places):
        raise ValueError("successes, totals and scores must be as many")
    rows = list(zip(places, successes, totals, strict=True))
    for _, x, n in rows:
        if not 0 <= x <= n:
            raise ValueError(f"there cannot be {x} successes among {n}")
    kept = [(float(s), int(x), int(n)) for s, x, n in rows if n]
    return _Periods([s for s, _, _ in kept], [x for _, x, _ in kept], [n for _, _, n in kept])
