"""PAPI's arithmetic: from the means of indicators to a province's points, in a fixed order.

The order of operations is part of the definition (CECODES & UNDP; STATISTICS §1.5). First
the mean of an indicator over those who answered it, then its score between goalposts that
never move, then plain means: indicators to a sub-dimension, sub-dimensions to a dimension
of 1 to 10, and 8 dimensions added up. A sub-dimension is printed as points, its share of
the dimension, so that points add up to the dimension. What was withheld is no zero:
whatever is made of it has no score either.

Taking each person's own score first gives other numbers wherever a question was not asked
of everybody; nothing here can do that.
"""

from collections.abc import Hashable, Mapping, Sequence
from math import fsum, isfinite
from typing import TypeVar

from analysis.indices.method import Reason

DIMENSIONS = 8
LOWEST, HIGHEST = 1.0, 10.0
_ROUNDING = 0.05  # of points printed to two decimals
Score = float | None
_Subject = TypeVar("_Subject", bound=Hashable)


def rescaled(mean: float, low: float, high: float, *, best_is_low: bool = False) -> float:
    """Return the score of 1 to 10 of an indicator's `mean` between its goalposts.

    11 minus it where high is bad. A mean outside its goalposts has a score outside 1 to
    10. Raises ValueError for goalposts that do not ascend, or a mean that is no number.
    """
    if not (isfinite(mean) and isfinite(low) and isfinite(high) and low < high):
        raise ValueError(f"no score lies between {low} and {high} for {mean}")
    score = LOWEST + (HIGHEST - LOWEST) * (mean - low) / (high - low)
    return LOWEST + HIGHEST - score if best_is_low else score


def sub_dimension_score(indicators: Sequence[Score]) -> Score:
    """Return the plain mean of scores of 1 to 10; None when one is missing, or all are."""
    known = _known(indicators)
    return fsum(known) / len(known) if known else None


def points_of(score: Score, sub_dimensions: int) -> Score:
    """Return what a sub-dimension's `score` of 1 to 10 brings to a dimension of so many.

    Raises ValueError for a dimension of no sub-dimension.
    """
    if sub_dimensions < 1:
        raise ValueError(f"a dimension has sub-dimensions: {sub_dimensions}")
    return None if score is None else score / sub_dimensions


def dimension_score(sub_dimension_points: Sequence[Score]) -> Score:
    """Return the score of 1 to 10 that the points of the sub-dimensions add up to.

    None when a sub-dimension was withheld (None) or there is none: `reason_of` says which.
    Raises ValueError for points that are no numbers, negative, or more than 10 together.
    Source: printed tables of PAPI 2015, 2019 and 2023 (27 rows agree within 0.01).
    """
    known = _known(sub_dimension_points)
    if not known:
        return None
    return _within(fsum(known), HIGHEST)


def total_score(dimensions: Sequence[Score]) -> Score:
    """Return the sum of 8 dimensions, 8 to 80; None when one was withheld.

    Raises ValueError for another number of dimensions, or a sum beyond the scale.
    """
    if len(dimensions) != DIMENSIONS:
        raise ValueError(f"PAPI adds up {DIMENSIONS} dimensions: {len(dimensions)}")
    known = _known(dimensions)
    return _within(fsum(known), HIGHEST * DIMENSIONS) if known else None


def reason_of(parts: Sequence[Score]) -> Reason | None:
    """Return why nothing can be made of `parts`: none at all, or one is missing; else None."""
    if not parts:
        return Reason.NO_ANSWERS
    return Reason.INCOMPLETE if any(part is None for part in parts) else None


def ranks(scores: Mapping[_Subject, Score]) -> dict[_Subject, int]:
    """Return each subject's place, the highest score first, equal scores in one place.

    Whoever has no score has no place, and takes none from the others.
    """
    known = {subject: score for subject, score in scores.items() if score is not None}
    ordered = sorted(known.values(), reverse=True)
    return {subject: ordered.index(score) + 1 for subject, score in known.items()}


def _known(parts: Sequence[Score]) -> list[float]:
    known = [float(part) for part in parts if part is not None]
    for part in known:
        if not isfinite(part) or part < 0:
            raise ValueError(f"a score is a number of zero or more: {part}")
    return known if len(known) == len(parts) else []


def _within(total: float, highest: float) -> float:
    if total > highest + _ROUNDING:
        raise ValueError(f"{total:g} points are more than the scale has: {highest:g}")
    return total
