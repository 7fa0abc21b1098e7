"""Two shares against R (oracle 02, 07), Newcombe's published rows, and cases by hand."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.stats.comparison import (
    Change,
    changed,
    fisher_less,
    fisher_two_sided,
    matched_months,
    newcombe_interval,
)

ORACLE = Path(__file__).parents[2] / "oracle" / "02_two_proportions"


def rows():
    with (ORACLE / "expected.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def pair(row):
    return tuple(int(row[name]) for name in ("x1", "n1", "x2", "n2"))


@pytest.mark.parametrize("row", rows(), ids=lambda row: str(pair(row)))
def test_the_difference_and_its_limits_are_r_s(row):
    difference = newcombe_interval(*pair(row))

    assert difference.estimate == pytest.approx(float(row["diff"]), abs=1e-9)
    assert difference.low == pytest.approx(float(row["newcombe95_lo"]), abs=1e-9)
    assert difference.high == pytest.approx(float(row["newcombe95_hi"]), abs=1e-9)


@pytest.mark.parametrize("row", rows(), ids=lambda row: str(pair(row)))
def test_fisher_s_exact_p_is_r_s(row):
    assert fisher_two_sided(*pair(row)) == pytest.approx(float(row["fisher_p"]), rel=1e-6)
    assert fisher_less(*pair(row)) == pytest.approx(float(row["fisher_less_p"]), rel=1e-6)


def test_newcombe_s_published_rows_come_out():
    for row in json.loads((ORACLE / "meta.json").read_text())["published"]["rows"]:
        difference = newcombe_interval(*pair(row))

        assert [difference.low, difference.high] == pytest.approx(row["ci"], abs=5e-5 + 1e-9)


def test_without_answers_on_a_side_there_is_no_difference_but_a_reason():
    for counts in [(0, 0, 3, 5), (3, 5, 0, 0), (0, 0, 0, 0)]:
        difference = newcombe_interval(*counts)

        assert (difference.estimate, difference.low, difference.high) == (None, None, None)
        assert difference.reason == "no_answers"
        assert fisher_two_sided(*counts) == fisher_less(*counts) == 1


@pytest.mark.parametrize("function", [newcombe_interval, fisher_less, fisher_two_sided])
@pytest.mark.parametrize("counts", [(2, 1, 0, 1), (0, 1, 2, 1), (-1, 1, 0, 1), (0, 1, 0, -1)])
def test_counts_that_cannot_be_are_refused(function, counts):
    with pytest.raises(ValueError, match="cannot be"):
        function(*counts)


@pytest.mark.parametrize("level", [0, 1, 95])
def test_a_level_that_cannot_be_is_refused(level):
    with pytest.raises(ValueError, match="level"):
        newcombe_interval(1, 2, 1, 2, level)


counts = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(counts, counts)
@settings(max_examples=100, deadline=None)
def test_the_other_way_round_it_is_the_same_with_its_sign_turned(first, second):
    there, back = newcombe_interval(*first, *second), newcombe_interval(*second, *first)

    assert -1 <= there.low <= there.estimate <= there.high <= 1
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low))
    assert fisher_two_sided(*first, *second) == pytest.approx(fisher_two_sided(*second, *first))


def test_of_two_shares_the_lower_by_luck_is_no_fall():
    assert changed([(95, 100)], [(93, 100)]) == [Change.UNCLEAR]
    assert changed([(95, 100)], [(70, 100)]) == [Change.DOWN]
    assert changed([(70, 100)], [(95, 100)]) == [Change.UP]


def test_among_many_units_a_lone_small_p_is_luck():
    # One-sided p = 0.0409 (scipy's fisher_exact): a fall alone, luck among fifty.
    fallen, steady = ((97, 100), (90, 100)), ((95, 100), (95, 100))
    alone = changed(*zip(fallen, strict=True))
    among = changed(*zip(fallen, *[steady] * 49, strict=True))

    assert alone == [Change.DOWN]
    assert among == [Change.UNCLEAR] * 50


def test_a_rise_is_held_to_the_same_as_a_fall():
    risen, steady = ((90, 100), (97, 100)), ((95, 100), (95, 100))

    assert changed(*zip(risen, strict=True)) == [Change.UP]
    assert changed(*zip(risen, *[steady] * 49, strict=True)) == [Change.UNCLEAR] * 50


def test_an_outcome_a_little_likelier_is_not_counted_as_extreme():
    # 0 of 11 and 9 of 23 have the chance 0.01558, another table 0.01560 (scipy's fisher_exact).
    assert fisher_two_sided(0, 11, 9, 23) == pytest.approx(0.01724515424378, abs=1e-12)


def test_a_unit_with_few_answers_takes_no_part():
    before, now = [(4, 4), (95, 100), (0, 0)], [(0, 100), (80, 100), (50, 50)]

    assert changed(before, now) == [Change.TOO_FEW, Change.DOWN, Change.TOO_FEW]
    assert changed(before[1:2], now[1:2]) == [Change.DOWN]
    assert changed([], []) == []


def test_lists_that_do_not_belong_together_are_refused():
    with pytest.raises(ValueError, match="cannot be held"):
        changed([(1, 2)], [])
    with pytest.raises(ValueError, match="rate"):
        changed([(1, 2)], [(1, 2)], rate=5)
    with pytest.raises(ValueError, match="cannot be held"):
        matched_months([(1, 2)], [])


def test_one_matched_month_is_newcombe_s_difference():
    alone, both = matched_months([(48, 80)], [(56, 70)]), newcombe_interval(56, 70, 48, 80)

    assert (alone.estimate, alone.low, alone.high) == pytest.approx(
        (both.estimate, both.low, both.high)
    )


def test_matched_months_do_not_take_the_season_for_a_change():
    # January is always poor and June good; this year January was busier. Nothing changed.
    before, now = [(80, 100), (950, 1000)], [(800, 1000), (95, 100)]
    pooled = newcombe_interval(895, 1100, 1030, 1100)
    matched = matched_months(before, now)

    assert pooled.high < 0
    assert matched.estimate == pytest.approx(0, abs=1e-12)
    assert matched.low < 0 < matched.high


def test_mantel_and_haenszel_weigh_the_months():
    # By hand: weights 50 and 100·300/400 = 75; differences −0.1 and −0.2.
    matched = matched_months([(90, 100), (60, 100)], [(80, 100), (120, 300)])

    assert matched.estimate == pytest.approx((50 * -0.1 + 75 * -0.2) / 125)
    assert matched.n == 600


def test_a_month_without_answers_has_no_match():
    matched = matched_months([(0, 0), (48, 80)], [(5, 5), (56, 70)])

    assert matched == matched_months([(48, 80)], [(56, 70)])
    assert matched_months([(0, 0)], [(5, 5)]).reason == "no_answers"
    assert matched_months([], []).reason == "no_answers"


def test_months_at_100_percent_are_no_certainty():
    matched = matched_months([(10, 10), (12, 12)], [(9, 9), (11, 11)])

    assert matched.estimate == 0
    assert matched.low < -0.05 < 0.05 < matched.high


def test_numpy_s_counts_make_a_plain_difference():
    found = newcombe_interval(*np.array([56, 70, 48, 80]))

    assert found == newcombe_interval(56, 70, 48, 80)
    assert (type(found.estimate), type(found.low), type(found.n)) == (float, float, int)
