"""Quartiles: what numbers and days come to, where a share of each value would say nothing.

Numbers are interpolated (Hyndman and Fan 1996, type 7, as R and NumPy do unless told);
days are not: a quartile is then a day that somebody gave (type 1).
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from math import ceil, floor

_QUARTERS = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Quartiles:
    """The smallest and the largest, and what a quarter, half and three quarters lie below."""

    n: int
    lowest: Decimal | str
    first: Decimal | str
    median: Decimal | str
    third: Decimal | str
    highest: Decimal | str


def of_numbers(counts: Mapping[Decimal, int]) -> Quartiles | None:
    """Return the quartiles of numbers by how many gave each; None when nobody did."""
    if not counts:
        return None
    values = sorted(counts)
    ends = list(accumulate(counts[value] for value in values))
    first, median, third = (
        _between(values, ends, Decimal(ends[-1] - 1) * k / 4) for k in _QUARTERS
    )
    return Quartiles(ends[-1], values[0], first, median, third, values[-1])


def of_days(counts: Mapping[str, int]) -> Quartiles | None:
    """Return the quartiles of days (or months) written as 2026-01-31; None when nobody gave one."""
    if not counts:
        return None
    values = sorted(counts)
    ends = list(accumulate(counts[value] for value in values))
    first, median, third = (
        values[bisect_right(ends, ceil(ends[-1] * k / 4) - 1)] for k in _QUARTERS
    )
    return Quartiles(ends[-1], values[0], first, median, third, values[-1])


def _between(values: Sequence[Decimal], ends: Sequence[int], place: Decimal) -> Decimal:
    below = floor(place)
    low = values[bisect_right(ends, below)]
    high = values[bisect_right(ends, min(below + 1, ends[-1] - 1))]
    return (low + (high - low) * (place - below)).normalize()
