"""Differences within one survey, against R's svyttest and svycontrast (tests/oracle/03, 07)."""

import numpy as np
import pytest

from analysis.stats.design_contrasts import difference_of, means_of_groups, t_test_of
from analysis.stats.drawing import drawn
from tests.analysis.stats.test_design import sample_of
from tests.oracle.survey import Columns, expected, results, sipas


def waves():
    told = Columns("07_change_trend", "two_waves.csv")
    sample = drawn(told.numbers("w"), told.words("province"), told.words("commune_id"))
    return told, sample, (told.words("wave") == "2", told.words("wave") == "1")


def test_a_change_in_the_same_communes_is_r_s_contrast():
    told, sample, groups = waves()
    result = expected("07_change_trend")["two_waves"]
    found = difference_of(sample, told.numbers("satisfied"), groups)
    means, covariance = means_of_groups(sample, told.numbers("satisfied"), groups[::-1])

    assert found.estimate == pytest.approx(result["diff"], rel=1e-8)
    assert found.standard_error == pytest.approx(result["se_diff"], rel=1e-6)
    assert found.degrees_of_freedom == result["df"]
    assert found.statistic == pytest.approx(result["t"], rel=1e-6)
    assert found.p_value == pytest.approx(result["p"], rel=1e-6)
    assert (found.low, found.high) == pytest.approx(result["ci95"], rel=1e-6)
    assert means == pytest.approx(result["mean"], rel=1e-8)
    assert np.sqrt(np.diag(covariance)) == pytest.approx(result["se"], rel=1e-6)
    assert covariance[0, 1] == pytest.approx(result["cov"], rel=1e-6)
    ignored = float(np.sqrt(np.trace(covariance)))
    assert ignored == pytest.approx(result["se_diff_if_covariance_ignored"], rel=1e-6)


def test_a_change_is_told_by_province_too():
    told, sample, (after, before) = waves()
    for result in expected("07_change_trend")["two_waves"]["by_province"]:
        here = told.words("province") == result["province"]
        found = difference_of(sample, told.numbers("satisfied"), (after & here, before & here))

        assert found.estimate == pytest.approx(result["diff"], rel=1e-8)
        assert found.standard_error == pytest.approx(result["se"], rel=1e-6)


def test_two_groups_are_compared_as_svyttest_does():
    result, sex = results("sipas_wr", "svyttest satisfied~sex"), sipas().words("sex")
    found = t_test_of(sample_of("sipas_wr"), sipas().numbers("satisfied"), (sex == "M", sex == "F"))

    assert found.estimate == pytest.approx(result["diff_M_minus_F"], rel=1e-8)
    assert found.statistic == pytest.approx(result["t"], rel=1e-8)
    assert found.degrees_of_freedom == result["df"]
    assert found.p_value == pytest.approx(result["p"], rel=1e-8)


def test_an_empty_group_says_why():
    sample = drawn([1.0] * 4, None, [1, 1, 2, 2])
    found = difference_of(sample, [1, 0, 1, 0], ([True] * 4, [False] * 4))

    assert (found.estimate, found.p_value, found.reason) == (None, None, "no_answers")


def test_two_groups_in_one_unit_have_no_limits():
    sample = drawn([1.0] * 4, None, [1, 1, 1, 1])
    found = difference_of(sample, [1, 0, 1, 1], ([True, True, False, False], [False, False, 1, 1]))

    assert (found.estimate, found.low, found.p_value) == (-0.5, None, None)
    assert found.reason == "one_psu"
