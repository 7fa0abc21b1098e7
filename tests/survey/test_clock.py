"""The clock: days are Vietnam's, wherever the server stands."""

from datetime import UTC, date, datetime, timedelta

import pytest

from survey import clock as survey_clock
from survey.clock import VIETNAM, day_of, minute_of, now, today, utc_now


@pytest.mark.parametrize(
    ("moment", "day", "minute"),
    [
        (datetime(2026, 11, 20, 16, 59, tzinfo=UTC), date(2026, 11, 20), 1439),
        (datetime(2026, 11, 20, 17, 0, tzinfo=UTC), date(2026, 11, 21), 0),
        (datetime(2026, 11, 20, 23, 30, tzinfo=VIETNAM), date(2026, 11, 20), 1410),
        (datetime(2026, 7, 1, 2, 30, tzinfo=UTC), date(2026, 7, 1), 570),
    ],
)
def test_a_moment_belongs_to_the_day_in_vietnam(moment, day, minute):
    assert (day_of(moment), minute_of(moment)) == (day, minute)


def test_the_clock_is_aware_of_its_zone():
    assert utc_now().utcoffset() == timedelta(0)


@pytest.mark.only_on("sqlite")
def test_the_application_reads_its_own_clock(app, clock):
    clock.set(datetime(2026, 11, 20, 23, 59))
    with app.app_context():
        assert today() == date(2026, 11, 20)
        clock.advance(timedelta(minutes=1))
        assert today() == date(2026, 11, 21)
        assert now().tzinfo is UTC


def test_without_a_test_it_is_the_real_time():
    assert survey_clock.init_app.__defaults__ == (utc_now,)
