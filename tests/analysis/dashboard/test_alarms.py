"""The alarm as its page tells it."""

from datetime import date, timedelta

import pytest

from analysis.dashboard.alarms import alarm_of, rang_at, steps_of, watch_of
from analysis.dashboard.spans import Day
from analysis.targets.check import Promise

ROUTINE = Promise(9500)
FIRST = date(2026, 3, 1)


def days(*counts: tuple[int, int]) -> list[Day]:
    return [Day(FIRST + timedelta(days=at), x, n) for at, (x, n) in enumerate(counts)]


@pytest.mark.parametrize(("points", "missed"), [(9500, 0.9), (8500, 0.8), (600, 0.03)])
def test_clearly_below_is_five_points_less_but_never_under_half(points, missed):
    assert steps_of(Promise(points)) == pytest.approx((points / 10_000, missed))


def test_it_rings_on_the_day_the_level_is_reached():
    bad = days((40, 40), (30, 40), (40, 40))
    alarm = alarm_of(bad, ROUTINE, watch_of(bad, ROUTINE))

    assert alarm.rang_on == FIRST + timedelta(days=1)
    assert alarm.height == watch_of(bad, ROUTINE).levels[-1]
    assert alarm.once_in == 2300


def test_it_does_not_ring_of_fewer_than_five_answers():
    few = days((0, 4), (0, 4), (40, 40))

    assert rang_at(few[:1], watch_of(few[:1], Promise(9900))) is None
    assert rang_at(few, watch_of(few, Promise(9900))) == 1


@pytest.mark.parametrize("promise", [None, Promise(10_000, ">="), Promise(0, ">=")])
def test_what_cannot_be_missed_has_no_alarm(promise):
    assert watch_of(days((1, 9)), promise) is None
    assert alarm_of(days((1, 9)), promise, None) is None
