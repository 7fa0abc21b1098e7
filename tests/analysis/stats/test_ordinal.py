"""Proportional odds, against R's MASS::polr and survey::svyolr (tests/oracle)."""

from math import inf, log, nan

import pytest
from scipy.special import expit

from analysis.stats.ordinal import proportional_odds
from tests.analysis.stats.drivers_sample import EXPECTED, OUTCOME, PREDICTORS, WEIGHTS


def likelihood(theta: list[float], weights: list[float] | None = None) -> float:
    """Return the log-likelihood of slopes and cuts, written out by hand."""
    slopes, cuts = theta[:5], [-inf, *theta[5:], inf]
    found = 0.0
    for row, y, weight in zip(PREDICTORS, OUTCOME, weights or [1] * 420, strict=True):
        level = sum(slope * x for slope, x in zip(slopes, row, strict=True))
        upper, lower = (expit(cuts[int(y) - back] - level) for back in (0, 1))
        found += weight * log(upper - lower)
    return found


def test_the_fit_is_r_s_polr():
    expected, fit = EXPECTED["polr"], proportional_odds(PREDICTORS, OUTCOME)

    assert fit.coefficients == pytest.approx(expected["estimate"][:5], abs=1e-4)
    assert fit.cuts == pytest.approx(expected["estimate"][5:], rel=1e-4)
    assert fit.standard_errors == pytest.approx(expected["se"], abs=1e-4)
    assert fit.log_likelihood == pytest.approx(expected["loglik"], abs=1e-6)
    assert (fit.n, fit.left_out, fit.reason) == (420, 0, None)


def test_the_weighted_fit_is_r_s_svyolr_climbed_to_the_top():
    # R's optimiser stops 0.0004 short of the maximum here: slopes move by 0.0013 above it.
    expected = EXPECTED["weighted"]["svyolr"]
    fit = proportional_odds(PREDICTORS, OUTCOME, weights=WEIGHTS)

    assert fit.coefficients == pytest.approx(expected["estimate"][:5], abs=2e-3)
    assert fit.cuts == pytest.approx(expected["estimate"][5:], rel=3e-3)
    assert fit.standard_errors == pytest.approx(expected["se"], abs=2e-3)
    ours = likelihood([*fit.coefficients, *fit.cuts], WEIGHTS)
    assert ours == pytest.approx(fit.log_likelihood, abs=1e-9)
    assert ours >= likelihood(expected["estimate"], WEIGHTS)


def test_a_row_of_many_people_is_many_rows():
    counts = [1 + row % 3 for row in range(420)]
    many = [index for index, count in enumerate(counts) for _ in range(count)]

    one = proportional_odds(PREDICTORS, OUTCOME, counts=counts)
    other = proportional_odds([PREDICTORS[i] for i in many], [OUTCOME[i] for i in many])

    assert one.coefficients == pytest.approx(other.coefficients, abs=1e-6)
    assert one.standard_errors == pytest.approx(other.standard_errors, abs=1e-6)


def test_two_ratings_are_a_logit():
    top = [int(y >= 4) for y in OUTCOME]
    expected, fit = EXPECTED["logit_top2"], proportional_odds(PREDICTORS, top)

    assert fit.coefficients == pytest.approx(expected["estimate"][1:], abs=1e-4)
    assert fit.cuts == pytest.approx([-expected["estimate"][0]], abs=1e-4)


@pytest.mark.parametrize(
    ("predictors", "outcome", "reason"),
    [
        ([[nan]], [1], "no_answers"),
        ([[1], [2], [3]], [4, 4, 4], "all_the_same"),
        ([[1], [2], [3]], [1, 2, 1], "too_few_answers"),
        ([[1], [1], [1], [1], [1]], [1, 2, 1, 2, 1], "tangled"),
        ([[1], [2], [3], [4], [5], [6]], [1, 1, 1, 2, 2, 2], "not_settled"),
    ],
)
def test_what_cannot_be_fitted_has_a_reason(predictors, outcome, reason):
    fit = proportional_odds(predictors, outcome)

    assert (fit.coefficients, fit.standard_errors, fit.reason) == (None, None, reason)
