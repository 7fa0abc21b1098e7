"""Trends against R's prop.trend.test, chisq.test and glm (oracle 07)."""

import json
from math import inf
from pathlib import Path

import pytest

from analysis.stats.trends import cochran_armitage, logit_slope

ORACLE = Path(__file__).parents[2] / "oracle" / "07_change_trend" / "expected.json"
SERIES = json.loads(ORACLE.read_text())["trend"]
DEFINED = [row for row in SERIES if row["cochran_armitage_p"] is not None]


@pytest.mark.parametrize("row", DEFINED, ids=lambda row: row["name"])
def test_the_trend_and_what_stands_beside_it_are_r_s(row):
    trend = cochran_armitage(row["x"], row["n"])

    assert trend.chi_square == pytest.approx(row["cochran_armitage_chisq"], rel=1e-8)
    assert trend.p == pytest.approx(row["cochran_armitage_p"], rel=1e-6)
    assert trend.homogeneity_p == pytest.approx(row["homogeneity_p"], rel=1e-6)


@pytest.mark.parametrize("row", DEFINED, ids=lambda row: row["name"])
def test_the_slope_is_r_s(row):
    slope = logit_slope(row["x"], row["n"])

    assert slope.estimate == pytest.approx(row["logit_slope"], rel=1e-8)
    assert slope.standard_error == pytest.approx(row["logit_se"], rel=1e-6)
    assert slope.p == pytest.approx(row["logit_wald_p"], rel=1e-6)
    assert slope.low < slope.estimate < slope.high
    assert (slope.low > 0 or slope.high < 0) == (slope.p < 0.05)


@pytest.mark.parametrize(
    ("successes", "totals", "reason"),
    [
        ([], [], "no_answers"),
        ([0, 0], [0, 0], "no_answers"),
        ([3], [4], "one_period"),
        ([3, 0, 0], [4, 0, 0], "one_period"),
        ([10, 12, 9], [10, 12, 9], "all_the_same"),
        ([0, 0], [4, 5], "all_the_same"),
    ],
)
def test_where_nothing_can_move_there_is_no_trend_but_a_reason(successes, totals, reason):
    trend, slope = cochran_armitage(successes, totals), logit_slope(successes, totals)

    assert (trend.chi_square, trend.p, trend.reason) == (None, None, reason)
    assert (slope.estimate, slope.low, slope.reason) == (None, None, reason)


@pytest.mark.parametrize("successes", [[10, 10, 0], [0, 4, 10], [10, 0, 0]])
def test_a_clean_cut_has_no_steepest_slope(successes):
    totals = [10, 10, 10]

    assert logit_slope(successes, totals).reason == "separated"
    assert cochran_armitage(successes, totals).p < 0.001


def test_a_steep_slope_is_found_from_afar():
    # By hand: with two periods the slope is the difference of the two log odds.
    slope = logit_slope([999, 1], [1000, 1000])

    assert slope.estimate == pytest.approx(-13.8135095575, rel=1e-9)  # −2 ln 999


def test_an_empty_period_keeps_its_place():
    with_gap = cochran_armitage([9, 0, 5], [10, 0, 10])

    assert with_gap == cochran_armitage([9, 5], [10, 10], scores=[1, 3])


@pytest.mark.parametrize("test", [cochran_armitage, logit_slope])
def test_what_cannot_be_is_refused(test):
    with pytest.raises(ValueError, match="cannot be"):
        test([3, 1], [2, 2])
    with pytest.raises(ValueError, match="as many"):
        test([3, 1], [3])
    with pytest.raises(ValueError, match="as many"):
        test([3, 1], [3, 3], scores=[1])


@pytest.mark.parametrize("level", [0, 1, 95, inf])
def test_a_level_that_cannot_be_is_refused(level):
    with pytest.raises(ValueError, match="level"):
        logit_slope([1, 2], [3, 3], level=level)
