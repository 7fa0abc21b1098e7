"""Where an answer stands: in the headline, or apart from it, by its flags and the last ruling.

The fuse's word (nobody's account) keeps an answer waiting; only somebody's word ends
the waiting. What came late stays late, whatever is ruled.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from survey.responses import flags


class Stand(StrEnum):
    """Where an answer that is, or was, apart stands."""

    WAITING = "waiting"
    IN = "in"
    OUT = "out"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Said:
    """What a ruling says of an answer; `by_somebody` tells a person's word from the fuse's."""

    counts: bool
    by_somebody: bool


_CAUSES = (flags.UNREVIEWED, flags.REPEAT, flags.REVOKED, flags.TRAP, flags.BURST, flags.FAST)
"""Why an answer is held, the gravest first: the one that stands for all of its flags.

Whoever supervises an interview rules on it, whatever else was noticed of it.
"""


def stands(noticed: Collection[str], said: Said | None) -> Stand | None:
    """Return where an answer flagged `noticed` stands after `said`; None: it never was apart."""
    if flags.LATE in noticed:
        return Stand.LATE
    if said is None:
        return Stand.WAITING if flags.HELD in noticed else None
    if said.counts:
        return Stand.IN
    return Stand.OUT if said.by_somebody else Stand.WAITING


def is_out(stand: Stand | None) -> bool:
    """Whether an answer that stands so is left out of the headline."""
    return stand not in (None, Stand.IN)


def cause_of(noticed: Collection[str]) -> str:
    """Return why an answer is apart: the gravest of its flags."""
    if flags.LATE in noticed:
        return flags.LATE
    return next((cause for cause in _CAUSES if cause in noticed), flags.HELD)
