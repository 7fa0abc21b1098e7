"""A design told in sentences, for whoever reads the record of a draw and made none of it."""

from collections.abc import Mapping

from survey.sampling.drawing.designs import (
    LEVEL_NAMES,
    METHOD_NAMES,
    Count,
    Design,
    Level,
    Method,
    Seat,
    Spread,
    Stage,
    Steps,
    Total,
)
from survey.sampling.drawing.units import named, told

_MOST_NAMED = 8


def sentences(design: Design) -> list[str]:
    """Return what `design` does: its strata, each stage, who stands by, what a weight is."""
    above = design.strata
    tellings = [_strata(design.strata)]
    for number, stage in enumerate(design.stages, 1):
        tellings.append(_stage(number, stage, LEVEL_NAMES[above]))
        above = stage.at_level
    if design.reserve:
        tellings.append(_reserve(design))
    tellings.append("Trọng số của mỗi người là nghịch đảo xác suất được chọn qua mọi giai đoạn.")
    return tellings


def _strata(level: Level) -> str:
    if level is Level.WHOLE:
        return "Không chia tầng: cả khung mẫu là một."
    name = "cột tầng của khung mẫu" if level is Level.STRATUM else LEVEL_NAMES[level]
    return f"Chia tầng theo {name}; tầng nào cũng chọn."


def _stage(number: int, stage: Stage, above: str) -> str:
    how_many = _count(stage.count, LEVEL_NAMES[stage.at_level], above)
    parts = [f"Giai đoạn {number} ({stage.name}): {how_many}, cách {METHOD_NAMES[stage.method]}"]
    if stage.method is Method.PPS_SYSTEMATIC:
        order = "như khung mẫu" if stage.keeps_order else "theo mã"
        parts.append(f"xếp thứ tự {order}")
    if stage.method is not Method.SRS:
        parts.append("nơi quá lớn so với bước chọn thì lấy chắc chắn")
    if stage.certain:
        parts.append(f"lấy chắc chắn {named(stage.certain, _MOST_NAMED)}")
    if stage.seat is Seat.NAMED:
        parts.append("nơi đặt trung tâm luôn được chọn")
    if stage.seat is Seat.LARGEST:
        parts.append("nơi đặt trung tâm luôn được chọn, không nêu mã thì coi nơi lớn nhất là vậy")
    if stage.takes_all:
        parts.append("nơi nào không đủ thì lấy hết")
    return "; ".join(parts) + "."


def _count(count: Count, level: str, above: str) -> str:
    if isinstance(count, int):
        return f"mỗi {above} chọn {told(count)} {level}"
    if isinstance(count, Total):
        how = "chia đều" if count.spread is Spread.EVEN else "chia theo quy mô"
        return f"chọn tổng cộng {told(count.total)} {level}, {how} cho mỗi {above}"
    if isinstance(count, Steps):
        steps = "; ".join(_step(start, n) for start, n in count.steps)
        return f"mỗi {above} chọn số {level} theo quy mô của tầng ({steps})"
    return f"mỗi {above} chọn số {level} theo tầng ({_by(count)})"


def _step(start: float, n: int) -> str:
    return f"từ {told(round(start))}: {told(n)}" if start else f"dưới mốc đầu: {told(n)}"


def _by(count: Mapping[str, int]) -> str:
    known = [f"{stratum}: {told(n)}" for stratum, n in sorted(count.items())]
    more = f"; và {told(len(known) - _MOST_NAMED)} tầng khác" if len(known) > _MOST_NAMED else ""
    return "; ".join(known[:_MOST_NAMED]) + more


def _reserve(design: Design) -> str:
    levels = [design.strata, *(stage.at_level for stage in design.stages)]
    last = LEVEL_NAMES[levels[-2]]
    return (
        f"Mỗi {last} có thêm tối đa {told(design.reserve)} người dự phòng, đã xếp thứ tự. Ai không "
        f"phỏng vấn được thì người kế tiếp của chính {last} ấy thay, trọng số giữ nguyên."
    )
