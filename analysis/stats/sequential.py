"""Watching one share answer by answer: a test that may stop, an alarm, an interval for every day.

A 5 % test looked at again each day is no 5 % test: over 400 answers it cries wolf in
20 of 100 honest counters. Three things may be looked at as often as one likes: Wald's
SPRT (to accept a trial), the LLR-CUSUM (to watch), and the always-valid interval (to
show). In all of them p0 is the satisfied share on target and p1 one clearly below it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite, lgamma, log

from analysis.stats.estimate import Estimate

THRESHOLD = 3.5
"""One false alarm per about 2,300 answers at exactly 95 % (p0 = 0.95, p1 = 0.90)."""

PRIOR = 100 / (2 * log(20) + log(1 + 2 * log(20))) - 1
"""Weight of the mixture, in answers: tightest near n = 100 at the 95 % level (Howard et al.)."""


class Decision(StrEnum):
    """What a test that may stop has decided."""

    FINE = "fine"
    BELOW = "below"
    GOING_ON = "going_on"


@dataclass(frozen=True, slots=True)
class Trial:
    """What the SPRT says: the decision, after how many answers, and the path to it."""

    decision: Decision
    n: int
    levels: tuple[float, ...]
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Watch:
    """The level after each answer (or day), and the first, counted from 1, at which it rang."""

    levels: tuple[float, ...]
    alarm_at: int | None


def steps(p0: float, p1: float) -> tuple[float, float]:
    """Return what a satisfied and a dissatisfied answer add to the log-likelihood ratio.

    p0, p1: shares with 0 < p1 < p0 < 1, else ValueError. At 0.95 and 0.90 these are
    −0.0541 and +0.6931. Source: Wald (1945).
    """
    if not 0 < p1 < p0 < 1:
        raise ValueError(f"shares must keep 0 < p1 < p0 < 1: p0 = {p0}, p1 = {p1}")
    return log(p1 / p0), log((1 - p1) / (1 - p0))


def sprt(
    outcomes: Iterable[bool], p0: float, p1: float, alpha: float = 0.05, beta: float = 0.10
) -> Trial:
    """Return where Wald's sequential probability ratio test stops, and with what.

    outcomes: one truth value an answer, True = satisfied, in the order they came.
    alpha: chance of BELOW at share p0; beta: chance of FINE at p1; both in 0 to 1 and
    together below 1, else ValueError. No answer at all is GOING_ON with n = 0. What
    comes after the decision is not read: to watch on, use `cusum`. Source: Wald (1945).
    """
    satisfied, dissatisfied = steps(p0, p1)
    if min(alpha, beta) <= 0 or alpha + beta >= 1:
        raise ValueError(f"risks must be above 0, together below 1: {alpha}, {beta}")
    low, high = log(beta / (1 - alpha)), log((1 - beta) / alpha)
    levels: list[float] = []
    decision = Decision.GOING_ON
    for outcome in outcomes:
        levels.append((levels[-1] if levels else 0.0) + (satisfied if outcome else dissatisfied))
        if not low < levels[-1] < high:
            decision = Decision.BELOW if levels[-1] >= high else Decision.FINE
            break
    return Trial(decision, len(levels), tuple(levels), low, high)


def cusum(
    outcomes: Iterable[bool], p0: float, p1: float, threshold: float, start: float = 0.0
) -> Watch:
    """Return the LLR-CUSUM of single answers, and the answer at which it first rang.

    outcomes: one truth value an answer, True = satisfied, in the order they came. The
    level is in log-likelihood units, never below 0, and goes on after an alarm.
    start: the level before the first answer, 0 unless watching is resumed. Raises
    ValueError as `steps` does, and for a threshold or start that cannot be.
    Sources: Page (1954); Reynolds & Stoumbos (1999).
    """
    satisfied, dissatisfied = steps(p0, p1)
    return _watched(
        (satisfied if outcome else dissatisfied for outcome in outcomes), threshold, start
    )


def cusum_by_day(
    days: Sequence[tuple[int, int]], p0: float, p1: float, threshold: float, start: float = 0.0
) -> Watch:
    """Return the LLR-CUSUM of daily counts, and the number of the day at which it first rang.

    days: (satisfied, n) a day, earliest first; a day without answers leaves the level.
    The order inside a day is unknown, so its total is added at once. That is the lowest
    level any order could end on: if a day rings here, the counter rung answer by answer
    would have rung by that day too, so this never adds a false alarm. ValueError for
    counts that cannot be, and as `cusum`. Sources: as `cusum`.
    """
    satisfied, dissatisfied = steps(p0, p1)
    for good, n in days:
        _demand_counts(good, n)
    return _watched(
        (good * satisfied + (n - good) * dissatisfied for good, n in days), threshold, start
    )


def _watched(additions: Iterable[float], threshold: float, start: float) -> Watch:
    if not (isfinite(threshold) and threshold > 0):
        raise ValueError(f"the threshold must be above 0: {threshold}")
    if not (isfinite(start) and start >= 0):
        raise ValueError(f"the level to start from cannot be below 0: {start}")
    level, levels, alarm_at = start, [], None
    for number, addition in enumerate(additions, 1):
        level = max(0.0, level + addition)
        levels.append(level)
        if alarm_at is None and level >= threshold:
            alarm_at = number
    return Watch(tuple(levels), alarm_at)


def always_valid_interval(successes: int, n: int, level: float = 0.95) -> Estimate:
    """Return limits that hold at every n at once, however often one looks.

    successes, n: counts so far; level: the chance that the truth is never once outside.
    With n = 0 all is None, `reason` "no_answers". ValueError for counts or a level that
    cannot be. The limits are where the beta-binomial mixture's likelihood ratio against
    a share reaches 1 / (1 − level). Source: Howard, Ramdas, McAuliffe & Sekhon (2021),
    their Bernoulli confidence sequence, tuned to n = 100.
    """
    _demand_counts(successes, n)
    if not 0 < level < 1:
        raise ValueError(f"level must lie between 0 and 1: {level}")
    method = f"always-valid (beta-binomial) {level * 100:g} %"
    if n == 0:
        return Estimate(None, None, None, 0, method, "no_answers")

    def excluded(share: float) -> bool:
        return _log_ratio(share, successes, n) > -log(1 - level)

    def excluded_from_above(miss: float) -> bool:
        # The same question of the dissatisfied: near 1 a share has no digits left.
        return _log_ratio(miss, n - successes, n) > -log(1 - level)

    share = successes / n
    low = _edge(excluded, share) if successes else 0.0
    high = 1 - _edge(excluded_from_above, 1 - share) if successes < n else 1.0
    return Estimate(share, low, high, n, method)


def _log_ratio(share: float, successes: int, n: int) -> float:
    satisfied, rest = PRIOR * share, PRIOR * (1 - share)
    rising = (
        (lgamma(satisfied + successes) - lgamma(satisfied))
        + (lgamma(rest + n - successes) - lgamma(rest))
        - (lgamma(PRIOR + n) - lgamma(PRIOR))
    )
    return rising - successes * log(share) - (n - successes) * log(1 - share)


def _edge(excluded: Callable[[float], bool], share: float) -> float:
    """Return the least value below `share` that is not excluded, 0 when none is."""
    low, high = 1e-12, share if share < 1 else 1 - 1e-12
    if not excluded(low):
        return 0.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if excluded(middle) else (low, middle)
    return high


def _demand_counts(successes: int, n: int) -> None:
    if not 0 <= successes <= n:
        raise ValueError(f"there cannot be {successes} successes among {n}")
