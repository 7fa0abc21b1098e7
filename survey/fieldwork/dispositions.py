"""Dispositions: how a visit ended, and from all its visits how a case did.

The codes are those of AAPOR's Standard Definitions (10th edition, in-person household
surveys). Of several visits the one that tells most stands: an interview before all, then
that the household does not belong to those asked, then a refusal, for nobody at home a
week later does not undo it. Once a household was found to be there it is no longer
unknown.
"""

from collections.abc import Sequence
from enum import StrEnum

MOST_VISITS = 3
"""After so many visits without an interview a case may be replaced."""


class Disposition(StrEnum):
    """How a visit ended."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    REFUSAL = "refusal"
    NON_CONTACT = "non_contact"
    OTHER = "other"
    LANGUAGE = "language"
    UNKNOWN_HOUSEHOLD = "unknown_household"
    UNKNOWN_OTHER = "unknown_other"
    NOT_ELIGIBLE = "not_eligible"

    @property
    def code(self) -> str:
        """The number AAPOR gives it."""
        return _CODES[self]

    @property
    def is_interview(self) -> bool:
        """Whether somebody answered."""
        return self in (Disposition.COMPLETE, Disposition.PARTIAL)


_CODES = {
    Disposition.COMPLETE: "1.1",
    Disposition.PARTIAL: "1.2",
    Disposition.REFUSAL: "2.10",
    Disposition.NON_CONTACT: "2.20",
    Disposition.OTHER: "2.30",
    Disposition.LANGUAGE: "2.33",
    Disposition.UNKNOWN_HOUSEHOLD: "3.10",
    Disposition.UNKNOWN_OTHER: "3.20",
    Disposition.NOT_ELIGIBLE: "4.10",
}
_TELLS_MORE = (
    *(Disposition.COMPLETE, Disposition.PARTIAL, Disposition.NOT_ELIGIBLE),
    *(Disposition.REFUSAL, Disposition.LANGUAGE, Disposition.OTHER, Disposition.NON_CONTACT),
    *(Disposition.UNKNOWN_OTHER, Disposition.UNKNOWN_HOUSEHOLD),
)
_ENDS = frozenset((Disposition.NOT_ELIGIBLE, Disposition.REFUSAL, Disposition.LANGUAGE))


def final(visits: Sequence[Disposition]) -> Disposition:
    """Return how a case ended whose visits ended so; one that nobody visited is unknown."""
    found = set(visits)
    return next((each for each in _TELLS_MORE if each in found), Disposition.UNKNOWN_HOUSEHOLD)


def is_over(visits: Sequence[Disposition]) -> bool:
    """Whether a case needs no further visit: an interview, a clear no, or tried often enough."""
    stands = final(visits)
    return stands.is_interview or stands in _ENDS or len(visits) >= MOST_VISITS
