"""A design between a form and the values that a draw takes."""

from collections.abc import Mapping
from typing import Any

from survey.sampling import count_words
from survey.sampling.count_words import NoCount
from survey.sampling.drawing.designs import (
    LEVEL_NAMES,
    Design,
    Fault,
    Level,
    Method,
    Seat,
    Stage,
    faults,
)


def filled(design: Design) -> dict[str, Any]:
    """Return what the form shows for `design`."""
    return {
        "strata": design.strata.value,
        "reserve": design.reserve,
        "stages": [_stage_filled(stage) for stage in design.stages],
    }


def _stage_filled(stage: Stage) -> dict[str, Any]:
    count, meant = count_words.typed(stage.count)
    return {
        "at_level": stage.at_level.value,
        "method": stage.method.value,
        "count": count,
        "meant": meant,
        "seat": stage.seat.value,
        "certain": ", ".join(stage.certain),
        "takes_all": stage.takes_all,
        "keeps_order": stage.keeps_order,
    }


def design_of(told: Mapping[str, Any]) -> Design | list[Fault]:
    """Return the design that a form's values say, or all that is wrong with it."""
    wrong: list[Fault] = []
    stages: list[Stage] = []
    for number, given in enumerate(told["stages"], 1):
        if not given["at_level"]:
            continue
        try:
            stages.append(_stage(given))
        except NoCount as why:
            wrong.append(Fault(f"giai đoạn {number}", str(why)))
    design = Design(Level(told["strata"]), tuple(stages), told["reserve"])
    return wrong or faults(design) or design


def _stage(given: Mapping[str, Any]) -> Stage:
    level = Level(given["at_level"])
    codes = [code.strip() for code in (given["certain"] or "").replace(";", ",").split(",")]
    return Stage(
        name=LEVEL_NAMES[level].capitalize(),
        method=Method(given["method"]),
        count=count_words.read(given["count"] or "", given["meant"]),
        at_level=level,
        certain=tuple(code for code in codes if code),
        takes_all=bool(given["takes_all"]),
        seat=Seat(given["seat"]),
        keeps_order=bool(given["keeps_order"]),
    )
