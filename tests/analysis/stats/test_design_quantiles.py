"""Quantiles of a survey, against R's svyquantile with qrule "math" (tests/oracle/03)."""

import pytest

from analysis.stats.design_quantiles import quantiles_of
from analysis.stats.drawing import drawn
from tests.analysis.stats.test_design import sample_of
from tests.oracle.survey import results, sipas


def test_quantiles_and_their_limits_are_r_s():
    result = results("sipas_wr", "svyquantile wait_min")
    found = quantiles_of(sample_of("sipas_wr"), sipas().numbers("wait_min"), result["p"])

    assert [each.estimate for each in found] == pytest.approx(result["estimate"], abs=1e-9)
    assert [each.low for each in found] == pytest.approx(result["ci_lo"], abs=1e-9)
    assert [each.high for each in found] == pytest.approx(result["ci_hi"], abs=1e-9)


def test_a_median_is_reached_not_interpolated():
    (found,) = quantiles_of(drawn([1.0] * 4, None, None), [1, 2, 3, 4], [0.5])

    assert found.estimate == 2


def test_limits_beyond_the_answers_say_so():
    (found,) = quantiles_of(drawn([1.0] * 4, None, None), [1, 2, 3, 4], [0.9])

    assert (found.estimate, found.low, found.high) == (4, None, None)
    assert found.reason == "beyond_the_answers"


def test_nobody_has_no_quantile():
    (found,) = quantiles_of(drawn([1.0, 1.0], None, None), [None, None], [0.5])

    assert (found.estimate, found.reason) == (None, "no_answers")


def test_a_share_beyond_the_scale_is_refused():
    with pytest.raises(ValueError, match="between 0 and 1"):
        quantiles_of(drawn([1.0], None, None), [1], [1.5])
