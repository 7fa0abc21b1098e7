"""The jackknife of clusters, against R's JKn replicate weights (tests/oracle/03)."""

import numpy as np
import pytest

from analysis.stats.drawing import drawn
from analysis.stats.jackknife import jackknife
from tests.oracle.survey import results, sipas


@pytest.mark.parametrize("name", ["satisfied", "wait_min"])
def test_leaving_out_a_commune_at_a_time_is_r_s_jkn(name):
    told = sipas()
    y = told.numbers(name)
    answered = ~np.isnan(y)

    def mean(weights):
        return np.array([weights[answered] @ y[answered] / weights[answered].sum()])

    sample = drawn(told.numbers("w"), told.words("province"), told.words("commune_id"))
    found = jackknife(sample, mean)

    result = results("sipas_jkn", f"svymean {name}")
    assert float(found[0, 0]) ** 0.5 == pytest.approx(result["se"], rel=1e-8)


def test_one_unit_cannot_be_left_out():
    sample = drawn([1.0, 1.0], None, [1, 1])

    assert np.isnan(jackknife(sample, lambda weights: weights[:1])).all()
