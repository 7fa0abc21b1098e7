"""A screen: every sign at every counter of a campaign, and which of them stand out.

Benjamini and Hochberg's procedure (1995) goes over all counters and signs of the screen
together: of what is told, one in a hundred on average is luck.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.integrity.signs.kinds import KINDS
from analysis.integrity.signs.observed import Observed, OfficeHours
from analysis.integrity.signs.sign import Sign
from analysis.stats.comparison import benjamini_hochberg

RATE = 0.01


@dataclass(frozen=True, slots=True)
class Found:
    """A sign at one place of the screen; `adjusted` is p over the whole screen."""

    place: int
    sign: Sign
    adjusted: float | None

    @property
    def stands_out(self) -> bool:
        """Whether somebody should look."""
        if self.sign.exact:
            return self.sign.is_there
        return self.adjusted is not None and self.adjusted <= RATE


def screened(places: Sequence[Observed], hours: OfficeHours) -> list[Found]:
    """Return every sign at every place, those that say nothing too."""
    return adjusted([(at, sign) for kind in KINDS for at, sign in kind.look(places, hours)])


def adjusted(signs: Sequence[tuple[int, Sign]]) -> list[Found]:
    """Return `signs` with their p adjusted over all of them."""
    known = [sign.p for _, sign in signs if sign.p is not None]
    over = iter(benjamini_hochberg(known))
    return [Found(at, sign, None if sign.p is None else next(over)) for at, sign in signs]
