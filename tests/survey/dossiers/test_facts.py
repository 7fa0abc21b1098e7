from datetime import date
from random import Random

from survey.dossiers.facts import CROWD, NOTHING, Facts, coarsened, counted, last_day, on_time

LAND = Facts("Đất đai", 7, True)
LATE = Facts("Đất đai", 7, False)
ELSEWHERE = Facts("Đất đai", 8, True)
CIVIL = Facts("Hộ tịch", 7, True)
BARE = Facts(None, 7, True)


def test_a_crowd_that_agrees_is_told_whole():
    assert coarsened(LAND, {LAND: 5}) == LAND


def test_fewer_than_a_crowd_tells_nothing():
    assert coarsened(LAND, {LAND: 4}) == NOTHING


def test_one_small_class_withholds_the_others_too():
    day = {LAND: 40, LATE: 1}
    assert coarsened(LAND, day) == Facts("Đất đai", None, None)
    assert coarsened(LATE, day) == Facts("Đất đai", None, None)


def test_every_class_that_is_a_crowd_is_told():
    day = {LAND: 5, LATE: 5, ELSEWHERE: 6}
    assert [coarsened(each, day) for each in day] == list(day)


def test_small_groups_hide_among_each_other():
    day = {LAND: 9, CIVIL: 3, Facts("Xây dựng", 7, True): 2}
    assert coarsened(CIVIL, day) == Facts(None, 7, True)
    assert coarsened(LAND, day) == LAND


def test_a_lonely_small_group_takes_the_smallest_large_one_with_it():
    day = {LAND: 9, CIVIL: 1, Facts("Xây dựng", 7, True): 6}
    assert coarsened(CIVIL, day) == Facts(None, 7, True)
    assert coarsened(Facts("Xây dựng", 7, True), day) == Facts(None, 7, True)
    assert coarsened(LAND, day) == LAND


def test_dossiers_without_a_group_are_a_crowd_of_their_own():
    assert coarsened(BARE, {BARE: 5}) == BARE
    assert coarsened(BARE, {BARE: 4}) == NOTHING


def test_whatever_is_told_is_told_of_a_crowd():
    luck = Random(8)
    for _ in range(500):
        day: dict[Facts, int] = {}
        for _kind in range(luck.randrange(1, 7)):
            group = luck.choice([None, "a", "b", "c"])
            facts = Facts(group, luck.choice([None, 1, 2]), luck.choice([None, True, False]))
            day[facts] = day.get(facts, 0) + luck.randrange(1, 9)
        told: dict[Facts, int] = {}
        for facts, n in day.items():
            said = coarsened(facts, day)
            told[said] = told.get(said, 0) + n
        assert sum(day.values()) < CROWD or min(told.values()) >= CROWD, (day, told)


def test_on_time_is_said_when_both_days_are_known():
    due = date(2026, 11, 20)
    assert on_time(due, due) is True
    assert on_time(due, date(2026, 11, 21)) is False
    assert on_time(None, due) is None
    assert on_time(due, None) is None


def test_a_code_lasts_ninety_days_after_the_end_or_half_a_year_without_one():
    assert last_day(date(2026, 1, 1), date(2026, 2, 1)) == date(2026, 5, 2)
    assert last_day(date(2026, 1, 1), None) == date(2026, 6, 30)


def test_rows_become_a_count_by_facts():
    assert counted([("Đất đai", 7, True, 3), (None, None, None, 1)]) == {LAND: 3, NOTHING: 1}
