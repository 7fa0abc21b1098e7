"""Run lengths of the alarm, against R's simulation (tests/oracle) and by hand."""

import json
from math import exp, inf
from pathlib import Path

import pytest

from analysis.stats.run_length import average_run_length

ORACLE = Path(__file__).parents[2] / "oracle" / "11_sequential"
CUSUM = json.loads((ORACLE / "expected.json").read_text())["cusum"]
TRUTHS = {
    "arl_if_95": 0.95,
    "delay_if_90": 0.90,
    "delay_if_85": 0.85,
    "delay_if_70": 0.70,
}


@pytest.mark.parametrize("row", CUSUM["average_run_length"], ids=lambda row: f"h{row['h']}")
def test_run_lengths_are_those_r_simulated(row):
    for column, share in TRUTHS.items():
        length = average_run_length(share, 0.95, 0.90, row["h"])
        assert length == pytest.approx(row[column], rel=CUSUM["arl_tolerance_rel"]), column


@pytest.mark.parametrize("row", CUSUM["average_run_length"], ids=lambda row: f"h{row['h']}")
def test_at_97_percent_a_false_alarm_is_as_far_off_as_r_looked(row):
    # R gave each walk up at 60,000 answers; waiting times of rare alarms are exponential.
    length = average_run_length(0.97, 0.95, 0.90, row["h"])

    seen = length * (1 - exp(-60_000 / length))
    assert seen == pytest.approx(row["arl_if_97"], rel=CUSUM["arl_tolerance_rel"])


def test_with_nobody_satisfied_it_rings_as_soon_as_the_steps_reach():
    assert average_run_length(0, 0.95, 0.90, 3.5) == pytest.approx(6)
    assert average_run_length(0, 0.95, 0.90, 3.5, start=2) == pytest.approx(3)


def test_with_everybody_satisfied_it_never_rings():
    assert average_run_length(1, 0.95, 0.90, 3.5) == inf


@pytest.mark.parametrize(("share", "start"), [(-0.1, 0), (1.1, 0), (0.9, 3.5), (0.9, -1)])
def test_what_cannot_be_is_refused(share, start):
    with pytest.raises(ValueError, match="must"):
        average_run_length(share, 0.95, 0.90, 3.5, start)
