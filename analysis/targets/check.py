"""Is the promise kept: the official word and the statistical one, side by side.

The official one compares the share with the target in whole numbers: 95 of 100 is
not "trên 95 %". The statistical one asks whether so many answers can tell at all.
"""

from dataclasses import dataclass

from analysis.stats.proportions import (
    Interval,
    Verdict,
    exact_interval,
    more_answers_needed,
    verdict,
)

FEWEST_SHOWN = 5
"""Of fewer answers than this only their number is shown, so that nobody is found out."""

WHOLE = 10_000
"""Basis points in 100 %."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A share promised by a document: basis points (9500 is 95 %) and how to compare."""

    basis_points: int
    comparator: str = ">"
    source: str = ""

    @property
    def share(self) -> float:
        """The promised share, 0 to 1."""
        return self.basis_points / WHOLE


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one unit's answers to one question come to; shares are of 0 to 1.

    With `is_hidden` (fewer than `fewest` answers, or more that would tell what those
    few of another said) nothing is told.
    """

    n: int
    satisfied: int | None
    interval: Interval | None
    promise: Promise | None
    official: Verdict | None
    statistical: Verdict
    more_needed: int | None
    method: str
    is_hidden: bool = False
    fewest: int = FEWEST_SHOWN

    @property
    def share(self) -> float | None:
        """The satisfied share."""
        return self.interval.estimate if self.interval else None

    @property
    def low(self) -> float | None:
        """The interval's lower limit."""
        return self.interval.low if self.interval else None

    @property
    def high(self) -> float | None:
        """The interval's upper limit."""
        return self.interval.high if self.interval else None

    @property
    def target(self) -> float | None:
        """The promised share."""
        return self.promise.share if self.promise else None

    @property
    def comparator(self) -> str | None:
        """How the share is compared with the promised one: ">" or ">="."""
        return self.promise.comparator if self.promise else None


def official(satisfied: int, n: int, basis_points: int, comparator: str = ">") -> Verdict | None:
    """Return MET or NOT_MET by exact arithmetic, or None without any answer.

    Raises ValueError for a comparator other than ">" and ">=".
    """
    if comparator not in (">", ">="):
        raise ValueError(f"unknown comparator {comparator!r}")
    if n == 0:
        return None
    reached, promised = satisfied * WHOLE, basis_points * n
    is_met = reached > promised or (comparator == ">=" and reached == promised)
    return Verdict.MET if is_met else Verdict.NOT_MET


def judge(n: int, satisfied: int, promise: Promise | None, fewest: int = FEWEST_SHOWN) -> Judgement:
    """Return what `satisfied` of `n` come to against `promise` (None: nothing is promised)."""
    interval = exact_interval(satisfied, n)
    if n < fewest:
        return hidden(n, promise, fewest)
    if promise is None:
        nothing, method = Verdict.CANNOT_SAY, interval.method
        return Judgement(n, satisfied, interval, None, None, nothing, None, method, fewest=fewest)
    return Judgement(
        n,
        satisfied,
        interval,
        promise,
        official(satisfied, n, promise.basis_points, promise.comparator),
        verdict(satisfied, n, promise.share),
        more_answers_needed(satisfied, n, promise.share),
        interval.method,
        fewest=fewest,
    )


def hidden(n: int, promise: Promise | None, fewest: int = FEWEST_SHOWN) -> Judgement:
    """Return the judgement of answers that are not told: too few, or too telling of a few.

    `n` stays in it for what must be reckoned or put in words, and is not to be shown.
    """
    # How many more are needed is told as if nobody had answered: it must not tell how many did.
    more = more_answers_needed(0, 0, promise.share) if promise else None
    method = exact_interval(0, 0).method
    return Judgement(n, None, None, promise, None, Verdict.CANNOT_SAY, more, method, True, fewest)
