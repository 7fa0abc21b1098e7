"""Eras: between which two days a sheet's units stand.

Until 30 June 2025 Việt Nam had provinces, districts and communes; since 1 July
2025 provinces and communes. A sheet does not name its era, but one with
districts is of the first. Since when those units stood no sheet says either, so
they begin before any answer that may ever be imported.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

REFORM = date(2025, 7, 1)
TIME_OUT_OF_MIND = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class Era:
    """A first and a last day; no last day while it lasts."""

    valid_from: date
    valid_to: date | None


BEFORE_REFORM = Era(TIME_OUT_OF_MIND, REFORM - timedelta(days=1))
SINCE_REFORM = Era(REFORM, None)


def era_of(levels: Iterable[str]) -> Era:
    """Return the era of a sheet that has units of these levels."""
    return BEFORE_REFORM if "huyen" in levels else SINCE_REFORM


def last_day_before(day: date) -> date:
    """Return the day on which what `day` replaced stood for the last time."""
    return day - timedelta(days=1)
