"""Cronbach's alpha: do the questions of a block move together.

Alpha is no proof that a block measures one thing. A question asked the other way round
shows itself: it goes against the sum of the others, and alpha falls. No page imports
this at its start: it brings numpy.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import fdtri

from analysis.stats.complete import Complete, Floats, complete, moments
from analysis.stats.estimate import Estimate

_NOTHING = 1e-12


@dataclass(frozen=True, slots=True)
class Item:
    """One question beside the others: alpha without it, its correlation with their sum.

    None where that is undefined. `is_constant`: everybody answered it alike.
    `is_reversed`: it goes against the others, as a question asked the other way round.
    """

    alpha_without: float | None
    rest_correlation: float | None
    is_constant: bool
    is_reversed: bool


@dataclass(frozen=True, slots=True)
class Alpha(Estimate):
    """Alpha with Feldt's limits, of how many people, and its questions in their order."""

    items: tuple[Item, ...] = ()
    left_out: int = 0
    standardised: float | None = None


def alpha(
    answers: ArrayLike,
    *,
    counts: ArrayLike | None = None,
    weights: ArrayLike | None = None,
    level: float = 0.95,
) -> Alpha:
    """Return Cronbach's alpha of a block of questions, over people who answered them all.

    answers: people × questions, NaN where missing (left out, and counted); counts:
    people in a row; weights: survey weight of a person. A question everybody answered
    alike stays in, as in R, and is marked. Limits are Feldt's for `level`, which takes
    people for a simple sample; None with weights, or under 2 people. `reason` instead
    of numbers: "no_answers", "one_question", "one_answer", "all_the_same". ValueError as
    `complete`, and for a level outside 0 to 1. Sources: Cronbach (1951); Feldt (1965).
    """
    if not 0 < level < 1:
        raise ValueError(f"level must lie between 0 and 1: {level}")
    rows = complete(answers, counts, weights)
    size = rows.values.shape[1]
    method = f"Cronbach, Feldt {level * 100:g} %" if weights is None else "Cronbach, weighted"
    reason = _reason(rows)
    spread = None if reason else moments(rows)[1]
    found = None if spread is None else _alpha(spread)
    if spread is None or found is None:
        reason = reason or "all_the_same"
        return Alpha(None, None, None, rows.n, method, reason, left_out=rows.left_out)
    low, high = _feldt(found, rows.n, size, level) if weights is None else (None, None)
    items = tuple(_item(spread, j) for j in range(size))
    scale = np.sqrt(np.maximum(np.diag(spread), _NOTHING))
    alike = None if any(i.is_constant for i in items) else _alpha(spread / np.outer(scale, scale))
    return Alpha(found, low, high, rows.n, method, None, items, rows.left_out, alike)


def _reason(rows: Complete) -> str | None:
    if rows.values.shape[1] < 2:
        return "one_question"
    if rows.n == 0 or not rows.mass.any():
        return "no_answers"
    return "one_answer" if rows.n == 1 else None


def _alpha(spread: Floats) -> float | None:
    """Return alpha from the covariance; None for fewer than two questions, or no variance."""
    size, whole = len(spread), float(spread.sum())
    if size < 2 or whole <= _NOTHING:
        return None
    return size / (size - 1) * (1 - float(np.trace(spread)) / whole)


def _item(spread: Floats, j: int) -> Item:
    others = np.arange(len(spread)) != j
    rest = float(spread[np.ix_(others, others)].sum())
    own = float(spread[j, j])
    is_constant = own <= _NOTHING
    together = None
    if not is_constant and rest > _NOTHING:
        together = float(spread[j, others].sum()) / (own * rest) ** 0.5
    return Item(
        _alpha(spread[np.ix_(others, others)]),
        together,
        is_constant,
        together is not None and together < 0,
    )


def _feldt(found: float, n: int, size: int, level: float) -> tuple[float, float]:
    # (1 − α) / (1 − alpha) is F of n − 1 and (n − 1)(k − 1) degrees of freedom.
    first, second, tail = n - 1, (n - 1) * (size - 1), (1 - level) / 2
    low = 1 - (1 - found) * float(fdtri(first, second, 1 - tail))
    high = 1 - (1 - found) * float(fdtri(first, second, tail))
    return low, high
