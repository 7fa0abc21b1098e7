"""The alarm of a running campaign: below the target for longer than luck explains?

A number that is looked at every day must not be tested anew every day: one in five
honest counters would be called bad. The alarm adds up instead what speaks for "five
points below the target" against "on target", day by day, and rings at a level it
reaches by luck once in about 2,300 answers. What it is set to stands here alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from analysis.stats.sequential import always_valid_interval, cusum_by_day
from analysis.targets.check import FEWEST_SHOWN, WHOLE, Promise
from analysis.targets.evidence import Climb, Evidence

Days = Mapping[date, tuple[int, int]]
"""Satisfied answers and all answers of each day with any, earliest first."""


@dataclass(frozen=True, slots=True)
class AlarmSettings:
    """How far below the target is bad (basis points), and at which level it rings."""

    below: int = 500
    threshold: float = 3.5


ALARM = AlarmSettings()


@dataclass(frozen=True, slots=True)
class Level:
    """How high the alarm stands after the last day, and the evidence where it rang."""

    height: float
    counted_to: date | None
    rang: Evidence | None = None


def level_of(days: Days, promise: Promise, alarm: AlarmSettings = ALARM) -> Level:
    """Return where `days` bring the alarm; after it rings nothing further is counted.

    It does not ring of fewer than FEWEST_SHOWN answers, whatever the target.
    """
    met = promise.share
    # Of a target below 10 % half is bad enough.
    missed = max(met - alarm.below / WHOLE, met / 2)
    ordered = sorted(days.items())
    watch = cusum_by_day([counts for _day, counts in ordered], met, missed, alarm.threshold)
    seen = 0
    for number, ((day, (_satisfied, n)), height) in enumerate(
        zip(ordered, watch.levels, strict=True), 1
    ):
        seen += n
        if height >= alarm.threshold and seen >= FEWEST_SHOWN:
            climb = _climb(ordered[:number], watch.levels[:number], alarm)
            return Level(height, day, _evidence(ordered[:number], promise, climb))
    if not ordered:
        return Level(0.0, None)
    return Level(watch.levels[-1], ordered[-1][0])


def _climb(
    days: list[tuple[date, tuple[int, int]]], levels: tuple[float, ...], alarm: AlarmSettings
) -> Climb:
    grounded = [number for number, height in enumerate(levels) if height == 0]
    rising = days[grounded[-1] + 1 :] if grounded else days
    n, satisfied = sum(n for _day, (_x, n) in rising), sum(x for _day, (x, _n) in rising)
    return Climb(levels[-1], alarm.threshold, rising[0][0], n, satisfied)


def _evidence(days: list[tuple[date, tuple[int, int]]], promise: Promise, climb: Climb) -> Evidence:
    satisfied, n = sum(x for _day, (x, _n) in days), sum(n for _day, (_x, n) in days)
    interval = always_valid_interval(satisfied, n)
    return Evidence(
        n,
        satisfied,
        interval.low,
        interval.high,
        promise.basis_points,
        promise.comparator,
        promise.source,
        days[-1][0],
        interval.method,
        climb,
    )
