"""Gaps between ways: Newcombe's interval, and only clear ones are called different."""

import pytest

from analysis.dashboard.lines import Line
from analysis.dashboard.mode_gaps import gaps_between
from analysis.targets.check import judge


def way(name, satisfied, n):
    return Line(name, judge(n, satisfied, None), 1)


def test_newcombe_s_published_pair_is_clear():
    """Newcombe (1998), case a: 56/70 and 48/80 differ by 0.0524 to 0.3339."""
    (gap,) = gaps_between([way("a", 56, 70), way("b", 48, 80)])

    assert (gap.difference.low, gap.difference.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    assert gap.is_clear


def test_what_is_hidden_is_compared_with_nothing():
    assert gaps_between([way("a", 4, 4), way("b", 48, 80)]) == []


def test_of_several_pairs_the_clear_ones_come_first():
    found = gaps_between([way("a", 90, 100), way("b", 88, 100), way("c", 50, 100)])

    assert [(gap.first.name, gap.second.name) for gap in found[:2]] == [("a", "c"), ("b", "c")]
    assert [gap.is_clear for gap in found] == [True, True, False]
