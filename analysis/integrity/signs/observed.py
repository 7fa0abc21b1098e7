"""What is observed of a counter: counts over a period by the way the answers came.

Nothing here is one answer: minutes are counted by day, answers by what they say together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

Counts = tuple[int, int]
"""How many of how many."""

RECEIPT, QR, KIOSK = "receipt", "qr", "kiosk"


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """When a counter is open: spans of minutes of the day, and on which days (0: Monday).

    `grace` minutes around each span belong to it: who was waited on last rates last.
    """

    spans: tuple[tuple[int, int], ...] = ((7 * 60, 11 * 60 + 30), (13 * 60, 17 * 60))
    weekdays: frozenset[int] = frozenset(range(5))
    grace: int = 30

    def is_open(self, day: date, moment: int) -> bool:
        """Whether somebody may still be at the counter then."""
        if day.weekday() not in self.weekdays:
            return False
        return any(since - self.grace <= moment < until + self.grace for since, until in self.spans)


@dataclass(frozen=True, slots=True)
class Way:
    """What came to one counter by one channel.

    `arrivals` gives the minutes of the day, in order, of those of a known minute;
    `vectors` what was given to all of the questions of one scale, and how often.
    """

    per_day: Mapping[date, int] = field(default_factory=dict)
    arrivals: Mapping[date, Sequence[int]] = field(default_factory=dict)
    noticed: Mapping[str, int] = field(default_factory=dict)
    overall: Counts = (0, 0)
    vectors: Mapping[tuple[str, ...], int] = field(default_factory=dict)

    @property
    def n(self) -> int:
        """How many came this way."""
        return sum(self.per_day.values())


NOTHING = Way()


@dataclass(frozen=True, slots=True)
class Observed:
    """One counter over a period, by channel."""

    ways: Mapping[str, Way]

    def way(self, channel: str) -> Way:
        """Return what came by `channel`."""
        return self.ways.get(channel, NOTHING)
