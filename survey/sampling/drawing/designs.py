"""A design: how a sample is drawn, stage by stage, as values that can be read and changed.

Strata are what the frame is cut into first; each stage then draws units of its level in
every unit drawn before. The last stage draws who is asked: households or persons.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from survey.sampling.drawing.units import told

MOST = 10_000_000
LONGEST = 80


class Level(StrEnum):
    """What a frame is divided by, from the whole down to who is asked."""

    WHOLE = "whole"  # one stratum: all there is
    STRATUM = "stratum"
    DISTRICT = "district"
    COMMUNE = "commune"
    VILLAGE = "village"
    UNIT = "unit"

    @property
    def depth(self) -> int:
        """How far below the whole it stands."""
        return list(Level).index(self)


LEVEL_NAMES: Mapping[Level, str] = {
    Level.WHOLE: "toàn bộ",
    Level.STRATUM: "tầng",
    Level.DISTRICT: "huyện",
    Level.COMMUNE: "xã",
    Level.VILLAGE: "thôn",
    Level.UNIT: "hộ hoặc người",
}


class Method(StrEnum):
    """How a stage draws."""

    SRS = "srs"
    PPS_SYSTEMATIC = "pps_systematic"
    BREWER = "brewer"


METHOD_NAMES: Mapping[Method, str] = {
    Method.SRS: "ngẫu nhiên đơn",
    Method.PPS_SYSTEMATIC: "hệ thống, xác suất theo quy mô",
    Method.BREWER: "Brewer, xác suất theo quy mô",
}


class Seat(StrEnum):
    """Which unit of a stage is taken for certain, as the seat of those above it."""

    NONE = "none"
    NAMED = "named"  # the one that `certain` names; every unit above must have one
    LARGEST = "largest"  # the one that `certain` names, or else the largest


class Spread(StrEnum):
    """How a total is spread over the units that a stage draws in."""

    EVEN = "even"
    PROPORTIONAL = "proportional"  # to their sizes, at least one each


@dataclass(frozen=True, slots=True)
class Total:
    """So many in all, spread over the units drawn before."""

    total: int
    spread: Spread = Spread.EVEN


@dataclass(frozen=True, slots=True)
class Steps:
    """So many in each, by the size of its stratum: (from which size on, how many)."""

    steps: tuple[tuple[float, int], ...]


Count = int | Mapping[str, int] | Total | Steps
"""How many a stage draws in each unit drawn before: a number, one by stratum, or a rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage: what it draws, how, and how many.

    `takes_all` takes whatever is there where that is too few; without it the draw is
    refused. `certain` names units taken whatever their size, by code or by path
    ("01/001"). `keeps_order` lets a systematic draw follow the frame's order, not codes.
    """

    name: str
    method: Method
    count: Count
    at_level: Level
    takes_all: bool = False
    certain: tuple[str, ...] = ()
    seat: Seat = Seat.NONE
    keeps_order: bool = False


@dataclass(frozen=True, slots=True)
class Design:
    """Strata, stages, and how many stand by to replace others in each last cluster."""

    strata: Level
    stages: tuple[Stage, ...]
    reserve: int = 0


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a design, and where in it."""

    where: str
    words: str

    def __str__(self) -> str:
        return f"{self.where}: {self.words}"


def faults(design: Design) -> list[Fault]:
    """Return why `design` cannot be drawn from any frame; none if it may be."""
    return [*_whole_faults(design), *_stage_faults(design)]


def _whole_faults(design: Design) -> Iterator[Fault]:
    if design.strata is Level.UNIT:
        yield Fault("tầng", "không thể là từng hộ hoặc người")
    if not 0 <= design.reserve <= MOST:
        yield Fault("dự phòng", f"phải từ 0 đến {told(MOST)}")
    if not design.stages:
        yield Fault("các giai đoạn", "cần ít nhất một giai đoạn")
        return
    last = design.stages[-1]
    if last.at_level is not Level.UNIT:
        yield Fault("giai đoạn cuối", "phải chọn từng hộ hoặc người")
    if design.reserve and last.method is not Method.SRS:
        words = "chỉ có khi giai đoạn cuối chọn ngẫu nhiên đơn, vì khi đó ai thay ai đã định sẵn"
        yield Fault("dự phòng", words)


def _stage_faults(design: Design) -> Iterator[Fault]:
    above = design.strata
    for number, stage in enumerate(design.stages, 1):
        where = f"giai đoạn {number}"
        if not (stage.name.isprintable() and 0 < len(stage.name.strip()) <= LONGEST):
            yield Fault(where, f"cần một tên đọc được, tối đa {LONGEST} ký tự")
        if stage.at_level.depth <= above.depth:
            level, higher = LEVEL_NAMES[stage.at_level], LEVEL_NAMES[above]
            yield Fault(where, f"chọn “{level}” phải đứng dưới “{higher}”")
        if stage.seat is not Seat.NONE and stage.at_level is Level.UNIT:
            yield Fault(where, "không lấy chắc chắn theo trung tâm ở cấp hộ hoặc người")
        for words in _count_faults(stage.count):
            yield Fault(where, words)
        above = stage.at_level


def _count_faults(count: Count) -> Iterator[str]:
    if isinstance(count, Steps):
        starts = [start for start, _n in count.steps]
        if not starts or starts[0] > 0 or starts != sorted(set(starts)):
            yield "các bậc quy mô phải bắt đầu từ 0 và tăng dần"
    numbers = _numbers(count)
    if not numbers:
        yield "chưa nêu số phải chọn"
    if any(not 0 < n <= MOST for n in numbers):
        yield f"số phải chọn phải từ 1 đến {told(MOST)}"


def _numbers(count: Count) -> list[int]:
    if isinstance(count, int):
        return [count]
    if isinstance(count, Total):
        return [count.total]
    return [n for _start, n in count.steps] if isinstance(count, Steps) else list(count.values())
