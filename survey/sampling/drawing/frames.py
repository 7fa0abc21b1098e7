"""A frame as a draw sees it: places with sizes, asked for from the top down.

Only what was drawn is ever asked about further down, so a frame of a million rows need
not be held in memory. Codes tell the units of one level apart within the place above.
"""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from survey.sampling.drawing.chance import path
from survey.sampling.drawing.designs import Level
from survey.sampling.drawing.units import Unit

ALL = "toàn bộ"
"""What the one stratum is called where there are none."""


class Node(NamedTuple):
    """A place in a frame: the level and code of every unit above it, and its own.

    The first is its stratum; of Level.WHOLE it is ALL, and narrows nothing.
    """

    steps: tuple[tuple[Level, str], ...] = ()

    @property
    def path(self) -> str:
        """Its codes as one: "01/001"."""
        return path(*(code for _level, code in self.steps))

    @property
    def stratum(self) -> str:
        """The code of the stratum it lies in."""
        return self.steps[0][1]

    def below(self, level: Level, code: str) -> "Node":
        """Return the unit `code` of `level` in here."""
        return Node((*self.steps, (level, code)))


class Frame(Protocol):
    """Whom a sample is drawn from."""

    def strata(self, level: Level) -> Sequence[Unit]:
        """Return the strata, each with its size; of Level.WHOLE there is one, called ALL."""

    def children(self, node: Node, level: Level) -> Sequence[Unit]:
        """Return the units of `level` in `node`, each with its size: all of them, once."""
