"""Signs that are shares, each against the same channel at the other counters.

Out of hours, straight lines, too fast, the same browser again: each happens honestly
too, and more at one counter than at another. So p is never smaller than Fisher's against
all peers together, nor than what the peers' own differences allow.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from analysis.integrity.signs.observed import KIOSK, QR, RECEIPT, Counts, Observed, OfficeHours, Way
from analysis.integrity.signs.sign import (
    FEW_ANSWERS,
    FEW_PEERS,
    NO_TIMES,
    NOT_ASKED,
    Fact,
    Sign,
    silent,
)
from analysis.integrity.signs.tails import FEWEST_PEERS, among_peers, arcsine, fisher_greater
from survey.responses.flags import AGAIN, FAST

FEWEST = 20
"""Answers of a counter by one channel, below which its share says nothing."""
FEWEST_OF_A_PEER = 10
STRAIGHT = 4
"""So many answers, all the same, make a straight line."""


@dataclass(frozen=True, slots=True)
class ShareSign:
    """A share that is looked at: of which channels, and how it is counted."""

    name: str
    channels: tuple[str, ...]
    of: Callable[[Way, OfficeHours], Counts]
    reason: str = FEW_ANSWERS

    def look(self, places: Sequence[Observed], hours: OfficeHours) -> Iterator[tuple[int, Sign]]:
        """Yield the sign of each place by each channel it was rated by."""
        for channel in self.channels:
            shares = [self.of(place.way(channel), hours) for place in places]
            for number, place in enumerate(places):
                if place.way(channel).n:
                    peers = shares[:number] + shares[number + 1 :]
                    found = self._one(shares[number], peers, channel)
                    yield number, self._with_days(found, place.way(channel), hours)

    def _one(self, own: Counts, peers: Sequence[Counts], channel: str) -> Sign:
        x, n = own
        if n < FEWEST:
            reason = FEW_ANSWERS if n else self.reason
            return silent(self.name, n, reason, channel)
        known = [peer for peer in peers if peer[1] >= FEWEST_OF_A_PEER]
        if len(known) < FEWEST_PEERS:
            return silent(self.name, n, FEW_PEERS, channel)
        pooled = (sum(x for x, _ in known), sum(n for _, n in known))
        p = max(
            fisher_greater(own, pooled),
            among_peers(*arcsine(own), [arcsine(peer) for peer in known]),
        )
        told: dict[str, Fact] = {
            "x": x,
            "n": n,
            "peers_x": pooled[0],
            "peers_n": pooled[1],
            "peers": len(known),
        }
        return Sign(self.name, p, False, told, n, None, channel)

    def _with_days(self, found: Sign, way: Way, hours: OfficeHours) -> Sign:
        # Only an hour tells the day: the other shares are of the whole period.
        if self.of is not out_of_hours or found.p is None:
            return found
        days = tuple(
            day.isoformat()
            for day, moments in sorted(way.arrivals.items())
            if not all(hours.is_open(day, moment) for moment in moments)
        )
        return Sign(found.name, found.p, False, found.evidence, found.n, None, found.channel, days)


def out_of_hours(way: Way, hours: OfficeHours) -> Counts:
    """Count what came when the office is closed."""
    all_ = [(day, moment) for day, moments in way.arrivals.items() for moment in moments]
    return sum(not hours.is_open(day, moment) for day, moment in all_), len(all_)


def straight_lines(way: Way, _hours: OfficeHours) -> Counts:
    """Count those who gave the same answer throughout."""
    long = {vector: n for vector, n in way.vectors.items() if len(vector) >= STRAIGHT}
    return sum(n for vector, n in long.items() if len(set(vector)) == 1), sum(long.values())


def too_fast(way: Way, _hours: OfficeHours) -> Counts:
    """Count what was sent within seconds of the page being asked for."""
    return way.noticed.get(FAST, 0), way.n


def same_browser(way: Way, _hours: OfficeHours) -> Counts:
    """Count what came from where this counter had been rated from before on that day."""
    return way.noticed.get(AGAIN, 0), way.n


OUT_OF_HOURS = ShareSign("out_of_hours", (QR, KIOSK), out_of_hours, NO_TIMES)
STRAIGHT_LINES = ShareSign("straight_lines", (QR, RECEIPT, KIOSK), straight_lines, NOT_ASKED)
# A kiosk counts no seconds: one tap is quick there for everybody.
TOO_FAST = ShareSign("too_fast", (QR, RECEIPT), too_fast)
# A kiosk is one device for everybody, and a slip counts once wherever it is used.
FEW_DEVICES = ShareSign("few_devices", (QR,), same_browser)
