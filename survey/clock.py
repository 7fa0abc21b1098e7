"""What time it is, in one place, so that a test can say so.

Days are Vietnam's (Asia/Ho_Chi_Minh, no summer time): a rating given at half
past eleven at night in Hà Nội belongs to that day, wherever the server stands.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from flask import Flask, current_app

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Return the present moment, aware of being UTC."""
    return datetime.now(UTC)


def init_app(app: Flask, clock: Clock = utc_now) -> None:
    """Give `app` its clock."""
    app.extensions["clock"] = clock


def now() -> datetime:
    """Return the moment the application's clock shows, in UTC."""
    moment: datetime = current_app.extensions["clock"]()
    return moment


def today() -> date:
    """Return the day it is in Vietnam."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """Return the day in Vietnam at `moment`."""
    return moment.astimezone(VIETNAM).date()


def minute_of(moment: datetime) -> int:
    """Return the minute of the day in Vietnam at `moment`, 0 to 1439."""
    local = moment.astimezone(VIETNAM)
    return local.hour * 60 + local.minute
