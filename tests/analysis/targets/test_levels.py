from datetime import date

from analysis.targets.check import Promise
from analysis.targets.finding_models import WHOLE_UNIT, WatchState
from analysis.targets.levels import Stale, streams

MONDAY, TUESDAY = date(2026, 11, 2), date(2026, 11, 3)


def test_each_counter_is_a_stream_and_the_unit_is_all_of_them():
    desks = {7: {MONDAY: {5: 3}}, 8: {MONDAY: {1: 2}, TUESDAY: {5: 1}}, 0: {TUESDAY: {5: 4}}}

    assert list(streams(desks)) == [
        (7, desks[7], True),
        (8, desks[8], True),
        (WHOLE_UNIT, {MONDAY: {5: 3, 1: 2}, TUESDAY: {5: 5}}, True),
    ]


def test_a_unit_that_is_one_counter_does_not_ring_twice():
    days = {MONDAY: {5: 3}}

    assert [may_ring for *_rest, may_ring in streams({7: days})] == [True, False]
    assert [may_ring for *_rest, may_ring in streams({0: days})] == [True]


def test_a_level_is_up_to_date_at_the_same_mark_and_target():
    unit = Stale(1, 10, 2, Promise(9500))
    row = WatchState(position=10, rulings=2, basis_points=9500)

    assert unit.is_up_to_date(row)
    assert not unit.is_up_to_date(None)
    assert not Stale(1, 11, 2, Promise(9500)).is_up_to_date(row)
    assert not Stale(1, 10, 3, Promise(9500)).is_up_to_date(row)
    assert not Stale(1, 10, 2, None).is_up_to_date(row)
