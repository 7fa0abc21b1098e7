"""The variance of any linear estimate, and what it is worth when units stand alone."""

import numpy as np
import pytest

from analysis.stats.design_estimate import Found, concluded
from analysis.stats.drawing import drawn
from analysis.stats.linearised import degrees_of_freedom, half_width, lonely_strata, variance
from analysis.stats.sample import Lonely

ALL = np.ones(4, bool)


def test_the_variance_of_a_total_is_that_of_its_units():
    # Two units of totals 3 and 7: n/(n - 1) times the squares about 5 (Lohr 2022, ch. 5).
    sample = drawn([1.0] * 4, ["a"] * 4, [1, 1, 2, 2])
    found = variance(sample, np.array([[1.0], [2.0], [3.0], [4.0]]), ALL)

    assert found == pytest.approx(np.array([[2 / 1 * (4 + 4)]]))


def test_drawing_half_of_the_units_halves_it():
    scores = np.array([[1.0], [2.0], [3.0], [4.0]])
    free = variance(drawn([1.0] * 4, ["a"] * 4, [1, 1, 2, 2]), scores, ALL)
    half = variance(drawn([1.0] * 4, ["a"] * 4, [1, 1, 2, 2], [4] * 4), scores, ALL)

    assert half == pytest.approx(free / 2)


def test_two_estimates_of_one_sample_have_a_covariance():
    sample = drawn([1.0] * 4, ["a"] * 4, [1, 2, 3, 4])
    x = np.array([1.0, 2.0, 3.0, 5.0])
    found = variance(sample, np.stack([x, -2 * x], axis=1), ALL)

    assert found[0, 1] == pytest.approx(-2 * found[0, 0])
    assert found[1, 1] == pytest.approx(4 * found[0, 0])


def test_a_unit_certain_to_be_drawn_is_not_lonely():
    sample = drawn([1.0] * 4, list("aaab"), [1, 2, 2, 3], [9, 9, 9, 1])

    assert lonely_strata(sample, ALL) == ()
    assert lonely_strata(drawn([1.0] * 4, list("aaab"), [1, 2, 2, 3]), ALL) == ("b",)


def test_rows_that_weigh_nothing_give_no_degree_of_freedom():
    sample = drawn([1.0, 1.0, 1.0, 0.0], ["a"] * 4, [1, 2, 3, 4])

    assert degrees_of_freedom(sample, ALL) == 2


def test_when_every_stratum_is_lonely_an_average_is_not_known():
    sample = drawn([1.0] * 2, list("ab"), [1, 2], lonely=Lonely.AVERAGE)
    found = float(variance(sample, np.array([[1.0], [-1.0]]), np.ones(2, bool))[0, 0])

    assert np.isnan(found)
    said = concluded(Found(0.5, found, 2, 0, 2, 2, 2.0), "linearised mean")
    assert (said.standard_error, said.low, said.reason) == (None, None, "one_psu_a_stratum")


def test_student_s_t_is_the_table_s():
    assert half_width(9, 0.95) == pytest.approx(2.262157, abs=1e-6)
