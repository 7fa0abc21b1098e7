"""The scale under the dots and whiskers of a table: where a share stands, in per cent of width.

All rows of a table have one scale. It begins below the lowest share and the target,
not below the lowest whisker: a unit with six answers would push all others together.
A whisker that goes on is drawn to the edge, and marked.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from analysis.targets.check import Judgement

_MARGIN = 3.0  # room for half a dot at both edges
_ROOM = 0.05  # between the edge and the lowest share


@dataclass(frozen=True, slots=True)
class Scale:
    """From which share the scale goes, to 1."""

    lowest: float

    def at(self, share: float) -> float:
        """Return where `share` stands, in per cent of the width from the left."""
        inside = (max(share, self.lowest) - self.lowest) / (1 - self.lowest)
        return round(_MARGIN + inside * (100 - 2 * _MARGIN), 2)

    def goes_on(self, share: float) -> bool:
        """Whether `share` lies beyond the left edge."""
        return share < self.lowest

    @property
    def middle(self) -> float:
        """The share in the middle."""
        return (1 + self.lowest) / 2


def scale_for(judgements: Iterable[Judgement]) -> Scale:
    """Return the scale on which all `judgements` can be seen."""
    shares = [share for each in judgements for share in (each.share, each.target) if share]
    lowest = min(shares, default=0.5) - _ROOM
    # In steps of 20 points, so that the middle is a round number too.
    return Scale(max(0.0, min(0.8, math.floor(lowest * 5) / 5)))
