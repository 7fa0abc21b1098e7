"""Weighting to margins, against R's rake, postStratify and trimWeights (tests/oracle/04)."""

import numpy as np
import pytest

from analysis.stats.calibration import (
    BOUNDS,
    calibrated,
    calibrated_to,
    kish,
    post_stratified,
    raked,
    trimmed,
)
from analysis.stats.design import mean_of, total_of
from analysis.stats.drawing import drawn
from analysis.stats.g_weights import Distance
from analysis.stats.margins import Margin
from tests.analysis.stats.test_design import sample_of
from tests.oracle.survey import Columns, expected, rows, sipas

HAND = expected("04_calibration")["hand"]
RAKED = expected("04_calibration")["sipas_rake"]


def census():
    told = rows("04_calibration", "sipas_margins.csv")
    names = list(dict.fromkeys(row["variable"] for row in told))
    return [
        Margin(
            name,
            sipas().words(name),
            {row["level"]: float(row["total"]) for row in told if row["variable"] == name},
        )
        for name in names
    ]


def hand():
    told = Columns("04_calibration", "hand_case.csv")
    return told, drawn(told.numbers("w"), None, None)


def by_hand(**totals):
    told, _sample = hand()
    return [Margin(name, told.words(name), chosen) for name, chosen in totals.items()]


def test_raking_by_hand_is_r_s():
    told, sample = hand()
    found = raked(sample, by_hand(**HAND["margins"]))
    mean = mean_of(found.sample, told.numbers("y")).estimate

    # R prints raked weights here to its own tolerance of convergence.
    assert found.sample.weights == pytest.approx(HAND["w_rake"], rel=1e-6)
    assert mean == pytest.approx(HAND["mean_rake"], rel=1e-6)


def test_post_stratifying_by_hand_is_r_s():
    told, sample = hand()
    (sex,) = by_hand(sex=HAND["margins"]["sex"])
    found = post_stratified(sample, sex)

    assert found.sample.weights == pytest.approx(HAND["w_poststrat_sex"], rel=1e-9)
    mean = mean_of(found.sample, told.numbers("y")).estimate
    assert mean == pytest.approx(HAND["mean_poststrat"], rel=1e-9)


def g_of_r():
    by = ("province", "urban", "sex", "age")
    told = rows("04_calibration", "sipas_rake_g_expected.csv")
    cells = {tuple(row[name] for name in by): float(row["g"]) for row in told}
    return np.array([cells[tuple(row[name] for name in by)] for row in sipas().rows])


def test_raking_a_survey_to_the_census_is_r_s():
    found = raked(sample_of("sipas_wr"), census())

    assert found.g == pytest.approx(g_of_r(), rel=1e-6)
    assert found.lowest == pytest.approx(RAKED["g_min"], rel=1e-6)
    assert found.highest == pytest.approx(RAKED["g_max"], rel=1e-6)
    assert found.design_effect_before == pytest.approx(RAKED["kish_deff_before"], rel=1e-6)
    assert found.design_effect_after == pytest.approx(RAKED["kish_deff_after"], rel=1e-6)
    assert found.sample.weights.sum() == pytest.approx(RAKED["total"], rel=1e-9)


def test_errors_after_raking_are_those_of_the_residuals():
    sample = raked(sample_of("sipas_wr"), census()).sample
    satisfied, told = sipas().numbers("satisfied"), RAKED["after"]
    mean, total = mean_of(sample, satisfied), total_of(sample, satisfied)

    assert mean.estimate == pytest.approx(told["mean"], rel=1e-7)
    assert mean.standard_error == pytest.approx(told["se"], rel=1e-5)
    assert total.estimate == pytest.approx(told["total"], rel=1e-7)
    assert total.standard_error == pytest.approx(told["se_total"], rel=1e-5)
    for at, level in enumerate(told["by_age"]["level"]):
        found = mean_of(sample, satisfied, sipas().words("age") == level)
        assert found.estimate == pytest.approx(told["by_age"]["estimate"][at], rel=1e-7)
        assert found.standard_error == pytest.approx(told["by_age"]["se"][at], rel=1e-5)


def test_raked_weights_used_as_plain_ones_are_the_wrong_error():
    weights = raked(sample_of("sipas_wr"), census()).sample.weights
    plain = drawn(weights, sipas().words("province"), sipas().words("commune_id"))
    told = RAKED["after_if_raked_weights_used_as_plain_weights"]
    found = total_of(plain, sipas().numbers("satisfied"))

    assert found.standard_error == pytest.approx(told["se_total"], rel=1e-5)


@pytest.mark.parametrize("distance", Distance)
def test_bounds_hold_and_the_margins_too(distance):
    margins = census()[:2]
    found = calibrated(sample_of("sipas_wr"), margins, distance, (0.5, 2.0))

    assert found.lowest >= 0.5
    assert found.highest <= 2.0
    for margin in margins:
        for level, total in margin.totals.items():
            weights = found.sample.weights[margin.levels == level]
            assert weights.sum() == pytest.approx(total, rel=1e-8)


def test_raking_within_bounds_pulls_nobody_too_far():
    free, bound = (raked(sample_of("sipas_wr"), census(), bounds) for bounds in (None, BOUNDS))

    assert free.highest > 3 > bound.highest
    assert bound.lowest > 0.3
    assert bound.sample.weights.sum() == pytest.approx(RAKED["total"])


