"""Alpha, against R's psych and survey::svycralpha (tests/oracle)."""

import csv
import json
from math import nan
from pathlib import Path

import pytest

from analysis.stats.alpha import alpha

ORACLE = Path(__file__).parents[2] / "oracle" / "12_alpha"
EXPECTED = json.loads((ORACLE / "expected.json").read_text())


def read(name: str) -> list[list[float]]:
    with (ORACLE / name).open(newline="") as file:
        next(lines := csv.reader(file))
        return [[float(cell) if cell not in {"", "NA"} else nan for cell in line] for line in lines]


def questions(name: str) -> list[list[float]]:
    return [row[:5] for row in read(name)]


@pytest.mark.parametrize(
    ("case", "name"),
    [
        ("plain", "items.csv"),
        ("reversed_item", "items_reversed.csv"),
        ("missing_listwise", "items_missing.csv"),
    ],
)
def test_alpha_is_psych_s(case, name):
    expected, found = EXPECTED[case], alpha(questions(name))

    assert found.n == expected["n"]
    assert found.estimate == pytest.approx(expected["raw_alpha"], abs=1e-9)
    assert found.standardised == pytest.approx(expected["std_alpha"], abs=1e-9)
    without = [item.alpha_without for item in found.items]
    together = [item.rest_correlation for item in found.items]
    assert without == pytest.approx(expected["alpha_if_dropped"], abs=1e-9)
    assert together == pytest.approx(expected["item_rest_r"], abs=1e-9)


def test_its_limits_are_feldt_s():
    found, expected = alpha(questions("items.csv")), EXPECTED["duhachek_ci"]

    assert found.low == pytest.approx(expected["feldt_lo"], abs=1e-9)
    assert found.high == pytest.approx(expected["feldt_hi"], abs=1e-9)


def test_weighted_alpha_is_svycralpha_s_and_has_no_limits():
    rows = read("items.csv")
    found = alpha([row[:5] for row in rows], weights=[row[5] for row in rows])

    assert found.estimate == pytest.approx(EXPECTED["weighted"]["svycralpha"], abs=1e-9)
    assert (found.low, found.high) == (None, None)


def test_a_question_asked_the_other_way_round_is_marked():
    marked = [item.is_reversed for item in alpha(questions("items_reversed.csv")).items]

    assert marked == [False, True, False, False, False]
    assert not any(item.is_reversed for item in alpha(questions("items.csv")).items)


def test_who_skipped_a_question_is_left_out_and_counted():
    found = alpha(questions("items_missing.csv"))

    assert (found.n, found.left_out) == (224, 76)


def test_people_who_answered_alike_may_share_a_row():
    rows = [tuple(row) for row in questions("items.csv")]
    kinds = sorted(set(rows))

    found = alpha(kinds, counts=[rows.count(kind) for kind in kinds])

    assert found.n == 300
    assert found.estimate == pytest.approx(EXPECTED["plain"]["raw_alpha"], abs=1e-9)
    assert found.low == pytest.approx(EXPECTED["duhachek_ci"]["feldt_lo"], abs=1e-9)


def test_a_constant_question_is_marked_and_alpha_is_r_s():
    found = alpha([[*row[:4], 5] for row in questions("items.csv")])

    expected = EXPECTED["edge"]["constant_item"]["raw_alpha_over_5_items"]
    assert found.estimate == pytest.approx(expected, abs=1e-9)
    assert [item.is_constant for item in found.items] == [False] * 4 + [True]
    assert found.items[4].rest_correlation is None
    assert found.standardised is None


def test_six_people_are_enough_to_compute():
    found = alpha(questions("items.csv")[:6])

    assert found.estimate == pytest.approx(EXPECTED["edge"]["n_6"], abs=1e-9)


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ([[1], [2]], "one_question"),
        ([[nan, 1]], "no_answers"),
        ([[1, 2]], "one_answer"),
        ([[5, 5], [5, 5], [5, 5]], "all_the_same"),
        ([[1, 5], [5, 1], [2, 4]], "all_the_same"),
    ],
)
def test_what_is_undefined_has_a_reason(answers, reason):
    found = alpha(answers)

    assert (found.estimate, found.low, found.high, found.reason) == (None, None, None, reason)


def test_two_questions_leave_no_alpha_without_one():
    found = alpha([[1, 2], [2, 2], [5, 4]])

    assert [item.alpha_without for item in found.items] == [None, None]


@pytest.mark.parametrize(
    "asked",
    [lambda: alpha([[1, 2]], level=1), lambda: alpha([[1, 2]], weights=[nan]), lambda: alpha([1])],
)
def test_what_cannot_be_is_refused(asked):
    with pytest.raises(ValueError, match="must"):
        asked()
