"""Running a design: stage by stage down a frame, to who is asked.

A stage is finished in every place before the next begins, for a total is spread over all
of them. Whom a place draws follows from the seed, the stage and the place's own path, so
one place never changes who is drawn in another.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import NamedTuple

from survey.sampling.drawing.allocation import Sharing, counts
from survey.sampling.drawing.cases import Case, Place, Step, position, weight
from survey.sampling.drawing.chance import uniforms
from survey.sampling.drawing.designs import Design, Stage, faults
from survey.sampling.drawing.frames import Frame, Node
from survey.sampling.drawing.units import CannotDraw, Drawn, Unit, demand_units, named, together
from survey.sampling.drawing.within import draw, units_of


@dataclass(frozen=True, slots=True)
class DrawnUnit:
    """One cluster that was drawn, as the record prints it; `stage` counts from 1.

    `parent` is the path of where it was drawn, as it stands in what is hashed.
    """

    stage: int
    parent: str
    stratum: str
    code: str
    size: float
    probability: Fraction
    is_certain: bool
    position: int


class Drawing(NamedTuple):
    """All that was drawn: the clusters of every stage but the last, and the cases."""

    units: list[DrawnUnit]
    cases: list[Case]


@dataclass(frozen=True, slots=True)
class _Cluster:
    node: Node
    size: float
    stratum_size: float
    steps: tuple[Step, ...] = ()


def run(design: Design, seed: str, frame: Frame) -> Drawing:
    """Return what `design` draws from `frame` with `seed`: always the same.

    Raises CannotDraw, naming where, for a design that has faults and for a frame that
    cannot give what it asks for.
    """
    for fault in faults(design):
        raise CannotDraw(fault.words, fault.where)
    if not seed.strip():
        raise CannotDraw("chưa có số khởi đầu (seed)")
    clusters = _strata(design, frame)
    units: list[DrawnUnit] = []
    for number, stage in enumerate(design.stages[:-1], 1):
        below = [*_below(stage, (seed, number), clusters, frame)]
        units += [unit for unit, _cluster in below]
        clusters = [cluster for _unit, cluster in below]
    cases = [*_cases(design, seed, clusters, frame)]
    _demand_own_codes(cases)
    return Drawing(units, cases)


def _strata(design: Design, frame: Frame) -> list[_Cluster]:
    strata = sorted(frame.strata(design.strata))
    try:
        demand_units(strata, 1)
    except CannotDraw as why:
        raise why.at("các tầng") from None
    return [_Cluster(Node(((design.strata, u.code),)), u.size, u.size) for u in strata]


def _below(
    stage: Stage, seed: tuple[str, int], above: Sequence[_Cluster], frame: Frame
) -> Iterator[tuple[DrawnUnit, _Cluster]]:
    for place, units, (drawn, _none) in _drawn(stage, seed, above, frame):
        sizes = {unit.code: unit.size for unit in units}
        uncertain = len(units) - sum(one.is_certain for one in drawn)
        for one in drawn:
            node = place.node.below(stage.at_level, one.code)
            steps = (*place.steps, Step(one.code, one.probability, uncertain, len(units)))
            cluster = _Cluster(node, sizes[one.code], place.stratum_size, steps)
            yield _printed(one, seed[1], place.node, cluster.size), cluster


def _drawn(
    stage: Stage,
    seed: tuple[str, int],
    above: Sequence[_Cluster],
    frame: Frame,
    *,
    reserve: int = 0,
) -> Iterator[tuple[_Cluster, Sequence[Unit], tuple[list[Drawn], list[str]]]]:
    """Draw in each of the places `above`; whoever draws it up hears of all that refuse."""
    refusals: list[CannotDraw] = []
    for place, n in _shares(stage, seed, above):
        try:
            units = units_of(stage, place.node, frame)
            drawn = draw(stage, (*seed, place.node), units, n, reserve=reserve)
        except CannotDraw as why:
            refusals.append(why)
        else:
            yield place, units, drawn
    if refusals:
        raise together(refusals)


def _printed(one: Drawn, number: int, parent: Node, size: float) -> DrawnUnit:
    chosen = (one.probability, one.is_certain, one.position)
    return DrawnUnit(number, parent.path, parent.stratum, one.code, size, *chosen)


def _shares(
    stage: Stage, seed: tuple[str, int], above: Sequence[_Cluster]
) -> Iterator[tuple[_Cluster, int]]:
    """Give each of the places `above` how many `stage` draws there."""
    sharing = [Sharing(p.node.path, p.node.stratum, p.size, p.stratum_size) for p in above]
    order = uniforms(seed[0], str(seed[1]), [place.path for place in sharing])
    try:
        shares = counts(stage.count, sharing, order)
    except CannotDraw as why:
        raise why.at(f"giai đoạn “{stage.name}”") from None
    return zip(above, shares, strict=True)


def _cases(design: Design, seed: str, clusters: Sequence[_Cluster], frame: Frame) -> Iterator[Case]:
    seeded = (seed, len(design.stages))
    places = _drawn(design.stages[-1], seeded, clusters, frame, reserve=design.reserve)
    for cluster, units, (drawn, reserve) in places:
        yield from _written(cluster, drawn, reserve, len(units))


def _written(
    cluster: _Cluster, drawn: Sequence[Drawn], reserve: Sequence[str], rows: int
) -> Iterator[Case]:
    at = position(cluster.node.stratum, cluster.steps, rows)
    above = prod((step.chance for step in cluster.steps), start=Fraction(1))
    weights = {chance: weight(above * chance) for chance in {one.probability for one in drawn}}
    # Who stands by replaces one that chance drew, never one that was certain by name.
    replaced = weights[drawn[-1].probability]
    main = [(one.code, weights[one.probability], Place.MAIN) for one in drawn]
    stood_by = [(code, replaced, Place.RESERVE) for code in reserve]
    for number, (code, its_weight, place) in enumerate([*main, *stood_by], 1):
        yield Case(
            code=code,
            node=cluster.node,
            stratum=at.stratum,
            psu=at.psu,
            second=at.second,
            weight=its_weight,
            fpc=at.fpc,
            second_fpc=at.second_fpc,
            place=place,
            number=number,
        )


def _demand_own_codes(cases: Sequence[Case]) -> None:
    # Within one place that was looked at already; two places may still call two the same.
    if len({case.code for case in cases}) < len(cases):
        found = Counter(case.code for case in cases)
        doubled = named(code for code, n in found.items() if n > 1)
        raise CannotDraw(f"mã bị lặp giữa các nơi: {doubled}")
