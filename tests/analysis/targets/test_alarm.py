"""The alarm over days, checked against the oracle's stream and by hand."""

from datetime import date, timedelta
from math import log

import pytest

from analysis.targets.alarm import ALARM, AlarmSettings, level_of
from analysis.targets.check import Promise

FIRST = date(2026, 1, 5)
PROMISE = Promise(9500, ">", "Kế hoạch 1")


def days(*counts: tuple[int, int]):
    return {FIRST + timedelta(days=number): pair for number, pair in enumerate(counts)}


def test_the_settings_are_those_of_the_design():
    """STATISTICS §1.6: p0 = the target, p1 five points lower, h = 3.5."""
    assert AlarmSettings() == ALARM == AlarmSettings(500, 3.5)
    found = level_of(days((0, 1)), PROMISE)
    assert found.height == pytest.approx(0.6931, abs=5e-5)
    assert level_of(days((0, 1), (1, 1)), PROMISE).height == pytest.approx(
        0.6931 - 0.0541, abs=1e-4
    )


def test_good_days_never_take_the_level_below_nought():
    found = level_of(days((40, 40), (40, 41)), PROMISE)

    assert found.height == 0
    assert found.counted_to == FIRST + timedelta(days=1)
    assert found.rang is None


def test_it_rings_on_the_day_and_keeps_what_it_rang_of():
    found = level_of(days((50, 50), (19, 20), (13, 20), (0, 30)), PROMISE)

    rang = found.rang
    assert rang.day == FIRST + timedelta(days=2)  # the days after it are not counted
    assert (rang.n, rang.satisfied) == (90, 82)
    assert rang.low < 82 / 90 < rang.high
    assert (rang.basis_points, rang.source) == (9500, "Kế hoạch 1")
    assert (rang.climb.since, rang.climb.n, rang.climb.satisfied) == (rang.day, 20, 13)
    assert rang.climb.level == pytest.approx(7 * log(2) + 13 * log(0.9 / 0.95))


def test_so_few_answers_that_they_are_hidden_never_ring():
    strict = Promise(9990, ">")

    assert level_of(days((0, 1), (0, 3)), strict).rang is None
    assert level_of(days((0, 1), (0, 3), (0, 1)), strict).rang.n == 5


def test_without_days_it_stands_at_nought():
    found = level_of({}, PROMISE)

    assert (found.height, found.counted_to, found.rang) == (0.0, None, None)


def test_a_target_near_nought_can_be_watched_too():
    assert level_of(days((0, 400)), Promise(400, ">")).rang is not None
