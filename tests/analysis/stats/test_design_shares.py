"""Limits of a share in a survey, against R's svyciprop (tests/oracle/03)."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.stats.design_shares import (
    Limits,
    korn_graubard,
    share_of,
    survey_verdict,
    with_limits,
)
from analysis.stats.design_sums import from_sums
from analysis.stats.drawing import drawn
from analysis.stats.proportions import Verdict, exact_interval
from tests.analysis.stats.test_design import DESIGNS, sample_of
from tests.analysis.stats.test_design_sums import summed
from tests.oracle.survey import results, sipas


@pytest.mark.parametrize("block", DESIGNS)
@pytest.mark.parametrize("limits", Limits)
def test_limits_are_r_s_svyciprop(block, limits):
    result = results(block, "svyciprop satisfied")
    found = share_of(sample_of(block), sipas().numbers("satisfied"), limits=limits)

    assert found.estimate == pytest.approx(result["estimate"], rel=1e-9)
    assert found.standard_error == pytest.approx(result["se"], rel=1e-8)
    assert (found.low, found.high) == pytest.approx(result["ci95"][limits], rel=1e-8)
    assert found.method == f"survey share, {limits}"


@pytest.mark.parametrize("limits", Limits)
def test_a_rare_answer_s_limits_are_r_s_too(limits):
    result = results("sipas_wr", "svyciprop bribe")
    found = share_of(sample_of("sipas_wr"), sipas().numbers("bribe"), limits=limits)

    assert (found.low, found.high) == pytest.approx(result["ci95"][limits], rel=1e-8)


def test_sums_have_the_same_limits():
    result = results("sipas_wr", "svyciprop satisfied")
    found = with_limits(from_sums(summed(None))[""])

    assert (found.low, found.high) == pytest.approx(result["ci95"]["logit"], rel=1e-8)


@pytest.mark.parametrize("share", [0, 1])
def test_nobody_and_everybody_are_not_certain(share):
    sample = drawn([3.0] * 40, ["a"] * 20 + ["b"] * 20, np.repeat(np.arange(8), 5))
    found = share_of(sample, [share] * 40)
    exact = exact_interval(40 * share, 40)

    assert found.method == "survey share, beta"
    assert (found.low == 0) if share == 0 else (found.high == 1)
    # 6 degrees of freedom say less than 40 people drawn one by one would.
    assert found.low < exact.low or (share == 0 and found.high > exact.high)


def test_everybody_asked_is_a_fact():
    found = share_of(drawn([1.0] * 3, None, None, [3] * 3), [1, 1, 0])

    assert (found.low, found.high) == (found.estimate, found.estimate)


def test_units_that_do_not_differ_are_not_certain():
    found = share_of(drawn([9.0] * 8, None, np.repeat(np.arange(4), 2)), [1, 0] * 4)

    assert found.standard_error == 0
    assert found.low < 0.2
    assert found.high > 0.8


@pytest.mark.parametrize("third", [1.0, 1 / 7, 9.3])
def test_units_whose_scores_cancel_but_for_rounding_do_not_differ_either(third):
    weights, units = np.repeat([third, 2.7, 0.3, 8.1], 3), np.repeat(np.arange(4), 3)
    found = share_of(drawn(weights, units % 2, units), [1, 1, 0] * 4)

    assert (found.standard_error, found.effective_n) == (0, None)
    assert found.method == "survey share, beta"
    # Korn and Graubard's of 8 in 12 with two degrees of freedom.
    width = (2.2009852 / 4.3026527) ** 2
    assert (found.low, found.high) == pytest.approx(korn_graubard(2 / 3, 12 * width), abs=1e-6)


def test_one_unit_has_no_limits():
    found = share_of(drawn([2.0] * 3, None, [1, 1, 1]), [1, 0, 1])

    assert (found.low, found.high, found.reason) == (None, None, "one_psu")


def test_a_target_is_held_against_the_drawn_limits():
    found = share_of(sample_of("sipas_wr"), sipas().numbers("satisfied"))  # 82.9 to 86.4 %
    alone = share_of(drawn([2.0] * 3, None, [1, 1, 1]), [1, 0, 1])

    assert survey_verdict(found, 0.8285) is Verdict.MET
    assert survey_verdict(found, 0.85) is Verdict.CANNOT_SAY
    assert survey_verdict(found, 0.95) is Verdict.NOT_MET
    assert survey_verdict(alone, 0.5) is Verdict.CANNOT_SAY
    with pytest.raises(ValueError, match="target must lie between"):
        survey_verdict(found, 95)


def test_what_is_no_share_is_refused():
    sample = drawn([1.0, 1.0], None, [1, 2])
    with pytest.raises(ValueError, match=r"values\[1\] must be 0, 1 or missing: 4"):
        share_of(sample, [1, 4])
    with pytest.raises(ValueError, match="no share"):
        korn_graubard(1.2, 10)


@given(st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
@settings(max_examples=30, deadline=None)
def test_without_a_design_korn_and_graubard_is_the_exact_interval(counts):
    x, n = counts
    exact = exact_interval(x, n)

    assert korn_graubard(x / n, n) == pytest.approx((exact.low, exact.high), abs=1e-9)


@given(st.lists(st.tuples(st.integers(0, 1), st.integers(1, 5)), min_size=4, max_size=40))
@settings(max_examples=40, deadline=None)
def test_limits_stay_on_the_scale_and_hold_the_share(rows):
    values, psus = zip(*rows, strict=True)
    found = share_of(drawn([2.0] * len(rows), None, psus), values)
    if found.low is not None:
        assert 0 <= found.low <= found.estimate <= found.high <= 1
