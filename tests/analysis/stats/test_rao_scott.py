"""The test of independence in a survey, against R's svychisq (tests/oracle/03)."""

import numpy as np
import pytest

from analysis.stats.drawing import drawn
from analysis.stats.rao_scott import association_of
from tests.analysis.stats.test_design import sample_of
from tests.oracle.survey import results, sipas


@pytest.mark.parametrize("by", ["service", "sex"])
def test_the_f_and_its_degrees_of_freedom_are_r_s(by):
    result = results("sipas_wr", f"svychisq satisfied x {by}")
    satisfied = sipas().numbers("satisfied")
    found = association_of(
        sample_of("sipas_wr"), satisfied, sipas().words(by), ~np.isnan(satisfied)
    )

    assert found.statistic == pytest.approx(result["F"], rel=1e-8)
    assert found.first_df == pytest.approx(result["ndf"], rel=1e-8)
    assert found.second_df == pytest.approx(result["ddf"], rel=1e-8)
    assert found.p_value == pytest.approx(result["p"], rel=1e-6)


def test_turning_the_table_round_changes_nothing():
    satisfied = sipas().numbers("satisfied")
    told = (sample_of("sipas_fpc1"), ~np.isnan(satisfied), sipas().words("age"))
    found = association_of(told[0], satisfied, told[2], told[1])
    turned = association_of(told[0], told[2], satisfied, told[1])

    assert turned.statistic == pytest.approx(found.statistic)
    assert turned.p_value == pytest.approx(found.p_value)


@pytest.mark.parametrize(
    ("rows", "psus", "domain", "reason"),
    [
        ([1, 1, 1, 1], [1, 2, 3, 4], None, "one_category"),
        ([0, 1, 0, 1], [1, 1, 1, 1], None, "one_psu_a_stratum"),
        ([0, 1, 0, 1], [1, 2, 3, 4], [False] * 4, "no_answers"),
    ],
)
def test_what_cannot_be_tested_says_why(rows, psus, domain, reason):
    found = association_of(drawn([1.0] * 4, None, psus), rows, list("abba"), domain)

    assert (found.statistic, found.p_value, found.reason) == (None, None, reason)


def test_labels_of_another_length_are_refused():
    with pytest.raises(ValueError, match="one label for each of 2 rows"):
        association_of(drawn([1.0] * 2, None, [1, 2]), [1, 2, 3], [1, 2])
