"""Logistic regression in a survey, against R's svyglm (tests/oracle/03 and 07)."""

import numpy as np
import pytest

from analysis.stats.design_logit import logit_of
from analysis.stats.drawing import drawn
from tests.analysis.stats.test_design import sample_of
from tests.analysis.stats.test_design_contrasts import waves
from tests.oracle.survey import expected, results, sipas


def traits():
    told = sipas()
    services = ("civil_status", "construction", "land", "other", "social")
    by_service = {f"service{s}": (told.words("service") == s).astype(float) for s in services}
    ages = {f"age{a}": (told.words("age") == a).astype(float) for a in ("30-44", "45-59", "60+")}
    return by_service | ages | {n: told.numbers(n) for n in ("minority", "online", "urban")}


def test_log_odds_and_their_errors_are_r_s_svyglm():
    result = results("sipas_wr", "svyglm quasibinomial")
    found = logit_of(sample_of("sipas_wr"), sipas().numbers("satisfied"), traits())

    assert [term.name for term in found.terms][1:] == result["term"][1:]
    assert [term.estimate for term in found.terms] == pytest.approx(result["estimate"], rel=1e-7)
    # R's glm stops a step earlier, and takes its errors from the weights of the step before.
    assert [term.standard_error for term in found.terms] == pytest.approx(result["se"], rel=1e-5)
    assert [term.statistic for term in found.terms] == pytest.approx(result["t"], rel=1e-5)
    assert [term.p_value for term in found.terms] == pytest.approx(result["p"], rel=1e-4)
    assert found.degrees_of_freedom == result["df_resid"]


def test_a_change_between_waves_is_a_slope():
    told, sample, (after, _before) = waves()
    result = expected("07_change_trend")["two_waves"]
    term = logit_of(sample, told.numbers("satisfied"), {"after": after.astype(float)}).terms[1]

    assert term.estimate == pytest.approx(result["svyglm_logit_slope"], rel=1e-8)
    assert term.standard_error == pytest.approx(result["svyglm_se"], rel=1e-6)
    assert term.p_value == pytest.approx(result["svyglm_p"], rel=1e-5)


@pytest.mark.parametrize(
    ("values", "trait", "reason"),
    [
        ([None] * 6, [0, 1, 0, 1, 0, 1], "no_answers"),
        ([1] * 6, [0, 1, 0, 1, 0, 1], "all_the_same"),
        ([1, 0, 1, 0, 1, 1], [2] * 6, "tangled_traits"),
        ([1, 0, 1, 0, 1, 0], [1, 0, 1, 0, 1, 0], "parted_by_a_trait"),
    ],
)
def test_what_cannot_be_fitted_says_why(values, trait, reason):
    found = logit_of(drawn([1.0] * 6, None, None), values, {"trait": trait})

    assert (found.terms, found.reason) == ((), reason)


def test_too_few_units_leave_no_degree_of_freedom():
    sample = drawn([1.0] * 6, None, [1, 1, 1, 2, 2, 2])
    found = logit_of(sample, [1, 0, 1, 0, 1, 1], {"trait": [0, 1, 1, 0, 0, 1]})

    assert (found.terms, found.reason) == ((), "one_psu_a_stratum")


def test_values_that_are_no_yes_or_no_are_refused():
    with pytest.raises(ValueError, match="0, 1 or missing"):
        logit_of(drawn([1.0] * 3, None, None), [1, 0, 4], {"trait": np.arange(3.0)})
