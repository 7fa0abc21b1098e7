"""Alerts rise with their cause and go with it."""

from datetime import datetime, timedelta

import pytest

from survey.clock import VIETNAM
from survey.offline.alerts import Alert, Facts, alerts_of, is_silent

FRIDAY = datetime(2026, 11, 20, 9, 30, tzinfo=VIETNAM)
HOUR = timedelta(hours=1)


def well(**changes: object) -> Facts:
    usual = {"last_seen": FRIDAY, "battery": 80, "charging": False, "used": 1, "quota": 100}
    return Facts(**(usual | {"persisted": True, "app": "a", "newest_app": "a"} | changes))


def test_a_tablet_that_is_well_raises_none():
    assert alerts_of(well(), FRIDAY) == ()


@pytest.mark.parametrize(
    ("changes", "alert"),
    [
        ({"waiting": 501}, Alert.QUEUE),
        ({"waiting": 1, "waiting_since": FRIDAY - 25 * HOUR}, Alert.QUEUE),
        ({"battery": 14}, Alert.BATTERY),
        ({"battery": 14, "charging": None}, Alert.BATTERY),
        ({"used": 81}, Alert.STORAGE),
        ({"persisted": False}, Alert.STORAGE),
        ({"missing": 1}, Alert.NUMBERS),
        ({"repeated": 1}, Alert.NUMBERS),
        ({"clock_off": -601}, Alert.CLOCK),
        ({"clock_off": 601}, Alert.CLOCK),
        ({"app": "b"}, Alert.APP),
        ({"last_seen": FRIDAY - timedelta(minutes=16)}, Alert.SILENT),
    ],
)
def test_one_thing_wrong_raises_its_alert_alone(changes, alert):
    assert alerts_of(well(**changes), FRIDAY) == (alert,)


@pytest.mark.parametrize(
    "changes",
    [
        {"waiting": 500, "waiting_since": FRIDAY - 23 * HOUR},
        {"battery": 14, "charging": True},
        {"battery": 15},
        {"used": 80},
        {"persisted": None, "quota": None},
        {"clock_off": 600},
        {"app": None},
        {"newest_app": None},
        {"last_seen": FRIDAY - timedelta(minutes=15)},
    ],
)
def test_just_within_bounds_raises_none(changes):
    assert alerts_of(well(**changes), FRIDAY) == ()


@pytest.mark.parametrize(
    ("day", "hour", "minute", "heard", "silent"),
    [
        (20, 7, 10, 14 * HOUR, False),  # switched on at seven: a quarter of an hour for it
        (20, 7, 16, 14 * HOUR, True),
        (20, 17, 30, timedelta(minutes=16), True),
        (20, 17, 31, timedelta(minutes=16), False),
        (20, 23, 0, 6 * HOUR, False),
        (21, 10, 0, 17 * HOUR, False),  # Saturday
        (22, 10, 0, 41 * HOUR, True),  # Sunday: more than a day
        (23, 7, 5, 61 * HOUR, True),
    ],
)
def test_silence_in_office_hours_is_short(day, hour, minute, heard, silent):
    now = datetime(2026, 11, day, hour, minute, tzinfo=VIETNAM)
    assert is_silent(now - heard, now) is silent
