"""A design as JSON and back: one text for one design, and its faults in words."""

import json
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TypeVar

from forms.answers import canonical
from survey.sampling.drawing.designs import (
    Count,
    Design,
    Fault,
    Level,
    Method,
    Seat,
    Spread,
    Stage,
    Steps,
    Total,
    faults,
)

LONGEST = 200_000
_LARGEST = 1e15
_Kind = TypeVar("_Kind", bound=StrEnum)
_STAGE = {"name", "method", "count", "at_level", "takes_all", "certain", "seat", "keeps_order"}


class _Wrong(Exception):
    def __init__(self, where: str, words: str) -> None:
        super().__init__(where, words)
        self.fault = Fault(where, words)


def written(design: Design) -> str:
    """Return `design` as the one JSON text that stands for it."""
    stages = [_stage_written(stage) for stage in design.stages]
    held = {"strata": design.strata, "stages": stages, "reserve": design.reserve}
    return canonical(held)


def _stage_written(stage: Stage) -> dict[str, object]:
    held: dict[str, object] = {
        "name": stage.name,
        "method": stage.method,
        "count": _count_written(stage.count),
        "at_level": stage.at_level,
    }
    if stage.takes_all:
        held["takes_all"] = True
    if stage.certain:
        held["certain"] = list(stage.certain)
    if stage.seat is not Seat.NONE:
        held["seat"] = stage.seat
    if stage.keeps_order:
        held["keeps_order"] = True
    return held


def _count_written(count: Count) -> object:
    if isinstance(count, int):
        return count
    if isinstance(count, Total):
        return {"total": count.total, "spread": count.spread}
    if isinstance(count, Steps):
        return {"steps": [[start, n] for start, n in count.steps]}
    return {"by": dict(count)}


def read(text: str) -> Design | list[Fault]:
    """Return the design that `text` stands for, or all that is found wrong with it."""
    if len(text) > LONGEST:
        return [Fault("thiết kế", "quá dài")]
    try:
        held = json.loads(text)
        # Half a sign passes for a letter until somebody writes it down.
        json.dumps(held, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return [Fault("thiết kế", "không phải JSON đọc được")]
    try:
        design = _design(held)
    except _Wrong as wrong:
        return [wrong.fault]
    return faults(design) or design


def _design(held: object) -> Design:
    known = _object(held, "thiết kế", {"strata", "stages", "reserve"})
    stages = known.get("stages")
    if not isinstance(stages, list):
        raise _Wrong("các giai đoạn", "phải là một danh sách")
    return Design(
        _one_of(Level, known.get("strata"), "tầng"),
        tuple(_stage(stage, f"giai đoạn {number}") for number, stage in enumerate(stages, 1)),
        _whole(known.get("reserve", 0), "dự phòng"),
    )


def _stage(held: object, where: str) -> Stage:
    known = _object(held, where, _STAGE)
    certain = known.get("certain", [])
    if not isinstance(certain, list) or not all(isinstance(code, str) for code in certain):
        raise _Wrong(where, "các đơn vị lấy chắc chắn phải là một danh sách mã")
    name = known.get("name")
    if not isinstance(name, str):
        raise _Wrong(where, "cần một tên")
    return Stage(
        name=name,
        method=_one_of(Method, known.get("method"), where),
        count=_count(known.get("count"), where),
        at_level=_one_of(Level, known.get("at_level"), where),
        takes_all=_yes_or_no(known.get("takes_all", False), where),
        certain=tuple(certain),
        seat=_one_of(Seat, known.get("seat", Seat.NONE), where),
        keeps_order=_yes_or_no(known.get("keeps_order", False), where),
    )


def _count(held: object, where: str) -> Count:
    if not isinstance(held, dict):
        return _whole(held, where)
    readers: dict[str, Callable[[Mapping[str, object], str], Count]] = {
        "by": _by,
        "total": _total,
        "steps": _steps,
    }
    for name, reader in readers.items():
        if name in held:
            return reader(held, where)
    raise _Wrong(where, "không hiểu cách nêu số phải chọn")


def _by(held: Mapping[str, object], where: str) -> dict[str, int]:
    by = _object(_object(held, where, {"by"})["by"], where)
    return {stratum: _whole(n, f"{where}, tầng {stratum}") for stratum, n in by.items()}


def _total(held: Mapping[str, object], where: str) -> Total:
    known = _object(held, where, {"total", "spread"})
    spread = _one_of(Spread, known.get("spread", Spread.EVEN), where)
    return Total(_whole(known["total"], where), spread)


def _steps(held: Mapping[str, object], where: str) -> Steps:
    steps = _object(held, where, {"steps"})["steps"]
    pair = 2
    if not isinstance(steps, list) or any(
        not isinstance(step, list) or len(step) != pair for step in steps
    ):
        raise _Wrong(where, "mỗi bậc quy mô gồm hai số: từ bao nhiêu, chọn mấy")
    return Steps(tuple((_number(start, where), _whole(n, where)) for start, n in steps))


def _object(held: object, where: str, names: set[str] | None = None) -> dict[str, object]:
    if not isinstance(held, dict):
        raise _Wrong(where, "phải gồm các mục có tên")
    unknown = [] if names is None else sorted(set(held) - names)
    if unknown:
        raise _Wrong(where, f"không có mục “{unknown[0][:40]}”")
    return held


def _one_of(kind: type[_Kind], held: object, where: str) -> _Kind:
    if not isinstance(held, str) or held not in list(kind):
        raise _Wrong(where, f"chỉ được một trong: {', '.join(kind)}")
    return kind(held)


def _whole(held: object, where: str) -> int:
    if not isinstance(held, int) or isinstance(held, bool):
        raise _Wrong(where, "phải là một số nguyên")
    return held


def _number(held: object, where: str) -> float:
    if not isinstance(held, int | float) or isinstance(held, bool) or not abs(held) <= _LARGEST:
        raise _Wrong(where, "phải là một số")
    return held


def _yes_or_no(held: object, where: str) -> bool:
    if not isinstance(held, bool):
        raise _Wrong(where, "chỉ được có hoặc không")
    return held
