"""A year on, whatever February does."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.campaigns.kinds import Kind
from survey.campaigns.moving import a_year_on, renamed


@pytest.mark.parametrize(
    ("kind", "before", "after", "is_adjusted"),
    [
        ("routine", ("2026-01-01", "2026-12-31"), ("2027-01-01", "2027-12-31"), False),
        ("routine", ("2028-02-01", "2028-02-29"), ("2029-02-01", "2029-02-28"), True),
        ("routine", ("2027-02-01", "2027-02-28"), ("2028-02-01", "2028-02-29"), True),
        ("routine", ("2028-02-29", "2028-03-31"), ("2029-03-01", "2029-03-31"), True),
        ("routine", ("2028-02-29", "2028-02-29"), ("2029-03-01", "2029-03-01"), True),
        ("ad_hoc", ("2028-01-01", "2028-12-31"), ("2029-01-01", "2029-12-31"), False),
        # 183 days from 1 September become 184 where a 29 February lies between.
        ("invited", ("2026-09-01", "2027-03-02"), ("2027-09-01", "2028-03-01"), True),
    ],
)
def test_the_same_dates_next_year(kind, before, after, is_adjusted):
    moved = a_year_on(Kind(kind), tuple(map(date.fromisoformat, before)))
    assert moved.days == tuple(map(date.fromisoformat, after))
    assert moved.is_adjusted is is_adjusted


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)), st.integers(1, 300), st.integers(0, 300))
def test_periods_that_met_still_meet(first, length, more):
    turn = first + timedelta(days=length)
    one = a_year_on(Kind.ROUTINE, (first, turn - timedelta(days=1))).days
    other = a_year_on(Kind.ROUTINE, (turn, turn + timedelta(days=more))).days
    if one[0] <= one[1] and (first.month, first.day, length) != (2, 29, 1):
        assert other[0] - one[1] == timedelta(days=1)


def test_the_names_years_go_with_it():
    period = (date(2026, 12, 1), date(2027, 1, 31))
    assert renamed("Khảo sát năm 2026", period) == "Khảo sát năm 2027"
    assert renamed("Đợt 2026-2027", period) == "Đợt 2027-2028"
    assert renamed("Kế hoạch 2021-2025, số 20261", period) == "Kế hoạch 2021-2025, số 20261"
