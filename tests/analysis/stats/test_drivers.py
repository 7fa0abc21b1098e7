"""Shapley shares, against R's relaimpo (tests/oracle) and their own axioms."""

from math import nan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.stats.drivers import drivers
from analysis.stats.regression import least_squares
from tests.analysis.stats.drivers_sample import EXPECTED, OUTCOME, PREDICTORS, TERMS, WEIGHTS

IMPORTANCE = EXPECTED["importance"]


def test_parts_first_and_last_are_relaimpo_s():
    found = drivers(PREDICTORS, OUTCOME, replicates=0)
    each = found.drivers

    assert found.r_squared == pytest.approx(EXPECTED["lm"]["r2"], abs=1e-8)
    assert [d.part for d in each] == pytest.approx(IMPORTANCE["lmg_R2_share"], abs=1e-8)
    assert [d.share.estimate for d in each] == pytest.approx(IMPORTANCE["lmg_percent"], abs=1e-8)
    assert [d.first for d in each] == pytest.approx(IMPORTANCE["first_r2"], abs=1e-8)
    assert [d.last for d in each] == pytest.approx(IMPORTANCE["last_r2"], abs=1e-8)
    assert [d.vif for d in each] == pytest.approx(EXPECTED["lm"]["vif"], rel=1e-8)


def test_a_halo_has_the_least_share_and_its_interval_says_so():
    found = drivers(PREDICTORS, OUTCOME)
    halo, *_ = sorted(zip(found.drivers, TERMS, strict=True), key=lambda pair: pair[0].part)

    assert halo[1] == "complaint"
    assert halo[0].share.high < 1 / 5
    for driver in found.drivers:
        assert driver.share.low < driver.share.estimate < driver.share.high


def test_the_limits_are_drawn_alike_every_time():
    assert drivers(PREDICTORS, OUTCOME) == drivers(PREDICTORS, OUTCOME)


def test_weighted_parts_sum_to_the_weighted_fit():
    found = drivers(PREDICTORS, OUTCOME, weights=WEIGHTS, replicates=50)
    fit = least_squares(PREDICTORS, OUTCOME, weights=WEIGHTS)

    assert found.r_squared == pytest.approx(fit.r_squared, abs=1e-9)
    assert sum(d.part for d in found.drivers) == pytest.approx(fit.r_squared, abs=1e-9)


def test_whole_weights_are_people():
    counts = [1 + row % 3 for row in range(420)]
    one = drivers(PREDICTORS, OUTCOME, weights=counts, replicates=0)
    other = drivers(PREDICTORS, OUTCOME, counts=counts, replicates=0)

    assert [d.part for d in one.drivers] == pytest.approx([d.part for d in other.drivers])
    assert (one.n, other.n) == (420, sum(counts))


@settings(max_examples=40, deadline=None)
@given(
    st.integers(1, 4).flatmap(
        lambda k: st.lists(
            st.tuples(*[st.integers(1, 5)] * (k + 1)), min_size=15 * k, max_size=15 * k + 30
        )
    )
)
def test_parts_sum_to_r_squared_and_are_never_negative(people):
    found = drivers([p[:-1] for p in people], [p[-1] for p in people], replicates=20)

    if found.reason is None:
        assert sum(d.part for d in found.drivers) == pytest.approx(found.r_squared, abs=1e-9)
        assert all(d.part >= -1e-9 for d in found.drivers)
        assert all(np.isfinite([d.first, d.last, d.share.low]).all() for d in found.drivers)


def test_two_copies_of_one_question_share_alike():
    twice = [[row[0], row[0], row[1]] for row in PREDICTORS]
    one, other, _ = drivers(twice, OUTCOME, replicates=0).drivers

    assert one.part == pytest.approx(other.part, abs=1e-9)
    assert (one.vif, other.vif) == (None, None)


def test_a_question_everybody_answers_alike_has_no_part():
    found = drivers([[*row, 4] for row in PREDICTORS], OUTCOME, replicates=20)

    assert found.drivers[-1].part == pytest.approx(0, abs=1e-12)
    assert found.drivers[-1].vif is None
    assert found.r_squared == pytest.approx(EXPECTED["lm"]["r2"], abs=1e-8)


@pytest.mark.parametrize(
    ("predictors", "outcome", "reason"),
    [
        ([[nan]], [5], "no_answers"),
        ([[]] * 20, [1, 2] * 10, "no_predictors"),
        ([[1], [2]] * 7, [1, 2] * 7, "too_few_answers"),
        ([[1], [2]] * 10, [5, 5] * 10, "all_the_same"),
        ([[3], [3]] * 10, [4, 5] * 10, "no_relation"),
    ],
)
def test_what_cannot_be_said_has_a_reason(predictors, outcome, reason):
    found = drivers(predictors, outcome)

    assert (found.r_squared, found.drivers, found.reason) == (None, (), reason)


def test_more_predictors_than_models_can_be_fitted_are_refused():
    with pytest.raises(ValueError, match="at most 12"):
        drivers([[1] * 13], [1])


def test_very_many_people_are_drawn_in_groups_and_come_to_the_same():
    luck = np.random.default_rng(1)
    people = luck.integers(0, 420, size=8_000)
    predictors, outcome = np.array(PREDICTORS)[people], np.array(OUTCOME)[people]
    distinct, counts = np.unique(people, return_counts=True)

    apart = drivers(predictors, outcome)
    rows = drivers(np.array(PREDICTORS)[distinct], np.array(OUTCOME)[distinct], counts=counts)

    assert apart.r_squared == pytest.approx(rows.r_squared, abs=1e-9)
    for one, other in zip(apart.drivers, rows.drivers, strict=True):
        assert one.part == pytest.approx(other.part, abs=1e-9)
        assert one.share.high - one.share.low == pytest.approx(
            other.share.high - other.share.low, rel=0.15
        )
