"""The chance of a verdict, against R's pbinom (oracle 08) and the rule itself."""

import csv
from math import comb
from pathlib import Path

import pytest

from analysis.stats.power import enough_answers, verdict_power
from analysis.stats.proportions import Verdict, verdict

ORACLE = Path(__file__).parents[2] / "oracle" / "08_sample_size" / "verdict_power_expected.csv"


def rows():
    with ORACLE.open(newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['true_p']}-{row['target']}")
def test_the_chance_of_a_verdict_is_r_s(row):
    true_share, target = float(row["true_p"]), float(row["target"])

    assert enough_answers(true_share, target) == int(row["n80"])
    for n in (100, 300):
        chance = verdict_power(true_share, target, n)[Verdict(row["side"])]
        assert chance == pytest.approx(float(row[f"power_at_{n}"]), abs=1e-8)


@pytest.mark.parametrize("true_share", [0, 0.3, 0.85, 0.93, 0.95, 1])
@pytest.mark.parametrize("n", [0, 1, 2, 22, 23, 71, 72, 110, 150])
def test_the_chances_are_those_of_all_counts_added_up(true_share, n):
    for target in (0.5, 0.85, 0.95):
        added = dict.fromkeys(Verdict, 0.0)
        for x in range(n + 1):
            chance = comb(n, x) * true_share**x * (1 - true_share) ** (n - x)
            added[verdict(x, n, target)] += chance

        assert verdict_power(true_share, target, n) == pytest.approx(added, abs=1e-9)


def test_a_verdict_is_wrong_in_at_most_one_of_forty():
    # The promise of the rule, whatever the truth: 2.5 % on either side.
    for n in range(1, 400, 7):
        for true_share in (0.9, 0.93, 0.949, 0.95, 0.951, 0.97, 0.99):
            chances = verdict_power(true_share, 0.95, n)
            wrong = [Verdict.MET] if true_share < 0.95 else [Verdict.NOT_MET]

            assert sum(chances[word] for word in wrong) <= 0.025


def test_a_truth_at_the_target_or_next_to_it_never_has_enough():
    assert enough_answers(0.95, 0.95) is None
    assert enough_answers(0.9501, 0.95) is None
    assert enough_answers(1.0, 0.95) == 72


@pytest.mark.parametrize(
    ("function", "arguments", "word"),
    [
        (verdict_power, (1.1, 0.95, 10), "share"),
        (verdict_power, (0.9, 1, 10), "target"),
        (verdict_power, (0.9, 0.95, -1), "answers"),
        (enough_answers, (-0.1, 0.95), "share"),
        (enough_answers, (0.9, 0.95, 1), "power"),
    ],
)
def test_what_cannot_be_is_refused(function, arguments, word):
    with pytest.raises(ValueError, match=word):
        function(*arguments)
