"""Quartiles, against NumPy's, which nobody here wrote."""

from collections import Counter
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.indices.quartiles import of_days, of_numbers

FOUND = ("lowest", "first", "median", "third", "highest")


def five(found) -> list:
    return [getattr(found, name) for name in FOUND]


@given(st.lists(st.integers(-1000, 1000), min_size=1, max_size=60))
def test_numbers_are_interpolated_as_numpy_does(values):
    found = of_numbers(Counter(map(Decimal, values)))

    expected = np.percentile(values, [0, 25, 50, 75, 100])
    assert [float(value) for value in five(found)] == pytest.approx(list(expected))
    assert found.n == len(values)


@given(st.lists(st.dates(), min_size=1, max_size=60))
def test_days_are_days_that_somebody_gave(days):
    found = of_days(Counter(day.isoformat() for day in days))

    numbers = [day.toordinal() for day in days]
    expected = np.percentile(numbers, [0, 25, 50, 75, 100], method="inverted_cdf")
    given_ = {day.toordinal(): day.isoformat() for day in days}
    assert five(found) == [given_[int(number)] for number in expected]


def test_decimals_are_exact():
    found = of_numbers({Decimal("0.10"): 1, Decimal("0.30"): 1})
    assert found.median == Decimal("0.2")


def test_nobody_gives_no_quartiles():
    assert of_numbers({}) is None
    assert of_days({}) is None
