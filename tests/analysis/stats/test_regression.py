"""Least squares, against R's lm and survey::svyglm (tests/oracle)."""

from math import nan

import pytest

from analysis.stats.regression import least_squares
from tests.analysis.stats.drivers_sample import EXPECTED, OUTCOME, PREDICTORS, WEIGHTS


def test_the_fit_is_r_s_lm():
    expected, fit = EXPECTED["lm"], least_squares(PREDICTORS, OUTCOME)

    assert fit.coefficients == pytest.approx(expected["estimate"], rel=1e-8)
    assert fit.standard_errors == pytest.approx(expected["se"], rel=1e-8)
    assert fit.p_values == pytest.approx(expected["p"], rel=1e-6)
    assert fit.standardised == pytest.approx(expected["std_beta"], rel=1e-8)
    assert fit.vif == pytest.approx(expected["vif"], rel=1e-8)
    assert fit.r_squared == pytest.approx(expected["r2"], rel=1e-8)
    assert fit.adjusted_r_squared == pytest.approx(expected["adj_r2"], rel=1e-8)
    assert (fit.n, fit.left_out, fit.reason) == (420, 0, None)


def test_the_weighted_fit_is_r_s_svyglm():
    expected = EXPECTED["weighted"]["svyglm"]
    fit = least_squares(PREDICTORS, OUTCOME, weights=WEIGHTS)

    assert fit.coefficients == pytest.approx(expected["estimate"], rel=1e-8)
    assert fit.standard_errors == pytest.approx(expected["se"], rel=1e-8)


def test_people_who_answered_alike_may_share_a_row():
    pairs = sorted({(*row, y) for row, y in zip(PREDICTORS, OUTCOME, strict=True)})
    everyone = [(*row, y) for row, y in zip(PREDICTORS, OUTCOME, strict=True)]
    counts = [everyone.count(pair) for pair in pairs]

    fit = least_squares([p[:-1] for p in pairs], [p[-1] for p in pairs], counts=counts)

    assert fit.standard_errors == pytest.approx(EXPECTED["lm"]["se"], rel=1e-8)


def test_a_person_who_skipped_a_question_is_left_out_and_counted():
    fit = least_squares([[nan] * 5, *PREDICTORS], [5.0, *OUTCOME])

    assert (fit.n, fit.left_out) == (420, 1)
    assert fit.r_squared == pytest.approx(EXPECTED["lm"]["r2"], rel=1e-8)


@pytest.mark.parametrize(
    ("predictors", "outcome", "reason"),
    [
        ([[nan]], [1], "no_answers"),
        ([[1], [2]], [1, 2], "too_few_answers"),
        ([[1], [2], [3]], [4, 4, 4], "all_the_same"),
        ([[1], [1], [1]], [4, 5, 3], "tangled"),
        ([[1, 2], [2, 4], [3, 6], [5, 10], [4, 8]], [4, 5, 3, 3, 2], "tangled"),
    ],
)
def test_what_cannot_be_fitted_has_a_reason(predictors, outcome, reason):
    fit = least_squares(predictors, outcome)

    assert (fit.coefficients, fit.r_squared, fit.reason) == (None, None, reason)


def test_a_table_of_another_shape_is_refused():
    with pytest.raises(ValueError, match="must"):
        least_squares([[1], [2]], [1])
