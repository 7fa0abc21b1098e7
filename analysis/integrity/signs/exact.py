"""Signs that are no matter of luck: more ratings than dossiers, a broken chain, lost numbers."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from analysis.integrity.signs.sign import NO_DOSSIERS, Fact, Sign, silent

OVER_DOSSIERS, CHAIN_BREAK, MISSING_NUMBERS = "over_dossiers", "chain_break", "missing_numbers"
LAG = 3
"""Days back to the last with dossiers, on a day that has none: people rate at home."""
LEAST_EXCESS = 5
"""Fewer over a period are people who only asked, or who rate a day late."""
_MOST_TOLD = 31


def over_dossiers(ratings: Mapping[date, int], handled: Mapping[date, int]) -> Sign:
    """Count the days on which a unit was rated more often than it had dossiers.

    `handled` holds what was taken in and what was given back: each is a visit that can be
    rated. A day without any is held against the last that had some, up to three days back;
    one with none so near is not judged, for then the one-stop system told nothing of it.
    A handful over in a whole period is counted and does not stand out.
    """
    n = sum(ratings.values())
    days = [(day, count, _nearest(day, handled)) for day, count in sorted(ratings.items())]
    judged = [(day, count, most) for day, count, most in days if most is not None]
    if not judged:
        return silent(OVER_DOSSIERS, n, NO_DOSSIERS, exact=True)
    over = [(day, count, most) for day, count, most in judged if count > most]
    worst: list[list[str | int]] = [
        [day.isoformat(), count, most] for day, count, most in over[:_MOST_TOLD]
    ]
    excess = sum(count - most for _, count, most in over)
    told: dict[str, Fact] = {
        "days": len(over),
        "judged": len(judged),
        "excess": excess,
        "worst": worst,
    }
    covered = tuple(day.isoformat() for day, _, _ in over)
    return Sign(OVER_DOSSIERS, None, True, told, n, None, "", covered, excess >= LEAST_EXCESS)


def _nearest(day: date, handled: Mapping[date, int]) -> int | None:
    for back in range(LAG + 1):
        found = handled.get(date.fromordinal(day.toordinal() - back), 0)
        if found:
            return found
    return None


def chain_break(position: int | None, why: str, n: int) -> Sign:
    """Tell where a unit's chain of `n` answers breaks first; None: nowhere."""
    told: dict[str, Fact] = {} if position is None else {"position": position, "why": why}
    return Sign(CHAIN_BREAK, None, True, told, n, None, "", (), position is not None)


def missing_numbers(received: Sequence[tuple[int, int]]) -> Sign:
    """Tell which numbers a kiosk dealt and never sent, from the spans that were received."""
    spans = sorted(received)
    gaps = [(last + 1, first - 1) for (_, last), (first, _) in pairwise(spans) if first > last + 1]
    if spans and spans[0][0] > 1:
        gaps.insert(0, (1, spans[0][0] - 1))
    n = sum(last - first + 1 for first, last in spans)
    missing = sum(last - first + 1 for first, last in gaps)
    told: dict[str, Fact] = {"missing": missing, "gaps": [list(gap) for gap in gaps[:_MOST_TOLD]]}
    return Sign(MISSING_NUMBERS, None, True, told, n, None, "kiosk", (), bool(gaps))
