"""Comparing at one mix, on examples of others and on the edges."""

from math import nan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.stats.standardisation import (
    mantel_haenszel,
    mantel_haenszel_test,
    pooled_weights,
    standardised,
)

# STATISTICS §2.5: B is better in both kinds of business, A has the higher raw share.
A = {"easy": (190, 200), "hard": (40, 50)}
B = {"easy": (48, 50), "hard": (165, 200)}

# Births and Down's syndrome in Michigan by the mother's age and birth order: Fleiss (1981,
# p. 249), used by Fay & Feuer (1997) in their Table 1 and by R's epitools.
AGES = ("under 20", "20", "25", "30", "35", "40 and over")
BIRTHS = (
    (230061, 329449, 114920, 39487, 14208, 3052),
    (72202, 326701, 208667, 83228, 28466, 5375),
    (15050, 175702, 207081, 117300, 45026, 8660),
    (2293, 68800, 132424, 98301, 46075, 9834),
    (327, 30666, 123419, 149919, 104088, 34392),
)
CASES = (
    (107, 141, 60, 40, 39, 25),
    (25, 150, 110, 84, 82, 39),
    (3, 71, 114, 103, 108, 75),
    (1, 26, 64, 89, 137, 96),
    (0, 8, 63, 112, 262, 295),
)
STANDARD = dict(zip(AGES, map(sum, zip(*BIRTHS, strict=True)), strict=True))

