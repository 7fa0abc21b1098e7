"""Evenness: people come in clumps, a script does not.

Gaps between ratings: for chance arrivals their CV is 1, and n/2 times its square is about
χ² with n/2 degrees (the asymptotic variance of CV², 4/n, matched; Greenwood 1946). The
lower tail is conservative there. Only a CV under .35 is told at all: a desk that serves
one after the other is more even than chance, and honest. Counts of days: Fisher's index of
dispersion (1922), lower tail. Rush hours and market days make both less even, never more.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from analysis.integrity.signs.observed import KIOSK, QR, Observed, OfficeHours, Way
from analysis.integrity.signs.sign import FEW_ANSWERS, NO_TIMES, Fact, Sign, silent
from analysis.integrity.signs.tails import chi_square_below

GAPS, DAYS = "even_gaps", "even_days"
TOO_EVEN = 0.35
FEWEST_GAPS, FEWEST_IN_A_SPELL = 20, 5
LONGEST_GAP = 90
"""Minutes without anybody end a spell: lunch is no gap."""
FEWEST_DAYS, FEWEST_A_DAY = 8, 5


def look_at_gaps(places: Sequence[Observed], _hours: OfficeHours) -> Iterator[tuple[int, Sign]]:
    """Yield of each place how even the gaps within its days are."""
    for number, place in enumerate(places):
        for channel in (QR, KIOSK):
            if place.way(channel).n:
                yield number, _gaps(place.way(channel), channel)


def look_at_days(places: Sequence[Observed], _hours: OfficeHours) -> Iterator[tuple[int, Sign]]:
    """Yield of each place how even the counts of its days are."""
    for number, place in enumerate(places):
        for channel in (QR, KIOSK):
            if place.way(channel).n:
                yield number, _days(place.way(channel), channel)


def _gaps(way: Way, channel: str) -> Sign:
    spells = [spell for moments in way.arrivals.values() for spell in _spells(moments)]
    spells = [spell for spell in spells if len(spell) >= FEWEST_IN_A_SPELL and any(spell)]
    n = sum(map(len, spells))
    if n < FEWEST_GAPS:
        reason = FEW_ANSWERS if any(way.arrivals.values()) else NO_TIMES
        return silent(GAPS, n, reason, channel)
    square = sum(_square_of_cv(spell) * len(spell) for spell in spells) / n
    even = square < TOO_EVEN**2
    p = chi_square_below(square * n / 2, n / 2) if even else 1.0
    told: dict[str, Fact] = {"cv": round(square**0.5, 3), "gaps": n, "spells": len(spells)}
    return Sign(GAPS, p, False, told, n, None, channel)


def _spells(moments: Sequence[int]) -> Iterator[list[int]]:
    spell: list[int] = []
    for before, after in pairwise(moments):
        if after - before > LONGEST_GAP:
            yield spell
            spell = []
        else:
            spell.append(after - before)
    yield spell


def _square_of_cv(spell: Sequence[int]) -> float:
    """Return CV² of a spell's gaps, made right for its length (its mean is their own)."""
    k = len(spell)
    mean = sum(spell) / k
    plain = sum((gap / mean - 1) ** 2 for gap in spell) / k
    return plain * (k + 1) / (k - 1)


def _days(way: Way, channel: str) -> Sign:
    counts = [n for day, n in sorted(way.per_day.items()) if day.weekday() < 5]
    mean = sum(counts) / len(counts) if counts else 0.0
    if len(counts) < FEWEST_DAYS or mean < FEWEST_A_DAY:
        return silent(DAYS, sum(counts), FEW_ANSWERS, channel)
    value = sum((count - mean) ** 2 for count in counts) / mean
    told: dict[str, Fact] = {
        "ratio": round(value / (len(counts) - 1), 3),
        "mean": round(mean, 1),
        "counts": counts,
    }
    p = chi_square_below(value, len(counts) - 1)
    return Sign(DAYS, p, False, told, sum(counts), None, channel)
