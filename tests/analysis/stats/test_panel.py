"""The same communes twice, against R's survey package (oracle 07)."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from analysis.stats.panel import Wave, panel_change

ORACLE = Path(__file__).parents[2] / "oracle" / "07_change_trend"
EXPECTED = json.loads((ORACLE / "expected.json").read_text())["two_waves"]


def wave(number, province=None):
    with (ORACLE / "two_waves.csv").open(newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["wave"] == number]
    rows = [row for row in rows if province in {None, row["province"]}]
    return Wave(
        [float(row["satisfied"]) if row["satisfied"] else None for row in rows],
        [float(row["w"]) for row in rows],
        [row["province"] for row in rows],
        [row["commune_id"] for row in rows],
    )


def test_the_change_is_r_s_with_the_covariance_of_the_waves():
    change = panel_change(wave("1"), wave("2"))

    assert change.estimate == pytest.approx(EXPECTED["diff"], rel=1e-8)
    assert change.standard_error == pytest.approx(EXPECTED["se_diff"], rel=1e-6)
    assert change.degrees_of_freedom == EXPECTED["df"]
    assert change.t == pytest.approx(EXPECTED["t"], rel=1e-6)
    assert change.p == pytest.approx(EXPECTED["p"], rel=1e-6)
    assert [change.low, change.high] == pytest.approx(EXPECTED["ci95"], rel=1e-6)


@pytest.mark.parametrize("row", EXPECTED["by_province"], ids=lambda row: row["province"])
def test_each_province_changed_as_r_says(row):
    change = panel_change(wave("1", row["province"]), wave("2", row["province"]))

    assert change.estimate == pytest.approx(row["diff"], rel=1e-8)
    assert change.standard_error == pytest.approx(row["se"], rel=1e-6)


SMALL = Wave([1, 0, 1, 1], [1, 1, 2, 1], ["A"] * 4, ["a", "a", "b", "b"])


def test_a_wave_of_which_nothing_is_known_has_no_change_but_a_reason():
    for silent in (
        Wave([], [], [], []),
        replace(SMALL, values=[None] * 4),
        replace(SMALL, weights=[0] * 4),
    ):
        change = panel_change(SMALL, silent)

        assert (change.estimate, change.low, change.reason) == (None, None, "no_answers")


def test_a_stratum_of_one_commune_has_no_limits():
    alone = replace(SMALL, psus=["a"] * 4)
    change = panel_change(alone, alone)

    assert (change.estimate, change.low, change.reason) == (0, None, "lonely_psu")


def test_where_nothing_varies_there_are_no_limits():
    change = panel_change(replace(SMALL, values=[1] * 4), replace(SMALL, values=[1] * 4))

    assert (change.estimate, change.low, change.reason) == (0, None, "all_the_same")


@pytest.mark.parametrize(
    "wrong",
    [
        {"weights": [1, 1, 1]},
        {"weights": [1, -1, 1, 1]},
        {"weights": [1, float("nan"), 1, 1]},
        {"values": [1, float("nan"), 1, 1]},
    ],
)
def test_rows_that_cannot_be_are_refused(wrong):
    with pytest.raises(ValueError, match="must be"):
        panel_change(SMALL, replace(SMALL, **wrong))
