"""How many to ask, against PracTools, samplingbook and power.prop.test (oracle 08)."""

import csv
from math import ceil, inf
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.stats.sample_size import (
    allocation,
    asked,
    for_difference,
    for_effect,
    for_margin,
    for_wilson,
    reached_margin,
    slovin,
)

ORACLE = Path(__file__).parents[2] / "oracle" / "08_sample_size"


def rows(name):
    with (ORACLE / f"{name}_expected.csv").open(newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", rows("margin"), ids=lambda r: f"{r['e']}-{r['p']}-{r['N']}")
def test_the_answers_for_a_margin_are_those_of_practools(row):
    margin, share = float(row["e"]), float(row["p"])
    population = int(row["N"]) if row["N"] else None
    needed = for_margin(margin, share, population)

    assert needed == pytest.approx(float(row["n_exact"]), rel=1e-8)
    assert asked(needed) == int(row["n"])
    # R's columns with a design effect leave the population out.
    assert for_margin(margin, share) == pytest.approx(float(row["n_infinite"]), rel=1e-8)
    for effect in ("1.5", "3"):
        answers = for_margin(margin, share, design_effect=float(effect))
        assert asked(answers) == int(row[f"n_deff{effect}_resp1"])
        assert asked(answers, 0.7) == int(row[f"n_deff{effect}_resp0.7"])
    if population:
        assert slovin(margin, population) == pytest.approx(float(row["n_slovin_MOHA"]), rel=1e-8)


@pytest.mark.parametrize("row", rows("wilson"), ids=lambda row: f"{row['e']}-{row['p']}")
def test_the_answers_for_wilson_s_width_are_those_of_practools(row):
    needed = for_wilson(float(row["e"]), float(row["p"]))

    assert needed == pytest.approx(float(row["n"]), rel=1e-8)


@pytest.mark.parametrize("row", rows("power_two_prop"), ids=lambda row: f"{row['p1']}-{row['p2']}")
def test_the_answers_to_see_a_difference_are_r_s(row):
    shares = float(row["p1"]), float(row["p2"])

    expected = float(row["n_per_group_80_power_prop_test"])
    assert for_difference(*shares) == pytest.approx(expected, rel=1e-8)
    assert for_difference(*shares, 0.9) == pytest.approx(float(row["n_per_group_90"]), rel=1e-8)
    # pwr searches for its n, to some six digits; the formula is closed.
    assert for_effect(*shares) == pytest.approx(float(row["n_cohen_h_80"]), rel=1e-5)


def test_equal_shares_never_differ():
    assert for_difference(0.9, 0.9) == for_effect(0.9, 0.9) == inf


def test_the_parts_of_the_strata_are_r_s():
    strata = rows("allocation")
    sizes = [float(row["N"]) for row in strata]
    deviations = [float(row["S"]) for row in strata]
    for column, parts in [
        ("proportional", lambda n: allocation(n, sizes)),
        ("neyman", lambda n: allocation(n, sizes, deviations)),
    ]:
        expected = [float(row[column]) for row in strata]
        assert parts(sum(expected)) == pytest.approx(expected, rel=1e-8)


def test_strata_without_size_get_nothing():
    assert allocation(100, [0, 0]) == [0, 0]
    assert allocation(100, []) == []


def test_slovin_s_400_are_not_5_points_under_a_design():
    # STATISTICS §1.5: n = 400 with deff 3.1 is ±8.6 points.
    assert reached_margin(400, design_effect=3.1) == pytest.approx(0.086, abs=5e-4)
    assert reached_margin(0) is None
    assert reached_margin(50, population=50) == 0


def test_a_design_effect_never_asks_more_than_everybody():
    assert for_margin(0.01, population=200, design_effect=3) <= 200
    assert for_margin(0.05, population=1) == 1


@given(
    st.floats(0.01, 0.3),
    st.floats(0.05, 0.95),
    st.none() | st.integers(2, 10**6),
    st.floats(0.5, 5),
)
@settings(max_examples=60, deadline=None)
def test_as_many_as_are_needed_reach_the_margin(margin, share, population, effect):
    needed = ceil(for_margin(margin, share, population, effect))
    if population is None or needed <= population:
        assert reached_margin(needed, share, population, effect) <= margin * (1 + 1e-9)


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (for_margin, (0,)),
        (for_margin, (0.05, 1)),
        (for_margin, (0.05, 0.5, 0)),
        (for_margin, (0.05, 0.5, None, 0)),
        (for_margin, (0.05, 0.5, None, float("nan"))),
        (for_margin, (0.05, 0.5, None, 1, 95)),
        (reached_margin, (11, 0.5, 10)),
        (reached_margin, (-1,)),
        (for_wilson, (2,)),
        (slovin, (0.05, 0)),
        (asked, (100, 0)),
        (asked, (100, 1.2)),
        (for_difference, (0.9, 1)),
        (for_effect, (0, 0.5)),
        (allocation, (-1, [1])),
        (allocation, (1, [1], [1, 2])),
    ],
)
def test_what_cannot_be_is_refused(function, arguments):
    with pytest.raises(ValueError, match=r"must|cannot"):
        function(*arguments)
