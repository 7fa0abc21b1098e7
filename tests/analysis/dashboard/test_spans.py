"""Days become weeks or months that may be shown."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.dashboard.spans import Day, gathered
from analysis.targets.check import FEWEST_SHOWN

FIRST = date(2026, 11, 1)


def days(*counts: int, every: int = 1) -> list[Day]:
    return [Day(FIRST + timedelta(days=every * i), n, n) for i, n in enumerate(counts)]


def test_weeks_are_those_of_a_month_where_a_usual_one_brings_thirty():
    found = gathered(days(*[5] * 31))

    assert found.are_weeks
    assert [(span.first.day, span.last.day, span.n) for span in found.spans] == [
        (1, 7, 35),
        (8, 14, 35),
        (15, 21, 35),
        (22, 30, 45),
        (1, 1, 5),
    ]


def test_months_where_weeks_are_thin():
    found = gathered(days(*[10] * 6, every=10))

    assert not found.are_weeks
    assert [(span.first.month, span.n) for span in found.spans] == [(11, 30), (12, 30)]


def test_more_weeks_than_a_year_are_months():
    assert not gathered(days(*[50] * 60, every=7)).are_weeks


def test_a_thin_week_is_told_with_its_neighbour_in_the_month():
    found = gathered(days(40, 3, 50, 60, 2, 70, every=7))

    assert [(span.first.month, span.n) for span in found.spans] == [
        (11, 43),
        (11, 50),
        (11, 62),
        (12, 70),
    ]


def test_a_month_that_is_withheld_or_thin_stays_out_and_is_missed():
    whole = gathered(days(40, 40, every=31))
    part = gathered(days(40, 40, every=31), withheld=[FIRST])
    thin = gathered(days(40, 4, every=31))

    assert (len(whole.spans), whole.are_all) == (2, True)
    assert ([span.first.month for span in part.spans], part.are_all) == ([12], False)
    assert ([span.first.month for span in thin.spans], thin.are_all) == ([11], False)


def test_too_few_answers_in_all_are_no_stretch():
    assert gathered(days(2, 2)).spans == ()
    assert gathered([]).spans == ()
    assert gathered([Day(FIRST, 0, 0)]).spans == ()


@settings(max_examples=50)
@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 40)), max_size=60))
def test_stretches_may_be_shown_and_add_up_to_their_months(given_days):
    counted = [Day(FIRST + timedelta(days=at), n // 2, n) for at, n in given_days]
    months = {}
    for each in counted:
        months[each.day.replace(day=1)] = months.get(each.day.replace(day=1), 0) + each.n
    added = {}
    for span in gathered(counted).spans:
        assert span.n >= FEWEST_SHOWN
        assert (span.first.year, span.first.month) == (span.last.year, span.last.month)
        added[span.first.replace(day=1)] = added.get(span.first.replace(day=1), 0) + span.n

    assert added == {month: n for month, n in months.items() if n >= FEWEST_SHOWN}
