"""One share against its target: the exact interval, the verdict, how many more are needed.

The interval is Clopper and Pearson's (1934). The verdict reads that same interval,
so the word and the drawn whisker cannot disagree. Wilson's is shorter, and calls
0 of 1 or 8 of 10 "below 95 %" (Newcombe 1998 compares the two): one angry citizen
would turn a counter red. Where the number of dossiers is known and the question is about
those alone, the limits are hypergeometric; and what the silent may hide is bounded, not guessed.
"""

from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache

from analysis.stats.estimate import Estimate, whole
from analysis.stats.hypergeometric import numpy_, special, upper_tail

LEVEL = 0.95
_TAIL = (1 - LEVEL) / 2
_KEPT = 65_536  # a country of 3,321 communes asked a dozen questions


class Verdict(StrEnum):
    """What the answers say about a target."""

    MET = "met"
    NOT_MET = "not_met"
    CANNOT_SAY = "cannot_say"


Interval = Estimate
"""A share of 0 to 1 with its limits, or None throughout and the reason why."""


@lru_cache(maxsize=_KEPT)
def exact_interval(successes: int, n: int, level: float = LEVEL) -> Interval:
    """Return the Clopper–Pearson interval of `successes` out of `n`.

    With n = 0 the share is undefined: estimate and limits are None and `reason`
    is "no_answers". Raises ValueError for counts or a level that cannot be.
    """
    successes, n = _counts(successes, n)
    _demand_level(level)
    method = f"Clopper–Pearson {level * 100:g} %"
    if n == 0:
        return Interval(None, None, None, 0, method, "no_answers")
    tail = (1 - level) / 2
    inverse = special().betaincinv
    low = float(inverse(successes, n - successes + 1, tail)) if successes > 0 else 0.0
    high = float(inverse(successes + 1, n - successes, 1 - tail)) if successes < n else 1.0
    return Interval(successes / n, low, high, n, method)


@lru_cache(maxsize=_KEPT)
def finite_interval(successes: int, n: int, population: int, level: float = LEVEL) -> Interval:
    """Return the limits of the share among exactly `population` people, `n` of whom answered.

    The limits are whole numbers of people over `population`: all those whose tail at what
    was seen passes (1 − level)/2; where a single person is silent they can miss the share
    of the answers by less than that person. When everybody answered it is a fact.
    With n = 0 the share is undefined: None throughout, `reason` "no_answers". It speaks of
    these people only; of the next month's `exact_interval` does. Raises ValueError for
    counts or a level that cannot be. Source: the hypergeometric law inverted (Konijn 1973).
    """
    successes, n = _counts(successes, n)
    _demand_level(level)
    population = _people(population, n)
    method = f"hypergeometric {level * 100:g} %"
    if n == 0:
        return Interval(None, None, None, 0, method, "no_answers")
    fewest = _fewest_satisfied(successes, n, population, (1 - level) / 2)
    most = population - _fewest_satisfied(n - successes, n, population, (1 - level) / 2)
    return Interval(successes / n, fewest / population, most / population, n, method)


def silent_bounds(successes: int, n: int, population: int) -> Interval:
    """Return what the share among all `population` can be, whatever the silent think.

    From all of them dissatisfied to all satisfied; no luck is in it, hence no level. The
    estimate is the share among those who answered. With n = 0 anything can be: 0 to 1,
    no estimate, `reason` "no_answers"; with nobody to ask None throughout, "nobody".
    Raises ValueError for counts that cannot be. Source: Manski 1989.
    """
    successes, n = _counts(successes, n)
    population = _people(population, n)
    method = "Manski"
    if not population:
        return Interval(None, None, None, 0, method, "nobody")
    low, high = successes / population, (successes + population - n) / population
    if not n:
        return Interval(None, low, high, 0, method, "no_answers")
    return Interval(successes / n, low, high, n, method)


