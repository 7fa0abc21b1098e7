"""The funnel against R's qbinom and pbinom (oracle 10)."""

import csv
from pathlib import Path

import pytest

from analysis.stats.funnel import Zone, counted_limits, limits, overdispersion, zone

ORACLE = Path(__file__).parents[2] / "oracle" / "10_control_charts"


def rows(name):
    with (ORACLE / name).open(newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(("level", "column"), [(0.95, "95"), (0.998, "998")])
def test_the_limits_are_r_s(level, column):
    for row in rows("funnel_expected.csv"):
        n, target = int(row["n"]), float(row["target"])
        smooth, counted = limits(n, target, level), counted_limits(n, target, level)

        assert smooth.low == pytest.approx(float(row[f"lo{column}_interp"]), abs=1e-9)
        assert smooth.high == pytest.approx(float(row[f"hi{column}_interp"]), abs=1e-9)
        assert counted.low == pytest.approx(float(row[f"lo{column}_discrete"]), abs=1e-9)
        assert counted.high == pytest.approx(float(row[f"hi{column}_discrete"]), abs=1e-9)


def test_the_units_lie_where_r_sees_them():
    for row in rows("funnel_units_expected.csv"):
        assert zone(int(row["x"]), int(row["n"]), 0.95) == row["zone95"], row


def test_units_that_differ_are_overdispersed():
    units = rows("funnel_units_expected.csv")
    phi = overdispersion([int(row["x"]) for row in units], [int(row["n"]) for row in units])

    assert phi == pytest.approx(6.413276639127, rel=1e-9)  # expected.json of the case


def test_nobody_small_can_be_surely_good():
    # STATISTICS §1.6: under 20 answers the upper limit of 95 % is 100 %.
    for n in range(1, 20):
        assert counted_limits(n, 0.95).high == 1
        assert zone(n, n, 0.95) is Zone.WITHIN


def test_without_answers_there_is_no_limit_but_a_reason():
    assert limits(0, 0.95).reason == counted_limits(0, 0.95).reason == "no_answers"
    assert limits(0, 0.95).low is None
    assert zone(0, 0, 0.95) is Zone.WITHIN


@pytest.mark.parametrize(
    ("successes", "totals"), [([], []), ([3], [4]), ([3, 0], [4, 0]), ([3, 4], [3, 4]), ([0], [0])]
)
def test_where_nothing_can_vary_there_is_no_overdispersion(successes, totals):
    assert overdispersion(successes, totals) is None


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (limits, (-1, 0.95)),
        (limits, (10, 1)),
        (limits, (10, 0.95, 95)),
        (counted_limits, (10, 0)),
        (zone, (3, 2, 0.95)),
        (zone, (1, 2, 95)),
        (overdispersion, ([3, 1], [2, 1])),
    ],
)
def test_what_cannot_be_is_refused(function, arguments):
    with pytest.raises(ValueError, match=r"must|cannot"):
        function(*arguments)