mixes = st.dictionaries(
    st.sampled_from("abcd"),
    st.integers(1, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    min_size=1,
)


def by_age(order: int) -> dict[str, tuple[int, int]]:
    return dict(zip(AGES, zip(CASES[order], BIRTHS[order], strict=True), strict=True))


def test_simpson_s_trap_turns_over():
    weights = pooled_weights([A, B])
    raw = [sum(x for x, _n in u.values()) / sum(n for _x, n in u.values()) for u in (A, B)]

    assert raw == [0.92, 0.852]
    assert weights == {"easy": 0.5, "hard": 0.5}
    assert standardised(A, weights).estimate == pytest.approx(0.875, abs=1e-12)
    assert standardised(B, weights).estimate == pytest.approx(0.8925, abs=1e-12)
    assert mantel_haenszel(A, B).estimate == pytest.approx(-0.0175, abs=1e-12)


@pytest.mark.parametrize("order", range(5))
def test_the_limits_are_those_of_epitools(order):
    """Formula of R's `ageadjust.direct` (rewritten by M. P. Fay), with scipy's own gamma."""
    from scipy.stats import gamma

    found = standardised(by_age(order), STANDARD)

    parts = [STANDARD[age] / sum(STANDARD.values()) for age in AGES]
    each = list(zip(parts, CASES[order], BIRTHS[order], strict=True))
    rate = sum(w * x / n for w, x, n in each)
    spread = sum(w**2 * x / n**2 for w, x, n in each)
    most = max(w / n for w, _x, n in each)
    low = gamma.ppf(0.025, rate**2 / spread, scale=spread / rate)
    over, wide = rate + most, spread + most**2
    high = gamma.ppf(0.975, over**2 / wide, scale=wide / over)
    assert (found.estimate, found.low, found.high) == pytest.approx((rate, low, high), rel=1e-9)


def test_the_rates_are_those_of_fay_and_feuer_s_first_table():
    rates = [round(standardised(by_age(order), STANDARD).estimate * 1e5, 1) for order in range(3)]

    assert rates == [92.3, 91.2, 85.1]


@pytest.mark.parametrize(
    ("x", "low", "high"), [(0, 0.0, 3.689), (1, 0.025, 5.572), (10, 4.795, 18.390)]
)
def test_one_group_has_garwood_s_poisson_limits(x, low, high):
    """Garwood (1936), as every table of exact Poisson limits has them."""
    found = standardised({"all": (x, 1000)}, {"all": 3.0})

    assert (found.low * 1000, found.high * 1000) == pytest.approx((low, high), abs=0.001)


def test_the_rarer_side_is_bounded_whichever_it_is():
    dissatisfied = standardised({"a": (10, 1000), "b": (3, 40)}, {"a": 1, "b": 1})
    satisfied = standardised({"a": (990, 1000), "b": (37, 40)}, {"a": 1, "b": 1})

    assert satisfied.low == pytest.approx(1 - dissatisfied.high)
    assert satisfied.high == pytest.approx(1 - dissatisfied.low)


def test_a_missing_group_is_said_and_not_guessed():
    found = standardised({"easy": (9, 10)}, {"easy": 3, "hard": 1})

    assert (found.estimate, found.low, found.high) == (None, None, None)
    assert (found.reason, found.lacking, found.lacking_weight) == (
        "groups_missing",
        ("hard",),
        0.25,
    )


def test_a_little_that_is_missing_widens_the_limits_by_all_it_could_be():
    whole = standardised({"easy": (90, 100)}, {"easy": 1})
    found = standardised({"easy": (90, 100)}, {"easy": 96, "hard": 4}, most_lacking=0.05)

    assert found.estimate == pytest.approx(0.9)
    assert found.low == pytest.approx(whole.low * 0.96)
    assert found.high == pytest.approx(whole.high * 0.96 + 0.04)
    assert found.reason is None


@pytest.mark.parametrize("unit", [{}, {"easy": (0, 0)}, {"other": (3, 3)}])
def test_without_answers_in_the_mix_nothing_is_said(unit):
    found = standardised(unit, {"easy": 1})

    assert (found.estimate, found.n, found.reason) == (None, 0, "no_answers")


@pytest.mark.parametrize("weights", [{}, {"a": 0.0}, {"a": -1.0, "b": 2.0}, {"a": nan}])
def test_weights_that_cannot_be_are_refused(weights):
    with pytest.raises(ValueError, match="weight"):
        standardised({"a": (1, 2)}, weights)


def test_counts_and_levels_that_cannot_be_are_refused():
    for wrong in ({"a": (3, 2)}, {"a": (-1, 2)}):
        with pytest.raises(ValueError, match="satisfied among"):
            standardised(wrong, {"a": 1})
        with pytest.raises(ValueError, match="satisfied among"):
            mantel_haenszel({"a": (1, 2)}, wrong)
        with pytest.raises(ValueError, match="satisfied among"):
            pooled_weights([wrong])
    for level in (0, 1, nan):
        with pytest.raises(ValueError, match="level"):
            standardised({"a": (1, 2)}, {"a": 1}, level)
        with pytest.raises(ValueError, match="level"):
            mantel_haenszel({"a": (1, 2)}, {"a": (1, 2)}, level)


def test_the_pooled_difference_is_the_textbook_s():
    """UGDP trial, two age groups (Rothman & Greenland, Modern Epidemiology): 0.035."""
    tolbutamide = {"under 55": (8, 106), "55 and over": (22, 98)}
    placebo = {"under 55": (5, 120), "55 and over": (16, 85)}

    found = mantel_haenszel(tolbutamide, placebo)

    assert found.estimate == pytest.approx(0.035, abs=5e-4)
    assert found.n == 409
    assert found.low < 0 < found.high


def test_one_large_group_has_the_wald_difference_s_width():
    # With one large table the limits come close to those of two independent shares.
    found = mantel_haenszel({"a": (850, 1000)}, {"a": (780, 1000)})
    spread = (0.85 * 0.15 / 1000 + 0.78 * 0.22 / 1000) ** 0.5

    assert found.estimate == pytest.approx(0.07)
    assert found.high - found.low == pytest.approx(2 * 1.959964 * spread, rel=0.01)


def test_the_limits_are_klingenberg_s():
    """Formula of his R code `strat.MHRD` (method Sato0), one stratum by hand."""
    found = mantel_haenszel({"a": (9, 10)}, {"a": (30, 40)})
    weight, z2 = 10 * 40 / 50, 1.959963985**2
    lean = (100 * 30 - 1600 * 9 + 0.5 * 400 * 30) / 2500
    spread = (9 * 10 + 30 * 1) / 100
    middle = 0.15 + 0.5 * z2 * lean / weight**2
    reach = (middle**2 - 0.15**2 + z2 * spread / weight**2) ** 0.5

    assert (found.low, found.high) == pytest.approx((middle - reach, middle + reach), abs=1e-9)


def test_a_few_who_are_all_satisfied_are_not_surely_better():
    found = mantel_haenszel({"a": (13, 13)}, {"a": (950, 1000)})

    assert found.low < 0 < found.high
    assert mantel_haenszel_test({"a": (13, 13)}, {"a": (950, 1000)}) > 0.3


def test_the_test_is_r_s():
    """R, ?mantelhaen.test: UCBAdmissions by department, X-squared = 1.4269, p = 0.2323."""
    men = ((512, 825), (353, 560), (120, 325), (138, 417), (53, 191), (22, 373))
    women = ((89, 108), (17, 25), (202, 593), (131, 375), (94, 393), (24, 341))
    by_department = [dict(zip("ABCDEF", rows, strict=True)) for rows in (men, women)]

    assert mantel_haenszel_test(*by_department) == pytest.approx(0.2323, abs=5e-5)
    assert mantel_haenszel_test({"a": (3, 3)}, {"a": (3, 3)}) == 1.0
    assert mantel_haenszel_test({"a": (3, 3)}, {"b": (3, 3)}) == 1.0


def test_limits_of_the_difference_cover_for_small_units_too():
    """2,000 units of 13 beside 300 others, both at 95 % in two groups: seed 6."""
    from numpy.random import default_rng

    dice = default_rng(6)
    held = called = 0
    for _ in range(2000):
        drawn = [
            {"a": (int(dice.binomial(n, 0.97)), n), "b": (int(dice.binomial(m, 0.9)), m)}
            for n, m in ((8, 5), (200, 100))
        ]
        found = mantel_haenszel(*drawn)
        held += found.low <= 0 <= found.high
        called += mantel_haenszel_test(*drawn) <= 0.05
    assert held / 2000 >= 0.93  # a score interval: near its level, not above it everywhere
    assert called / 2000 <= 0.05


def test_units_without_a_common_group_cannot_be_compared():
    found = mantel_haenszel({"a": (1, 2), "b": (0, 0)}, {"b": (1, 2)})

    assert (found.estimate, found.reason) == (None, "no_common_group")


def test_where_all_answers_are_alike_no_limits_are_claimed():
    found = mantel_haenszel({"a": (30, 30)}, {"a": (30, 30)})

    assert (found.estimate, found.low, found.high, found.reason) == (0.0, None, None, "all_alike")


@settings(max_examples=60, deadline=None)
@given(mixes, mixes)
def test_limits_hold_the_share_and_turn_with_the_sides(first, second):
    weights = pooled_weights([first])
    found = standardised(first, weights)
    turned = standardised({group: (n - x, n) for group, (x, n) in first.items()}, weights)
    difference, back = mantel_haenszel(first, second), mantel_haenszel(second, first)

    assert 0 <= found.low <= found.estimate + 1e-12 <= found.high + 2e-12 <= 1 + 3e-12
    raw = sum(x for x, _n in first.values()) / sum(n for _x, n in first.values())
    assert found.estimate == pytest.approx(raw)
    assert turned.estimate == pytest.approx(1 - found.estimate)
    if difference.estimate is not None:
        assert back.estimate == pytest.approx(-difference.estimate)
        if difference.low is not None:
            assert back.low == pytest.approx(-difference.high)


def test_the_limits_cover_at_least_as_often_as_they_say():
    """4,000 units with three groups of 8 to 60 answers, shares of 80 to 98 %: seed 5."""
    from numpy.random import default_rng

    dice = default_rng(5)
    sizes, shares = (8, 25, 60), (0.8, 0.92, 0.98)
    weights = {"a": 0.2, "b": 0.3, "c": 0.5}
    truth = sum(w * p for w, p in zip(weights.values(), shares, strict=True))
    held = 0
    for _ in range(4000):
        drawn = [(int(dice.binomial(n, p)), n) for n, p in zip(sizes, shares, strict=True)]
        found = standardised(dict(zip("abc", drawn, strict=True)), weights)
        held += found.low <= truth <= found.high
    assert held / 4000 >= 0.95
