"""Exact intervals and verdicts, against R 4.2.2 (tests/oracle) and Newcombe (1998)."""

import csv
import json
import subprocess
import sys
from math import comb
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.stats.proportions import (
    Verdict,
    exact_interval,
    finite_interval,
    finite_verdict,
    more_answers_needed,
    silent_bounds,
    verdict,
)

ORACLE = Path(__file__).parents[2] / "oracle" / "01_one_proportion"
WORDS = {"inconclusive": "cannot_say", "met": "met", "not_met": "not_met"}
TARGETS = {"t95": 0.95, "t85": 0.85}


def rows(name: str) -> list[dict[str, str]]:
    with (ORACLE / name).open(newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", rows("expected.csv"), ids=lambda row: f"{row['x']}/{row['n']}")
def test_the_exact_interval_is_r_s_binom_test(row):
    interval = exact_interval(int(row["x"]), int(row["n"]))

    assert interval.estimate == pytest.approx(float(row["phat"]), abs=1e-9)
    assert interval.low == pytest.approx(float(row["cp95_lo"]), abs=1e-9)
    assert interval.high == pytest.approx(float(row["cp95_hi"]), abs=1e-9)


@pytest.mark.parametrize("level", [90, 99])
def test_other_levels_agree_with_r_too(level):
    for row in rows("expected.csv"):
        interval = exact_interval(int(row["x"]), int(row["n"]), level / 100)

        assert interval.low == pytest.approx(float(row[f"cp{level}_lo"]), abs=1e-9)
        assert interval.high == pytest.approx(float(row[f"cp{level}_hi"]), abs=1e-9)


@pytest.mark.parametrize("name", TARGETS)
def test_the_verdict_is_the_exact_rule_s(name):
    for row in rows("expected.csv"):
        expected = WORDS[row[f"verdict_exact025_{name}"]]

        assert verdict(int(row["x"]), int(row["n"]), TARGETS[name]) == expected, row


def test_newcombe_s_published_rows_come_out():
    (published,) = json.loads((ORACLE / "meta.json").read_text())["published"]
    for row in published["rows"]:
        interval = exact_interval(row["x"], row["n"])

        assert [round(interval.low, 4), round(interval.high, 4)] == row["clopper_pearson"]


@pytest.mark.parametrize(("x", "n"), [(0, 1), (1, 2), (2, 3), (6, 8), (8, 10)])
def test_a_few_answers_are_not_called_below_95_percent(x, n):
    assert verdict(x, n, 0.95) is Verdict.CANNOT_SAY


@pytest.mark.parametrize("row", rows("min_n_for_met.csv"), ids=lambda row: "-".join(row.values()))
def test_the_least_n_that_can_say_met_is_r_s(row):
    target, dissatisfied, n = (
        float(row["target"]),
        int(row["dissatisfied"]),
        int(row["min_n_exact_025"]),
    )

    assert verdict(n - dissatisfied, n, target) is Verdict.MET
    assert verdict(n - 1 - dissatisfied, n - 1, target) is not Verdict.MET


def test_without_answers_there_is_no_share_but_a_reason():
    interval = exact_interval(0, 0)

    assert (interval.estimate, interval.low, interval.high) == (None, None, None)
    assert interval.reason == "no_answers"
    assert verdict(0, 0, 0.95) is Verdict.CANNOT_SAY


@pytest.mark.parametrize(("x", "n"), [(-1, 5), (6, 5), (0, -1)])
def test_counts_that_cannot_be_are_refused(x, n):
    with pytest.raises(ValueError, match="cannot be"):
        exact_interval(x, n)


@pytest.mark.parametrize("level", [0, 1, 95])
def test_a_level_that_cannot_be_is_refused(level):
    with pytest.raises(ValueError, match="level"):
        exact_interval(1, 2, level)


@pytest.mark.parametrize(("target", "needed"), [(0.95, 72), (0.85, 23)])
def test_with_no_answers_yet_all_are_taken_to_be_satisfied(target, needed):
    assert more_answers_needed(0, 0, target) == needed
    assert more_answers_needed(10, 10, target) == needed - 10


def test_a_conclusion_needs_no_more_answers():
    assert more_answers_needed(72, 72, 0.95) == 0
    assert more_answers_needed(0, 2, 0.95) == 0


def test_a_share_at_the_target_never_concludes():
    assert more_answers_needed(95, 100, 0.95) is None
    assert more_answers_needed(9501, 10000, 0.95) is None


counts = st.integers(0, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
targets = st.integers(1, 9999).map(lambda points: points / 10_000)


@given(counts, targets)
@example((39, 40), 0.975)
@example((0, 1), 0.975)
@settings(max_examples=300, deadline=None)
def test_verdict_and_drawn_interval_never_disagree(count, target):
    x, n = count
    interval, said = exact_interval(x, n), verdict(x, n, target)

    if n == 0:
        assert said is Verdict.CANNOT_SAY
        return
    assert 0 <= interval.low <= interval.estimate <= interval.high <= 1
    assert (said is Verdict.MET) == (interval.low >= target)
    assert (said is Verdict.NOT_MET) == (interval.high < target)


@given(counts, targets)
@settings(max_examples=200, deadline=None)
def test_as_many_more_like_these_do_conclude(count, target):
    x, n = count
    k = more_answers_needed(x, n, target)

    if k is None or n == 0:
        return
    assert (k == 0) == (verdict(x, n, target) is not Verdict.CANNOT_SAY)
    # Whole answers are rounded the way the share points, which can only help it.
    share, total = x / n, n + k
    satisfied = -int(-share * total // 1) if share > target else int(share * total)
    assert verdict(min(satisfied, total), total, target) is not Verdict.CANNOT_SAY


@given(st.integers(1, 400), targets)
@settings(max_examples=100, deadline=None)
def test_one_more_satisfied_answer_never_lowers_the_limits(n, target):
    lows = [exact_interval(x, n).low for x in range(n + 1)]

    assert lows == sorted(lows)


@pytest.mark.parametrize("row", rows("finite_population.csv"), ids=lambda r: f"{r['x']}/{r['n']}")
def test_the_limits_of_so_many_people_are_r_s_phyper(row):
    interval = finite_interval(int(row["x"]), int(row["n"]), int(row["N"]))

    assert interval.estimate == pytest.approx(float(row["phat"]), abs=1e-9)
    assert interval.low == pytest.approx(float(row["hyper95_lo"]), abs=1e-9)
    assert interval.high == pytest.approx(float(row["hyper95_hi"]), abs=1e-9)


def test_when_everybody_answered_it_is_a_fact():
    interval = finite_interval(19, 20, 20)

    assert interval.low == interval.high == interval.estimate == 0.95
    assert finite_verdict(19, 20, 20, 0.95) is Verdict.MET
    assert finite_verdict(18, 20, 20, 0.95) is Verdict.NOT_MET


def test_of_these_people_more_can_be_said_than_of_the_process():
    # STATISTICS §1.1: 480 of 500 of 520 is met, 57 of 60 of 61 cannot be said.
    assert verdict(480, 500, 0.95) is Verdict.CANNOT_SAY
    assert finite_verdict(480, 500, 520, 0.95) is Verdict.MET
    assert finite_verdict(57, 60, 61, 0.95) is Verdict.CANNOT_SAY


def test_the_silent_may_all_be_satisfied_or_none():
    # STATISTICS §2.7: at 20 % response 95 % among the answerers is 19 % to 99 % of all.
    bounds = silent_bounds(190, 200, 1000)

    assert (bounds.estimate, bounds.low, bounds.high) == (0.95, 0.19, 0.99)


def test_where_nobody_answered_the_silent_may_think_anything():
    assert finite_interval(0, 0, 10).reason == "no_answers"
    assert finite_verdict(0, 0, 10, 0.95) is Verdict.CANNOT_SAY
    bounds = silent_bounds(0, 0, 10)
    assert (bounds.estimate, bounds.low, bounds.high) == (None, 0, 1)
    assert bounds.reason == "no_answers"
    assert silent_bounds(0, 0, 0).reason == "nobody"


@pytest.mark.parametrize("of", [finite_interval, silent_bounds])
@pytest.mark.parametrize(("x", "n", "population"), [(1, 2, 1), (3, 2, 5), (-1, 2, 5), (0, 0, -1)])
def test_more_answers_than_people_cannot_be(of, x, n, population):
    with pytest.raises(ValueError, match="cannot"):
        of(x, n, population)


@pytest.mark.parametrize("n", [1, 2, 5, 17, 72, 150])
def test_the_exact_interval_covers_at_least_95_percent(n):
    # The chance of every count that covers p, added up: no simulation, no luck.
    intervals = [exact_interval(x, n) for x in range(n + 1)]
    for p in [0.001, 0.05, 0.3, 0.5, 0.77, 0.85, 0.9, 0.93, 0.95, 0.97, 0.99, 0.999]:
        covered = sum(
            comb(n, x) * p**x * (1 - p) ** (n - x)
            for x, interval in enumerate(intervals)
            if interval.low <= p <= interval.high
        )

        assert covered >= 0.95 - 1e-12, p


@pytest.mark.parametrize(("n", "population"), [(1, 2), (4, 9), (20, 25), (12, 60)])
def test_the_finite_interval_covers_at_least_95_percent(n, population):
    intervals = [finite_interval(x, n, population) for x in range(n + 1)]
    for satisfied in range(population + 1):
        covered = sum(
            comb(satisfied, x) * comb(population - satisfied, n - x)
            for x, interval in enumerate(intervals)
            if interval.low <= satisfied / population <= interval.high
        )

        assert covered >= 0.95 * comb(population, n), satisfied


@given(counts, st.integers(0, 500))
@settings(max_examples=60, deadline=None)
def test_knowing_the_number_of_people_lies_within_the_silent_bounds(count, silent):
    x, n = count
    if n == 0:
        return
    interval, bounds = finite_interval(x, n, n + silent), silent_bounds(x, n, n + silent)

    assert bounds.low <= interval.low <= interval.high <= bounds.high


def test_the_module_does_not_bring_numpy_into_every_process():
    code = "import sys, analysis.stats.proportions; assert 'numpy' not in sys.modules"

    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[3])


def test_numpy_s_counts_of_any_width_come_back_as_plain_numbers():
    narrow = finite_interval(*np.array([480_000, 500_000, 520_000], dtype=np.int32))
    kept = exact_interval(np.int64(7), np.int64(11))

    assert narrow == finite_interval(480_000, 500_000, 520_000)
    assert {type(narrow.estimate), type(narrow.low), type(kept.estimate)} == {float}
    assert [type(exact_interval(7, 11).n), type(narrow.n)] == [int, int]


def test_half_an_answer_is_refused():
    with pytest.raises(ValueError, match="whole"):
        exact_interval(1.5, 3)


@pytest.mark.parametrize("target", [95, -0.1, float("nan")])
def test_a_target_that_is_no_share_is_refused(target):
    with pytest.raises(ValueError, match="between 0 and 1"):
        verdict(5, 5, target)
