"""The alarm of one unit or counter as its page tells it: set as the one that opens findings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from analysis.dashboard.spans import Day
from analysis.stats.run_length import average_run_length
from analysis.stats.sequential import Watch, cusum_by_day
from analysis.targets.alarm import ALARM
from analysis.targets.check import FEWEST_SHOWN, WHOLE, Promise


@dataclass(frozen=True, slots=True)
class Alarm:
    """The alarm at a promise: its level now, the day it first rang, how rare that is by luck.

    `once_in` is after how many answers it rings by luck, on average, at just the target.
    """

    height: float
    threshold: float
    rang_on: date | None
    met: float
    missed: float
    once_in: int


def steps_of(promise: Promise) -> tuple[float, float]:
    """Return the share on target and the one clearly below it, as the alarm takes them."""
    met = promise.share
    return met, max(met - ALARM.below / WHOLE, met / 2)


def watch_of(days: Sequence[Day], promise: Promise | None) -> Watch | None:
    """Return the level after each day; None where nothing is promised that can be missed."""
    # A promise of all or of nothing has no share clearly below it, or none at all.
    if promise is None or not 0 < promise.share < 1:
        return None
    return cusum_by_day([(d.satisfied, d.n) for d in days], *steps_of(promise), ALARM.threshold)


def alarm_of(days: Sequence[Day], promise: Promise | None, watch: Watch | None) -> Alarm | None:
    """Return the alarm as it stands after the last day."""
    if promise is None or watch is None or not days:
        return None
    met, missed = steps_of(promise)
    number = rang_at(days, watch)
    return Alarm(
        watch.levels[-1],
        ALARM.threshold,
        None if number is None else days[number].day,
        met,
        missed,
        _once_in(met, missed, ALARM.threshold),
    )


def rang_at(days: Sequence[Day], watch: Watch) -> int | None:
    """Return which day it first rang; it does not of fewer than FEWEST_SHOWN answers."""
    seen = 0
    for number, (day, height) in enumerate(zip(days, watch.levels, strict=True)):
        seen += day.n
        if height >= ALARM.threshold and seen >= FEWEST_SHOWN:
            return number
    return None


@lru_cache(maxsize=256)
def _once_in(met: float, missed: float, threshold: float) -> int:
    # Two figures say all there is to say of an average.
    length = average_run_length(met, met, missed, threshold)
    return int(round(length, 2 - len(str(int(length)))))
