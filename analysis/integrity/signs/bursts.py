"""Bursts: more within ten minutes than the hour, the day and honest clumping explain.

What is expected of ten minutes is what the counter had around that time on its other
days, more on a busier day. Families rate one after the other: by how much counts clump
at the counters of that channel (their median var/mean, left to the honest majority) the
Poisson tail is taken less seriously. Šidák over all slots that were looked at.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from statistics import median

from analysis.integrity.signs.observed import KIOSK, QR, Observed, OfficeHours, Way
from analysis.integrity.signs.sign import FEW_ANSWERS, NO_TIMES, Fact, Sign, silent
from analysis.integrity.signs.tails import poisson_at_least, sidak

NAME = "burst"
AT_ONCE = 20
"""Fewer in ten minutes are not looked at: a hall that opens can give them."""
WIDTH = 10
FEWEST_DAYS = 5
SURE = 0.01
"""What a ten minutes needs, after Šidák, to be told as one of the bursts."""

Slots = Mapping[date, Mapping[int, int]]


def look(places: Sequence[Observed], _hours: OfficeHours) -> Iterator[tuple[int, Sign]]:
    """Yield the sign of each place by kiosk and by QR code."""
    for channel in (QR, KIOSK):
        ways = [(number, place.way(channel)) for number, place in enumerate(places)]
        met = [(number, way) for number, way in ways if way.n]
        known = [way for _, way in met if len(way.arrivals) >= FEWEST_DAYS]
        clumping = max(1.0, median(_clumping(way) for way in known)) if known else 1.0
        for number, way in met:
            yield number, _one(way, clumping, channel)


def _one(way: Way, clumping: float, channel: str) -> Sign:
    n = sum(len(moments) for moments in way.arrivals.values())
    if n < AT_ONCE:
        return silent(NAME, n, FEW_ANSWERS if n else NO_TIMES, channel)
    if len(way.arrivals) < FEWEST_DAYS:
        return silent(NAME, n, FEW_ANSWERS, channel)
    found: list[tuple[float, date, int, int]] = []
    looks = 0
    for shift in (0, WIDTH // 2):
        slots = _slots(way, shift)
        looks += len({slot for counts in slots.values() for slot in counts}) * len(slots)
        for day, counts in slots.items():
            for slot, count in counts.items():
                if count >= AT_ONCE:
                    mean = _expected(slots, day, slot)
                    p = poisson_at_least(count / clumping, mean / clumping)
                    found.append((p, day, slot * WIDTH - shift, count))
    return _told(found, looks, n, clumping, channel)


def _told(
    found: Sequence[tuple[float, date, int, int]],
    looks: int,
    n: int,
    clumping: float,
    channel: str,
) -> Sign:
    if not found:
        told: dict[str, Fact] = {"looks": looks, "at_once": AT_ONCE}
        return Sign(NAME, 1.0, False, told, n, None, channel)
    sure = [each for each in found if sidak(each[0], looks) < SURE]
    days = tuple(sorted({day.isoformat() for _, day, _, _ in sure}))
    first = min(found)
    bursts: list[list[str | int]] = [
        [day.isoformat(), start, count] for _, day, start, count in sorted(sure)[:20]
    ]
    told_: dict[str, Fact] = {
        "most": first[3],
        "looks": looks,
        "clumping": round(clumping, 2),
        "bursts": bursts,
    }
    return Sign(NAME, sidak(first[0], looks), False, told_, n, None, channel, days)


def _slots(way: Way, shift: int) -> Slots:
    slots: dict[date, dict[int, int]] = {}
    for day, moments in way.arrivals.items():
        counts = slots.setdefault(day, {})
        for moment in moments:
            slot = (moment + shift) // WIDTH
            counts[slot] = counts.get(slot, 0) + 1
    return slots


def _expected(slots: Slots, day: date, slot: int) -> float:
    """Return what the other days make one expect then, more on a day that is busier."""
    others = [counts for each, counts in slots.items() if each != day]
    around = sum(counts.get(near, 0) for counts in others for near in range(slot - 2, slot + 3))
    total = sum(sum(counts.values()) for counts in others)
    met = {each for counts in slots.values() for each in counts}
    same = max(sum(counts.get(near, 0) for counts in others) for near in range(slot - 1, slot + 2))
    # Half an answer more than were seen: nothing is impossible because it was not yet.
    usual = max((around + 0.5) / (5 * len(others)), same / len(others))
    usual = max(usual, total / (len(others) * len(met)))
    rest = sum(slots[day].values()) - slots[day][slot]
    return usual * max(1.0, rest * len(others) / max(total, 1))


def _clumping(way: Way) -> float:
    """Return by how much more ten-minute counts vary than Poisson's, hour by hour."""
    slots = _slots(way, 0)
    met = sorted({slot for counts in slots.values() for slot in counts})
    ratios: list[tuple[float, float]] = []
    for slot in met:
        counts = [day.get(slot, 0) for day in slots.values()]
        mean = sum(counts) / len(counts)
        ratios.append((sum((x - mean) ** 2 for x in counts) / (len(counts) - 1), mean))
    return sum(variance for variance, _ in ratios) / max(sum(mean for _, mean in ratios), 1e-9)
