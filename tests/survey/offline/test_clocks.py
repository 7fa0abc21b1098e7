"""A tablet's clock may be years off; the rating's moment is found all the same, or not told."""

from datetime import UTC, datetime, timedelta

import pytest

from survey.offline.clocks import Placed, Reading, Span, millis, moment_of, placed

NOW = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)
ENROLLED = NOW - timedelta(days=40)
SPAN = Span(ENROLLED, NOW - timedelta(days=30), NOW)
HOUR = 3_600_000
DAY = 24 * HOUR
WALL = millis(NOW)
YEARS = 7 * 365 * DAY


def given(ago: int, *, off: int = 0, session: str = "a" * 16, mono: int | None = None) -> Reading:
    """What the clocks showed `ago` milliseconds before now, by a wall `off` from ours."""
    return Reading(WALL + off - ago, session, 50 * DAY - ago if mono is None else mono)


def before(ago: int) -> Placed:
    return Placed(NOW - timedelta(milliseconds=ago), True)


@pytest.mark.parametrize("off", [0, -YEARS, YEARS, DAY, -DAY])
def test_within_a_session_two_clocks_that_agree_say_how_long_ago(off):
    sent = given(0, off=off)
    assert placed(given(3 * HOUR, off=off), None, sent, SPAN) == before(3 * HOUR)


@pytest.mark.parametrize("off", [0, -YEARS, YEARS])
def test_across_sessions_the_offset_that_still_holds_says_when(off):
    sent = given(0, off=off, session="b" * 16)
    assert placed(given(20 * DAY, off=off), -off, sent, SPAN) == before(20 * DAY)


def test_a_clock_that_slept_is_saved_by_the_offset():
    slept = given(8 * HOUR, mono=50 * DAY - HOUR)  # the session's own clock stood for hours
    assert placed(slept, 0, given(0), SPAN) == before(8 * HOUR)


def test_a_clock_that_was_moved_in_between_is_uncertain_and_the_session_guesses():
    moved = given(2 * HOUR, off=-YEARS, mono=50 * DAY - 2 * HOUR)
    found = placed(moved, None, given(0), SPAN)
    assert found == Placed(NOW - timedelta(hours=2), False)


def test_across_sessions_without_an_offset_the_day_is_a_guess_between_two_certain_moments():
    sent = given(0, session="b" * 16)
    assert placed(given(DAY), None, sent, SPAN) == Placed(NOW - timedelta(days=1), False)
    assert placed(given(DAY, off=-YEARS), None, sent, SPAN) == Placed(SPAN.since, False)
    assert placed(given(DAY, off=YEARS), None, sent, SPAN) == Placed(NOW, False)


def test_ten_minutes_agree_and_eleven_do_not():
    sent = given(0, session="b" * 16)
    assert placed(given(DAY), 600_000, sent, SPAN).is_certain
    assert not placed(given(DAY), 600_001, sent, SPAN).is_certain


def test_nothing_is_ever_in_the_future():
    ahead = given(-60_000)
    assert placed(ahead, None, given(0), SPAN) == Placed(NOW, False)  # ran backwards: no session
    sent = given(0, session="b" * 16)
    assert placed(given(-60_000), 0, sent, SPAN) == Placed(NOW, True)
    assert placed(given(-DAY), 0, sent, SPAN) == Placed(NOW, False)


def test_nothing_is_older_than_its_device():
    sent = given(0, session="b" * 16)
    assert placed(given(41 * DAY), 0, sent, SPAN) == Placed(SPAN.since, False)


@pytest.mark.parametrize("wild", [-(2**53), 2**53 - 1, 0])
def test_no_clock_is_too_wild(wild):
    sent = Reading(wild, "b" * 16, wild)
    for reading in (Reading(-wild, "b" * 16, 0), Reading(wild, "a" * 16, wild)):
        for offset in (None, wild, -wild):
            found = placed(reading, offset, sent, SPAN)
            assert ENROLLED - timedelta(minutes=10) <= found.moment <= NOW


def test_moments_and_milliseconds_go_both_ways():
    assert moment_of(millis(NOW)) == NOW
    assert moment_of(2**62) > NOW > moment_of(-(2**62))
