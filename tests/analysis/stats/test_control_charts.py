"""Control charts, against the R packages qcc and qicharts2 (tests/oracle)."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.stats.control_charts import (
    Limits,
    chosen,
    exact_chart,
    g_chart,
    laney_chart,
    p_chart,
)

ORACLE = Path(__file__).parents[2] / "oracle" / "10_control_charts"
EXPECTED = json.loads((ORACLE / "expected.json").read_text())
CASES = pytest.mark.parametrize("case", EXPECTED["p_charts"], ids=lambda case: case["name"])


def numbers_out(chart) -> list[int]:
    return [number for number, point in enumerate(chart.points, 1) if point.is_out]


def limits(chart) -> tuple[list[float], list[float]]:
    return [point.low for point in chart.points], [point.high for point in chart.points]


@CASES
def test_the_p_chart_is_qcc_s(case):
    chart = p_chart(case["x"], case["n"])

    assert chart.center == pytest.approx(case["center"], abs=1e-9)
    low, high = limits(chart)
    assert low == pytest.approx(case["lcl_qcc"], abs=1e-9)
    assert high == pytest.approx(case["ucl_qcc"], abs=1e-9)
    assert numbers_out(chart) == sorted(case["beyond_limits"])


@CASES
def test_laney_s_chart_is_qicharts2_s(case):
    chart = laney_chart(case["x"], case["n"])

    low, high = limits(chart)
    assert low == pytest.approx(case["laney_lcl"], abs=1e-9)
    assert high == pytest.approx(case["laney_ucl"], abs=1e-9)
    assert numbers_out(chart) == sorted(case["laney_out"])


@CASES
def test_exact_limits_are_r_s_binomial_quantiles(case):
    chart = exact_chart(case["x"], case["n"])

    low, high = limits(chart)
    assert low == pytest.approx(case["exact_qbinom_lo"], abs=1e-9)
    assert high == pytest.approx(case["exact_qbinom_hi"], abs=1e-9)
    out = case["exact_out"]
    assert numbers_out(chart) == (out if isinstance(out, list) else [out])


def test_the_g_chart_is_qicharts2_s():
    expected = EXPECTED["g_chart"]
    chart = g_chart(expected["gaps"])

    assert chart.center == pytest.approx(expected["mean_gap"], abs=1e-9)
    assert chart.points[0].high == pytest.approx(expected["ucl_qicharts2"], abs=1e-9)
    assert chart.points[0].low == expected["lcl_qicharts2"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("small_n", Limits.EXACT), ("big_n", Limits.LANEY), ("sparse", Limits.EXACT)],
)
def test_the_chart_fits_the_counts(name, expected):
    (case,) = (case for case in EXPECTED["p_charts"] if case["name"] == name)

    assert chosen(case["x"], case["n"]).limits is expected


def test_with_five_expected_a_period_the_p_chart_will_do():
    assert chosen([10, 12, 9], [100, 110, 95]).limits is Limits.P


def test_one_period_of_thousands_has_the_p_chart_s_limits():
    assert chosen([100], [2000]).limits is Limits.P


def test_a_period_without_answers_has_a_gap_and_no_limits():
    for draw in (p_chart, laney_chart, exact_chart, chosen):
        point = draw([3, 0, 4], [20, 0, 30]).points[1]
        assert (point.value, point.low, point.high, point.is_out) == (None, None, None, False)


@pytest.mark.parametrize("draw", [p_chart, laney_chart, exact_chart, chosen])
def test_without_answers_there_is_no_centre_but_a_reason(draw):
    assert (draw([], []).center, draw([], []).reason) == (None, "no_answers")
    assert (draw([0], [0]).center, draw([0], [0]).reason) == (None, "no_answers")
    assert g_chart([]).reason == "no_answers"


def test_laney_says_why_it_cannot():
    assert laney_chart([3], [20]).reason == "too_few_periods"
    assert laney_chart([0, 0], [20, 20]).reason == "all_the_same"
    assert laney_chart([20, 30], [20, 30]).reason == "all_the_same"


@pytest.mark.parametrize(
    "asked",
    [
        lambda: p_chart([3], [2]),
        lambda: p_chart([-1], [2]),
        lambda: p_chart([1], [2, 3]),
        lambda: exact_chart([1], [2], 0),
        lambda: g_chart([-1]),
    ],
)
def test_what_cannot_be_is_refused(asked):
    with pytest.raises(ValueError, match=r"cannot|must|totals"):
        asked()


@settings(max_examples=50)
@given(st.lists(st.integers(0, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))))
def test_limits_always_lie_about_the_centre(counts):
    events, totals = [x for x, _ in counts], [n for _, n in counts]
    for draw in (p_chart, laney_chart, exact_chart, chosen):
        chart = draw(events, totals)
        for point in chart.points:
            if point.low is not None:
                assert 0 <= point.low <= point.high <= 1
        if chart.center in (0, 1):
            assert numbers_out(chart) == []


def test_periods_of_one_and_the_same_share_are_not_out():
    assert numbers_out(laney_chart([107, 321], [1070, 3210])) == []
