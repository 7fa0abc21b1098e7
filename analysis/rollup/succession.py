"""The roll-up to a successor: what its predecessors' answers add, and what they cannot.

A reform never moves a result. Whoever wants a longer series of the new unit sees
its own counts with those of the units that went into it whole. A unit that was
split cannot be divided after the fact: its counts are listed beside, and added
nowhere.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.rollup.pooling import Counts, pooled

SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Origin:
    """A unit that another came from: merged into it, continued as it, or split.

    `is_main` says of a split one that most of it went this way.
    """

    unit_id: int
    relation: str
    is_main: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A predecessor and its own counts."""

    origin: Origin
    counts: Counts


@dataclass(frozen=True, slots=True)
class RollUp:
    """A successor's own counts, what is added to them, and what only stands beside."""

    own: Counts
    added: tuple[Part, ...]
    beside: tuple[Part, ...]

    @property
    def total(self) -> Counts:
        """Own counts with those of the units that went in whole."""
        return pooled([self.own, *(part.counts for part in self.added)])

    @property
    def is_whole(self) -> bool:
        """Whether nothing had to be left beside."""
        return not self.beside


def roll_up(
    unit_id: int, origins: Mapping[int, Sequence[Origin]], counts: Mapping[int, Counts]
) -> RollUp:
    """Return the roll-up of `unit_id` along `origins`, each predecessor once.

    What a split unit had come from itself stands beside with it.
    """
    added: dict[int, Origin] = {}
    beside: dict[int, Origin] = {}
    ways = [(origin, origin.relation == SPLIT) for origin in origins.get(unit_id, ())]
    while ways:
        origin, is_beside = ways.pop(0)
        if origin.unit_id in added or origin.unit_id in beside or origin.unit_id == unit_id:
            continue
        (beside if is_beside else added)[origin.unit_id] = origin
        ways += [
            (before, is_beside or before.relation == SPLIT)
            for before in origins.get(origin.unit_id, ())
        ]
    return RollUp(counts.get(unit_id, {}), _parts(added, counts), _parts(beside, counts))


def _parts(found: Mapping[int, Origin], counts: Mapping[int, Counts]) -> tuple[Part, ...]:
    return tuple(Part(origin, counts.get(unit_id, {})) for unit_id, origin in found.items())
