"""Effort: how much a design asks for on a frame, before anything is drawn.

Which clusters will be drawn nobody knows yet, so it says what the design asks for, and
looks at strata and the first stage for what cannot be. A cluster further down that is too
small is met by the draw alone; where all of such a cluster is taken, fewer are asked.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from survey.sampling.drawing.allocation import Sharing, counts
from survey.sampling.drawing.designs import Design, Fault, Level, Stage, faults
from survey.sampling.drawing.frames import Frame, Node
from survey.sampling.drawing.units import CannotDraw, Unit, demand_units
from survey.sampling.drawing.within import draw, units_of

_ANY = "0"  # whether a draw can be made does not hang on its seed


@dataclass(frozen=True, slots=True)
class StageEffort:
    """How many units a stage draws in all, at most."""

    name: str
    level: Level
    count: int


@dataclass(frozen=True, slots=True)
class Effort:
    """What a design asks for: units by stage, cases, who stands by; and why it cannot be."""

    stages: tuple[StageEffort, ...]
    cases: int
    reserve: int
    faults: tuple[Fault, ...]


def effort(design: Design, frame: Frame) -> Effort:
    """Return what `design` asks for on `frame`, with every fault that can be seen already."""
    found = tuple(faults(design))
    if found:
        return Effort((), 0, 0, found)
    strata = sorted(frame.strata(design.strata))
    try:
        demand_units(strata, 1)
        stages, first, clusters = _asked(design, strata)
    except CannotDraw as why:
        return Effort((), 0, 0, (Fault(why.where or "các tầng", why.words),))
    nodes = [Node(((design.strata, unit.code),)) for unit in strata]
    short = tuple(_short(design.stages[0], nodes, first, frame))
    return Effort(tuple(stages), stages[-1].count, clusters * design.reserve, short)


def _asked(design: Design, strata: Sequence[Unit]) -> tuple[list[StageEffort], Sequence[int], int]:
    """Return what each stage draws, what the first draws in each stratum, and last clusters."""
    places = [Sharing(unit.code, unit.code, unit.size, unit.size) for unit in strata]
    stages: list[StageEffort] = []
    first: Sequence[int] = ()
    for stage in design.stages:
        shares = counts(stage.count, places, range(len(places)))
        first = first or shares
        stages.append(StageEffort(stage.name, stage.at_level, sum(shares)))
        if stage.at_level is not Level.UNIT:
            places = [*_parts(places, shares)]
    return stages, first, len(places)


def _parts(places: Sequence[Sharing], shares: Sequence[int]) -> Iterator[Sharing]:
    # Nobody knows their sizes yet: each passes for an even part of where it is drawn.
    for place, n in zip(places, shares, strict=True):
        part = Sharing(place.path, place.stratum, place.size / n, place.stratum_size)
        yield from [part] * n


def _short(
    stage: Stage, nodes: Sequence[Node], shares: Sequence[int], frame: Frame
) -> Iterator[Fault]:
    if stage.at_level is Level.UNIT:
        return  # every row of the frame would have to be read
    for node, n in zip(nodes, shares, strict=True):
        try:
            draw(stage, (_ANY, 1, node), units_of(stage, node, frame), n)
        except CannotDraw as why:
            yield Fault(why.where, why.words)
