"""Clocks: when a rating was really given, as far as a tablet's clock lets us know.

A tablet's wall clock may be years off. What can be relied on is how long ago something
was, measured within one session by two clocks that agree, or the offset to our own time
that the tablet had learnt before and that still holds. Where neither helps, the day is a
guess between the two moments that are certain, and no hour is told.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

AGREED = 600_000
"""Milliseconds by which two clocks may differ and still be said to agree."""
_FARTHEST = 100 * 366 * 86_400_000
_DAWN = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the tablet's clocks showed: its wall, and its session's own since that began."""

    wall: int
    session: str
    mono: int


@dataclass(frozen=True, slots=True)
class Span:
    """What surely came before a rating (its device's enrolment, its queue last empty), and now."""

    enrolled: datetime
    since: datetime
    now: datetime


@dataclass(frozen=True, slots=True)
class Placed:
    """When a rating was given, and whether that is certain."""

    moment: datetime
    is_certain: bool


def placed(given: Reading, offset: int | None, sent: Reading, span: Span) -> Placed:
    """Return when the rating with clocks `given` was given, of a batch with clocks `sent`."""
    now = millis(span.now)
    waited = sent.wall - given.wall
    ran = sent.mono - given.mono if sent.session == given.session else None
    if ran is not None and ran >= 0 and abs(waited - ran) <= AGREED:
        found = now - waited
    elif offset is not None and abs(offset - (now - sent.wall)) <= AGREED:
        found = given.wall + offset
    else:
        return Placed(_guess(given, offset, ran, span), False)
    if not millis(span.enrolled) - AGREED <= found <= now + AGREED:
        return Placed(_clamped(found, span), False)
    return Placed(min(moment_of(found), span.now), True)


def millis(moment: datetime) -> int:
    """Return `moment` as browsers count it."""
    return (moment - _DAWN) // timedelta(milliseconds=1)


def moment_of(millis_: int) -> datetime:
    """Return the moment that browsers count as `millis_`; one far off is only kept far off."""
    return _DAWN + timedelta(milliseconds=max(-_FARTHEST // 2, min(millis_, _FARTHEST)))


def _guess(given: Reading, offset: int | None, ran: int | None, span: Span) -> datetime:
    now = millis(span.now)
    if ran is not None and ran >= 0:
        return _clamped(now - ran, span)
    return _clamped(given.wall + (offset or 0), span)


def _clamped(found: int, span: Span) -> datetime:
    return max(span.since, min(moment_of(found), span.now))