def verdict(successes: int, n: int, target: float) -> Verdict:
    """Return MET when the exact interval lies at or above `target`, NOT_MET when below.

    CANNOT_SAY otherwise. Raises ValueError for counts that cannot be, or a target that is
    no share of 0 to 1: 95 is not 95 %.
    """
    return _said(exact_interval(successes, n), target)


def finite_verdict(successes: int, n: int, population: int, target: float) -> Verdict:
    """Return the verdict on exactly these `population` people, of `finite_interval`."""
    return _said(finite_interval(successes, n, population), target)


def _said(interval: Interval, target: float) -> Verdict:
    if not 0 <= target <= 1:
        raise ValueError(f"target must lie between 0 and 1: {target}")
    if interval.low is None or interval.high is None:
        return Verdict.CANNOT_SAY
    if interval.low >= target:
        return Verdict.MET
    return Verdict.NOT_MET if interval.high < target else Verdict.CANNOT_SAY


@lru_cache(maxsize=_KEPT)
def more_answers_needed(
    successes: int, n: int, target: float, ceiling: int = 100_000
) -> int | None:
    """Return about how many more answers a conclusion needs, were they like those so far.

    0 when there is a conclusion already; None when `ceiling` more would not bring
    one (the share stands at the target, or next to it). With no answer at all the
    further ones are taken to be satisfied, the quickest way to a conclusion.
    """
    successes, n = _counts(successes, n)
    if not 0 < target < 1:
        raise ValueError(f"target must lie between 0 and 1: {target}")
    share = successes / n if n else 1.0
    if share == target:
        return None
    return _first(_concludes_after(successes, n, share, target), _guess(n, share, target), ceiling)


def _concludes_after(successes: int, n: int, share: float, target: float) -> Callable[[int], bool]:
    # The limit passes the target exactly when the binomial tail at the target falls
    # under 2.5 %; the tail is cheaper than the limit, and smooth in fractions of an answer.
    betainc, betaincc = special().betainc, special().betaincc

    def is_met(more: int) -> bool:
        satisfied, rest = successes + share * more, n - successes + (1 - share) * more
        return bool(satisfied > 0 and betainc(satisfied, rest + 1, target) <= _TAIL)

    def is_not_met(more: int) -> bool:
        satisfied, rest = successes + share * more, n - successes + (1 - share) * more
        return bool(rest > 0 and betaincc(satisfied + 1, rest, target) < _TAIL)

    return is_met if share > target else is_not_met


def _guess(n: int, share: float, target: float) -> int:
    # The size at which a normal interval of the target's own width would conclude.
    return max(1, int(3.84 * target * (1 - target) / (share - target) ** 2) - n)


def _first(holds: Callable[[int], bool], guess: int, ceiling: int) -> int | None:
    """Return the least k of 0 to `ceiling` for which `holds`, which never stops holding."""
    if holds(0):
        return 0
    low, high = 0, min(guess, ceiling)
    while not holds(high):
        if high >= ceiling:
            return None
        low, high = high, min(high + max(1, high // 2), ceiling)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high


def _fewest_satisfied(seen: int, n: int, population: int, tail: float) -> int:
    """Return the least number among `population` that leaves `seen` of n not too surprising."""
    array = numpy_().array
    low, high = seen - 1, population - (n - seen)
    while high - low > 1:
        middle = (low + high) // 2
        surprise = upper_tail(*(array([count]) for count in (seen, n, middle, population)))
        # Where the tail is the level itself, rounding must not decide: it is out.
        low, high = (low, middle) if surprise[0] > tail * (1 + 1e-9) else (middle, high)
    return high


def _counts(successes: int, n: int) -> tuple[int, int]:
    if not 0 <= successes <= n:
        raise ValueError(f"there cannot be {successes} successes among {n}")
    return whole(successes), whole(n)


def _people(population: int, n: int) -> int:
    if not population >= n:
        raise ValueError(f"{n} answers cannot come from {population} people")
    return whole(population)


def _demand_level(level: float) -> None:
    if not 0 < level < 1:
        raise ValueError(f"level must lie between 0 and 1: {level}")
