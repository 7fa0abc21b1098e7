"""The digest of a draw: one number for everything that was drawn, whoever draws it again.

It is the SHA-256 of lines of text, so that it can be checked with nothing of ours: first
what the draw rests on, then a line for each cluster by stage and code, then one for each
case by code. Names and addresses are left out: they are erased, and the digest stands.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple

from survey.sampling.drawing.cases import weight
from survey.sampling.drawing.stages import Drawing, DrawnUnit


class Basis(NamedTuple):
    """What a draw rests on: the frame's digest, the design as JSON, and the seed."""

    frame: str
    design: str
    seed: str


class CaseLine(NamedTuple):
    """A case as its draw fixes it."""

    code: str
    stratum: str
    psu: str | None
    second: str | None
    weight: str
    fpc: int | None
    second_fpc: int | None
    place: str
    number: int


class UnitLine(NamedTuple):
    """A cluster as its draw fixes it."""

    stage: int
    stratum: str
    parent: str
    code: str
    size: int
    probability: str
    is_certain: bool
    position: int


def lines_of(drawing: Drawing) -> tuple[list[UnitLine], list[CaseLine]]:
    """Return what was drawn as it is kept: numbers as decimals, nothing that names anybody."""
    cases = [
        CaseLine(*(getattr(case, name) for name in CaseLine._fields)) for case in drawing.cases
    ]
    return [_unit(each) for each in drawing.units], cases


def digest(basis: Basis, units: Iterable[UnitLine], cases: Iterable[CaseLine]) -> str:
    """Return the digest of a draw."""
    return sha256("".join(_written(basis, units, cases)).encode()).hexdigest()


def _written(basis: Basis, units: Iterable[UnitLine], cases: Iterable[CaseLine]) -> Iterator[str]:
    yield from (f"{line}\n" for line in ("draw 1", *basis))
    by_code = sorted(cases, key=lambda case: case.code)
    for each in (*sorted(units), *by_code):
        yield "\t".join(map(_told, each)) + "\n"


def _told(value: object) -> str:
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, bool) else str(value)


def _unit(unit: DrawnUnit) -> UnitLine:
    return UnitLine(
        stage=unit.stage,
        stratum=unit.stratum,
        parent=unit.parent,
        code=unit.code,
        size=int(unit.size),
        probability=weight(1 / unit.probability),
        is_certain=unit.is_certain,
        position=unit.position,
    )