def test_raking_by_newton_is_raking_by_fitting():
    margins = census()[:2]
    fitted = raked(sample_of("sipas_wr"), margins)
    solved = calibrated(sample_of("sipas_wr"), margins, Distance.RAKING, None)

    assert solved.g == pytest.approx(fitted.g, rel=1e-8)


def test_calibrating_to_cells_is_post_stratifying():
    sex = census()[0]
    cells, linear = (
        post_stratified(sample_of("sipas_fpc1"), sex).sample,
        calibrated(sample_of("sipas_fpc1"), [sex], Distance.LINEAR, None).sample,
    )
    one, other = (total_of(each, sipas().numbers("satisfied")) for each in (cells, linear))

    assert one.estimate == pytest.approx(other.estimate)
    assert one.standard_error == pytest.approx(other.standard_error)


def test_a_total_that_is_calibrated_to_has_no_error():
    sample = sample_of("sipas_wr")
    columns = np.stack([np.ones(len(sample)), sipas().numbers("adults")], axis=1)
    found = calibrated_to(sample, columns, np.array([5.7e6, 1.5e7]))

    adults = total_of(found.sample, sipas().numbers("adults"))
    assert adults.estimate == pytest.approx(1.5e7)
    assert adults.standard_error == pytest.approx(0, abs=1)


def test_trimming_is_r_s():
    told = expected("04_calibration")["sipas_trim"]
    # The upper limit is one of the weights, so R's own are cut: ours differ in the 9th digit.
    cut = trimmed(sipas().numbers("w") * g_of_r(), told["lower"], told["upper"])
    plain = drawn(cut, sipas().words("province"), sipas().words("commune_id"))

    assert cut.max() == pytest.approx(told["max_w"], rel=1e-9)
    assert cut.sum() == pytest.approx(told["sum_w"], rel=1e-9)
    assert mean_of(plain, sipas().numbers("satisfied")).estimate == pytest.approx(
        told["mean"], rel=1e-7
    )


def test_what_cannot_be_trimmed_is_refused():
    with pytest.raises(ValueError, match="cross"):
        trimmed(np.ones(3), 2, 1)
    with pytest.raises(ValueError, match="keep the sum"):
        trimmed(np.array([1.0, 5.0]), 0, 2)


@pytest.mark.parametrize(
    ("totals", "words"),
    [
        ({"age": {"o": 44, "y": 30, "z": 6}}, "'age': nobody in the sample is 'z'"),
        ({"age": {"o": 80}}, "'age': the margin has no total for 'y'"),
        (
            {"sex": {"F": 40, "M": 40}, "age": {"o": 45, "y": 45}},
            r"margins differ in their grand totals: 'sex' 80, 'age' 90 \(\+12.5 %\)",
        ),
        ({"sex": {"F": 40, "M": 0}}, "'sex' 'M': a total is above zero, not 0"),
        ({"sex": {"F": 40, "M": float("nan")}}, "'sex' 'M': a total is above zero, not nan"),
        ({}, "there is no margin"),
    ],
)
@pytest.mark.parametrize("way", [raked, calibrated])
def test_margins_that_cannot_be_met_are_refused_by_name(way, totals, words):
    with pytest.raises(ValueError, match=words):
        way(hand()[1], by_hand(**totals))


@pytest.mark.parametrize(
    ("distance", "bounds", "words"),
    [
        (Distance.LOGIT, (0.9, 1.1), "no weights between 0.9 and 1.1 times the drawn meet"),
        (Distance.LOGIT, None, "logit weights have two bounds"),
        (Distance.LINEAR, (1.2, 3), "bounds lie below and above 1"),
    ],
)
def test_bounds_that_cannot_be_kept_are_refused(distance, bounds, words):
    with pytest.raises(ValueError, match=words):
        calibrated(hand()[1], by_hand(**HAND["margins"]), distance, bounds)


def test_weights_below_zero_are_refused():
    sample = drawn([1.0] * 4, None, None)
    columns = np.stack([np.ones(4), np.arange(4.0)], axis=1)
    with pytest.raises(ValueError, match="falls below zero"):
        calibrated_to(sample, columns, np.array([4.0, 11.9]))


def test_columns_that_do_not_fit_are_refused():
    sample = drawn([1.0] * 2, None, None)
    with pytest.raises(ValueError, match="cannot be summed"):
        calibrated_to(sample, np.ones((3, 1)), np.array([4.0]))
    with pytest.raises(ValueError, match="no number missing"):
        calibrated_to(sample, np.array([[1.0], [np.nan]]), np.array([4.0]))


def test_unequal_weights_cost_what_kish_says():
    assert kish(np.ones(5)) == 1
    assert kish(np.array([1.0, 3.0])) == pytest.approx(1.25)
    with pytest.raises(ValueError, match="nothing"):
        kish(np.zeros(2))


def test_weightless_rows_need_no_level():
    sample = drawn([10.0, 10.0, 0.0], None, None)
    found = raked(sample, [Margin("sex", ["F", "M", "?"], {"F": 30, "M": 10})])

    assert found.sample.weights == pytest.approx([30, 10, 0])
    assert (found.lowest, found.highest) == pytest.approx((1, 3))
