"""Drawing within one place: who is taken for certain there, and one stage's draw.

The label that is hashed is the number of the stage and the path of the place: "2/01/001".
"""

from collections.abc import Sequence

from survey.sampling.drawing import brewer, srs, systematic
from survey.sampling.drawing.chance import path
from survey.sampling.drawing.designs import LEVEL_NAMES, Method, Seat, Stage
from survey.sampling.drawing.frames import Frame, Node
from survey.sampling.drawing.units import CannotDraw, Drawn, Unit


def label(number: int, node: Node) -> str:
    """Return what stage `number` hashes of `node`, behind the seed."""
    return f"{number}/{node.path}"


def where(stage: Stage, node: Node) -> str:
    """Return stage and place in words."""
    return f"giai đoạn “{stage.name}”, {node.path}"


def units_of(stage: Stage, node: Node, frame: Frame) -> list[Unit]:
    """Return what `stage` draws from in `node`, with those certain marked."""
    units = frame.children(node, stage.at_level)
    if not stage.certain and stage.seat is Seat.NONE:
        return list(units)
    named = set(stage.certain)
    marked = [
        Unit(u.code, u.size, u.is_certain or u.code in named or _path_of(node, u) in named)
        for u in units
    ]
    return marked if any(unit.is_certain for unit in marked) else _with_seat(stage, node, marked)


def _path_of(node: Node, unit: Unit) -> str:
    return f"{node.path}/{path(unit.code)}"


def _with_seat(stage: Stage, node: Node, units: list[Unit]) -> list[Unit]:
    if stage.seat is Seat.NAMED:
        words = f"chưa nêu {LEVEL_NAMES[stage.at_level]} nào là trung tâm, lấy chắc chắn"
        raise CannotDraw(words, where(stage, node))
    if stage.seat is Seat.NONE or not units:
        return units
    seat = min(units, key=lambda unit: (-unit.size, unit.code))
    return [Unit(unit.code, unit.size, unit.code == seat.code) for unit in units]


def draw(
    stage: Stage, place: tuple[str, int, Node], units: Sequence[Unit], n: int, *, reserve: int = 0
) -> tuple[list[Drawn], list[str]]:
    """Return whom `stage` draws of `units`, and who stands by in order.

    `place` is the seed, the number of the stage and where.
    """
    seed, number, node = place
    wanted = min(n, len(units)) if stage.takes_all and units else n
    try:
        return _by_method(stage, seed, label(number, node), units, (wanted, reserve))
    except CannotDraw as why:
        raise why.at(where(stage, node)) from None


def _by_method(
    stage: Stage, seed: str, hashed: str, units: Sequence[Unit], wanted: tuple[int, int]
) -> tuple[list[Drawn], list[str]]:
    n, reserve = wanted
    match stage.method:
        case Method.SRS:
            return srs.draw_with_reserve(seed, hashed, units, n, reserve)
        case Method.BREWER:
            return brewer.draw(seed, hashed, units, n), []
    return systematic.draw(seed, hashed, units, n, keeps_order=stage.keeps_order), []
