"""Days become weeks or months that may be shown."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.dashboard.spans import Day, gathered
from analysis.targets.check import FEWEST_SHOWN

MONDAY = date(2026, 11, 2)


def days(*counts: int, every: int = 1) -> list[Day]:
    return [Day(MONDAY + timedelta(days=every * i), n, n) for i, n in enumerate(counts)]


def test_weeks_begin_on_monday_where_a_usual_week_brings_thirty():
    found = gathered(days(*[5] * 14))

    assert found.are_weeks
    assert [(span.first, span.last, span.n) for span in found.spans] == [
        (MONDAY, date(2026, 11, 8), 35),
        (date(2026, 11, 9), date(2026, 11, 15), 35),
    ]


def test_months_where_weeks_are_thin():
    found = gathered(days(*[10] * 6, every=10))

    assert not found.are_weeks
    assert [(span.first.month, span.n) for span in found.spans] == [(11, 30), (12, 30)]


def test_more_weeks_than_a_year_are_months():
    assert not gathered(days(*[50] * 54, every=7)).are_weeks


def test_a_thin_week_is_told_with_the_next_and_the_last_with_the_one_before():
    found = gathered(days(40, 3, 50, 60, 2, every=7))

    assert [span.n for span in found.spans] == [40, 53, 62]


def test_too_few_answers_in_all_are_no_stretch():
    assert gathered(days(2, 2)).spans == ()
    assert gathered([]).spans == ()
    assert gathered([Day(MONDAY, 0, 0)]).spans == ()


@settings(max_examples=50)
@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 9)), max_size=60))
def test_every_answer_is_in_one_stretch_that_may_be_shown(given_days):
    counted = [Day(MONDAY + timedelta(days=at), n // 2, n) for at, n in given_days]
    found = gathered(counted)
    total = sum(each.n for each in counted)

    assert all(span.n >= FEWEST_SHOWN for span in found.spans)
    assert sum(span.n for span in found.spans) == (total if total >= FEWEST_SHOWN else 0)
    assert sum(span.dissatisfied for span in found.spans) <= total
