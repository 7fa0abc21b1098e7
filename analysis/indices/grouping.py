"""Groups of four: PAPI names a quarter of the provinces, and no rank inside it.

A province stands above three quarters of the others, or it does not: the cut is the
quartile of all scores of that year (type 7, Hyndman and Fan 1996), so equal scores are
never parted. With 63 provinces this gives the 16, 16, 15 and 16 of the reports of 2018 to
2020, and with the 61 scored in 2023 the 15 of its highest group. Whoever has no score is
in no group, and is no zero.
"""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from analysis.indices.quartiles import of_numbers

FEWEST_TO_GROUP = 4


class Group(StrEnum):
    """A quarter of those with a score."""

    HIGHEST = "highest"
    HIGH_AVERAGE = "high_average"
    LOW_AVERAGE = "low_average"
    LOWEST = "lowest"


def grouped(scores: Mapping[str, float | None]) -> dict[str, Group]:
    """Return the group of each subject that has a score; none of fewer than four scores.

    `scores` are those of one index, part and year, by subject. Raises ValueError for a
    score that is no number.
    """
    known = {name: _exact(score) for name, score in scores.items() if score is not None}
    if len(known) < FEWEST_TO_GROUP:
        return {}
    counts: dict[Decimal, int] = {}
    for score in known.values():
        counts[score] = counts.get(score, 0) + 1
    found = of_numbers(counts)
    if found is None:  # cannot be: there are scores
        return {}
    cuts = (Decimal(found.first), Decimal(found.median), Decimal(found.third))
    return {name: _group(score, cuts) for name, score in known.items()}


def _group(score: Decimal, cuts: tuple[Decimal, Decimal, Decimal]) -> Group:
    first, median, third = cuts
    if score > third:
        return Group.HIGHEST
    if score >= median:
        return Group.HIGH_AVERAGE
    return Group.LOW_AVERAGE if score >= first else Group.LOWEST


def _exact(score: float) -> Decimal:
    exact = Decimal(str(score))
    if not exact.is_finite():
        raise ValueError("a score is a number")
    return exact
