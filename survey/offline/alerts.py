"""Alerts: what somebody should go and look at, and nothing that has mended itself.

They are told from how a tablet stands now, so each clears when its cause is gone. In
office hours a quarter of an hour of silence is one; outside them a tablet may sleep.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

OPENS, CLOSES = time(7, 0), time(17, 30)
SILENT_AT_WORK = timedelta(minutes=15)
SILENT_AT_REST = timedelta(hours=24)
OLDEST = timedelta(hours=24)
LONGEST_QUEUE = 500
LOWEST_BATTERY = 15
FULLEST = 0.8
FARTHEST_CLOCK = 600
_FRIDAY = 4


class Alert(StrEnum):
    """One thing that is wrong with a tablet now."""

    SILENT = "silent"
    QUEUE = "queue"
    BATTERY = "battery"
    STORAGE = "storage"
    NUMBERS = "numbers"
    CLOCK = "clock"
    APP = "app"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """How a tablet stands, as far as we have heard."""

    last_seen: datetime
    waiting: int = 0
    waiting_since: datetime | None = None
    battery: int | None = None
    charging: bool | None = None
    used: int | None = None
    quota: int | None = None
    persisted: bool | None = None
    missing: int = 0
    repeated: int = 0
    clock_off: int = 0
    app: str | None = None
    newest_app: str | None = None


def alerts_of(facts: Facts, now: datetime) -> tuple[Alert, ...]:
    """Return what is wrong at `now`, which is told by the clock on the office's wall."""
    found = {
        Alert.SILENT: is_silent(facts.last_seen, now),
        Alert.QUEUE: _is_stuck(facts, now),
        Alert.BATTERY: _is_running_out(facts),
        Alert.STORAGE: _is_cramped(facts),
        Alert.NUMBERS: facts.missing > 0 or facts.repeated > 0,
        Alert.CLOCK: abs(facts.clock_off) > FARTHEST_CLOCK,
        Alert.APP: bool(facts.app and facts.newest_app) and facts.app != facts.newest_app,
    }
    return tuple(alert for alert, is_so in found.items() if is_so)


def is_silent(last_seen: datetime, now: datetime) -> bool:
    """Whether nothing was heard for longer than a tablet in use would be silent."""
    if now - last_seen > SILENT_AT_REST:
        return True
    if now.weekday() > _FRIDAY or not OPENS <= now.time() <= CLOSES:
        return False
    opened = datetime.combine(now.date(), OPENS, now.tzinfo)
    # Whoever switches on at seven has a quarter of an hour for it.
    return now - max(last_seen, opened) > SILENT_AT_WORK


def _is_stuck(facts: Facts, now: datetime) -> bool:
    since = facts.waiting_since
    return facts.waiting > LONGEST_QUEUE or (since is not None and now - since > OLDEST)


def _is_running_out(facts: Facts) -> bool:
    return facts.battery is not None and facts.battery < LOWEST_BATTERY and not facts.charging


def _is_cramped(facts: Facts) -> bool:
    is_full = bool(facts.quota) and (facts.used or 0) > FULLEST * (facts.quota or 0)
    return is_full or facts.persisted is False
