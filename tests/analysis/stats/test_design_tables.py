"""Many means at once are the means one by one, which R's survey agrees with."""

from math import nan

import numpy as np
import pytest

from analysis.stats.design import mean_of
from analysis.stats.design_tables import means_by_group
from analysis.stats.drawing import drawn
from tests.analysis.stats.test_design import sample_of
from tests.oracle.survey import results, sipas

QUESTIONS = ("satisfied", "overall", "wait_min", "q3")


@pytest.mark.parametrize("block", ["sipas_wr", "sipas_fpc1"])
@pytest.mark.parametrize("by", ["province", "service"])
def test_each_mean_of_the_table_is_the_mean_of_its_domain(block, by):
    sample, groups = sample_of(block), sipas().words(by)
    table = means_by_group(sample, {name: sipas().numbers(name) for name in QUESTIONS}, groups)

    for level in np.unique(groups):
        for name in QUESTIONS:
            found, alone = (
                table[level][name],
                mean_of(sample, sipas().numbers(name), groups == level),
            )
            assert found.estimate == pytest.approx(alone.estimate, rel=1e-12)
            assert found.standard_error == pytest.approx(alone.standard_error, rel=1e-9)
            assert found.design_effect == pytest.approx(alone.design_effect, rel=1e-9)
            assert (found.n, found.degrees_of_freedom) == (alone.n, alone.degrees_of_freedom)


def test_the_table_is_r_s():
    result = results("sipas_wr", "svymean satisfied by province")
    values = {"satisfied": sipas().numbers("satisfied")}
    table = means_by_group(sample_of("sipas_wr"), values, sipas().words("province"))

    for at, level in enumerate(result["level"]):
        assert table[level]["satisfied"].standard_error == pytest.approx(result["se"][at], rel=1e-8)


def test_a_question_nobody_answered_says_why():
    sample = drawn([1.0, 1.0, 0.0], ["a"] * 3, [1, 2, 3])
    values = {"silent": np.full(3, nan), "light": np.array([nan, nan, 1.0])}
    (row,) = means_by_group(sample, values, ["x"] * 3).values()

    assert (row["silent"].estimate, row["silent"].reason) == (None, "no_answers")
    assert (row["light"].estimate, row["light"].reason) == (None, "no_weight")


def test_what_the_table_cannot_hold_is_refused():
    sample = drawn([1.0, 1.0], None, [1, 2])
    with pytest.raises(ValueError, match="infinite"):
        means_by_group(sample, {"q": np.array([1, np.inf])}, ["x", "x"])
    with pytest.raises(ValueError, match="one group for each of 2 rows"):
        means_by_group(sample, {"q": np.array([1.0, 2.0])}, ["x"])
    with pytest.raises(ValueError, match="one stage"):
        means_by_group(sample_of("sipas_fpc2"), {}, sipas().words("sex"))
