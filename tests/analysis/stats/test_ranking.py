"""Rank ranges against R's fisher.test and p.adjust over all pairs (oracle 06)."""

import csv
import json
from itertools import pairwise
from pathlib import Path

import pytest

from analysis.stats.comparison import benjamini_hochberg, fisher_two_sided, holm
from analysis.stats.ranking import Group, groups, homogeneity, rank_ranges

ORACLE = Path(__file__).parents[2] / "oracle" / "06_ranking"


def rows(name):
    with (ORACLE / name).open(newline="") as file:
        return list(csv.DictReader(file))


UNITS = {row["unit"]: (int(row["x"]), int(row["n"])) for row in rows("units.csv")}
SUCCESSES, TOTALS = zip(*UNITS.values(), strict=True)


def test_the_rank_ranges_are_r_s():
    expected = [(int(row["holm_best"]), int(row["holm_worst"])) for row in rows("expected.csv")]

    assert rank_ranges(SUCCESSES, TOTALS) == expected


def test_every_pair_s_p_and_its_adjustments_are_r_s():
    pairs = rows("pairs_expected.csv")
    p_values = [fisher_two_sided(*UNITS[row["a"]], *UNITS[row["b"]]) for row in pairs]

    for name, values in [
        ("fisher_p", p_values),
        ("fisher_holm", holm(p_values)),
        ("fisher_bh", benjamini_hochberg(p_values)),
    ]:
        assert values == pytest.approx([float(row[name]) for row in pairs], rel=1e-6), name


def test_the_raw_last_place_may_be_any():
    # STATISTICS §1.3: U02 with 6 of 9 is last of 24, and nothing is known of it.
    ranges = dict(zip(UNITS, rank_ranges(SUCCESSES, TOTALS), strict=True))

    assert ranges["U02"] == (1, 24)
    assert ranges["U20"] == (6, 24)


def test_units_are_grouped_with_ties_inside():
    grouped = dict(zip(UNITS, groups(rank_ranges(SUCCESSES, TOTALS)), strict=True))

    assert {unit for unit, group in grouped.items() if group is Group.HIGH} == {
        "U18",
        "U21",
        "U23",
    }
    assert grouped["U20"] is Group.LOW
    assert grouped["U02"] is grouped["U24"] is Group.MIDDLE
    assert groups([]) == []
    assert groups([(1, 1)]) == [Group.MIDDLE]


def test_homogeneity_is_r_s_chi_square():
    expected = json.loads((ORACLE / "meta.json").read_text())["homogeneity"]
    seen = homogeneity(SUCCESSES, TOTALS)

    assert seen.chi_square == pytest.approx(expected["chisq"], rel=1e-9)
    assert seen.degrees_of_freedom == expected["df"]
    # Units of 6 and 9 answers: the p is drawn, and no table of 20,000 was as uneven.
    assert seen.method == "χ², Monte Carlo"
    assert seen.p == pytest.approx(expected["p_montecarlo_seed1_B20000"])


def test_with_many_answers_the_p_is_the_chi_square_law_s():
    # scipy.stats.chi2_contingency([[190, 180, 170], [10, 20, 30]]): χ² 11.111…, p 0.003866…
    seen = homogeneity([190, 180, 170], [200, 200, 200])

    assert seen.chi_square == pytest.approx(11.1111111, rel=1e-7)
    assert seen.p == pytest.approx(0.0038659201, rel=1e-6)
    assert seen.method == "χ²"


def test_the_drawn_p_is_the_same_every_time_and_near_the_exact_one():
    # With two units the tables in the order of χ² are those in the order of their chance.
    seen = homogeneity([3, 1], [4, 6])

    assert seen == homogeneity([3, 1], [4, 6])
    assert seen.p == pytest.approx(fisher_two_sided(3, 4, 1, 6), abs=0.01)


@pytest.mark.parametrize(
    ("successes", "totals", "reason"),
    [
        ([], [], "no_answers"),
        ([0, 0], [0, 0], "no_answers"),
        ([3, 0], [4, 0], "one_unit"),
        ([3, 4], [3, 4], "all_the_same"),
        ([0, 0], [3, 4], "all_the_same"),
    ],
)
def test_where_nothing_can_differ_there_is_no_p_but_a_reason(successes, totals, reason):
    seen = homogeneity(successes, totals)

    assert (seen.chi_square, seen.p, seen.reason) == (None, None, reason)


def test_units_without_answers_may_hold_any_place():
    assert rank_ranges([0, 300, 0], [0, 300, 300]) == [(1, 3), (1, 2), (2, 3)]
    assert rank_ranges([], []) == []
    assert rank_ranges([1], [1]) == [(1, 1)]


def test_equal_units_hold_the_same_places():
    ranges = rank_ranges([95, 95, 20], [100, 100, 100])

    assert ranges == [(1, 2), (1, 2), (3, 3)]


def test_a_better_count_never_worsens_a_place():
    bests = [rank_ranges([x, 50, 90], [100, 100, 100])[0] for x in range(0, 101, 4)]

    for (best, worst), (next_best, next_worst) in pairwise(bests):
        assert next_best <= best
        assert next_worst <= worst


@pytest.mark.parametrize("function", [rank_ranges, homogeneity])
def test_counts_that_cannot_be_are_refused(function):
    with pytest.raises(ValueError, match="cannot be"):
        function([3, 1], [2, 2])
    with pytest.raises(ValueError, match="do not belong"):
        function([3, 1], [3])


@pytest.mark.parametrize("rate", [0, 1, 5])
def test_a_rate_that_cannot_be_is_refused(rate):
    with pytest.raises(ValueError, match="rate"):
        rank_ranges([1], [2], rate)
