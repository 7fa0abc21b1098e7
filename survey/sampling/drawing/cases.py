"""Cases: who is asked, with what weight, and in which stratum and cluster for the estimate.

A weight is one over the chance of having been drawn, all stages together. Who stands by
in reserve carries the weight of whoever they replace, for a refusal changes nobody's
chance. Only who was drawn, or stands in for somebody drawn, is ever counted.

The primary sampling unit (psu) is the unit of the first stage that was left to chance. A
unit taken for certain is no sample of anything: it becomes a stratum of its own
("01/001") and what is drawn in it is the psu, as R's survey wants it. `second` is the
unit one stage further down. Both are None where that would be the case itself: then
every case is one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from survey.sampling.drawing.chance import path
from survey.sampling.drawing.frames import Node

_WRITTEN = Context(prec=12)


class Place(StrEnum):
    """Whether a case is to be asked, or stands by."""

    MAIN = "main"
    RESERVE = "reserve"


@dataclass(frozen=True, slots=True)
class Position:
    """Where a case stands for the estimate: what all of its cluster share."""

    stratum: str
    psu: str | None
    second: str | None
    fpc: int
    second_fpc: int | None


@dataclass(frozen=True, slots=True)
class Case:
    """Somebody to be asked. `node` is where they live, as the frame has it.

    `fpc` is how many PSUs the stratum has, `second_fpc` how many units of the second stage
    the PSU has. `number` is their place in the cluster, the main ones before the reserve.
    """

    code: str
    node: Node
    stratum: str
    psu: str | None
    second: str | None
    weight: str
    fpc: int
    second_fpc: int | None
    place: Place
    number: int


@dataclass(frozen=True, slots=True)
class Step:
    """A cluster on the way down: with what chance it was drawn, and among how many.

    `siblings` are the units of its parent, `uncertain` those of them left to chance.
    """

    code: str
    chance: Fraction
    uncertain: int
    siblings: int


def position(stratum: str, steps: Sequence[Step], rows: int) -> Position:
    """Return where cases stand that were drawn of `rows` below `steps` in `stratum`."""
    certain = 0
    while certain < len(steps) and steps[certain].chance == 1:
        certain += 1
    own = path(stratum, *(step.code for step in steps[:certain]))
    left = steps[certain:]
    if not left:
        return Position(own, None, None, rows, None)
    if len(left) == 1:
        return Position(own, left[0].code, None, left[0].uncertain, rows)
    return Position(own, left[0].code, left[1].code, left[0].uncertain, left[1].siblings)


@lru_cache(maxsize=4096)
def weight(chance: Fraction) -> str:
    """Return one over `chance` as a decimal of twelve digits, "31.2" and never "3.12E+1"."""
    exact = 1 / chance
    divided = _WRITTEN.divide(Decimal(exact.numerator), Decimal(exact.denominator))
    return format(divided.normalize(), "f")
