"""The record of a draw: what is printed so that whoever doubts it can draw again.

It names strata and clusters, never a household or a person. The example is worked out for
the first cluster drawn, with a command that needs no program of ours.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from shlex import quote

from survey.sampling.drawing.chance import uniform, written
from survey.sampling.drawing.designs import Design, Method
from survey.sampling.drawing.telling import sentences
from survey.sampling.drawing.units import told

_DIGITS = 14
_HEADINGS = ("Trong", "Mã", "Quy mô", "Xác suất", "Lấy chắc chắn", "Thứ tự")


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What was drawn for, when and why, in the words that are printed."""

    campaign: str
    number: int
    day: str
    reason: str
    frame: str
    rows: int
    frame_digest: str
    seed: str
    digest: str
    cases: int


@dataclass(frozen=True, slots=True)
class Line:
    """A cluster as it is printed; `probability` as a decimal written out."""

    stage: int
    parent: str
    code: str
    size: int
    probability: str
    is_certain: bool
    position: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table of words under a heading."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Record:
    """What is printed, from top to bottom."""

    title: str
    facts: tuple[tuple[str, str], ...]
    sentences: tuple[str, ...]
    tables: tuple[Table, ...]
    recompute: tuple[str, ...]


def record(occasion: Occasion, design: Design, lines: Iterable[Line]) -> Record:
    """Return the record of a draw by `design` that drew `lines` and then its cases."""
    known = sorted(lines, key=lambda line: (line.stage, line.parent, line.position))
    return Record(
        f"Biên bản chọn mẫu lần {told(occasion.number)}",
        tuple(_facts(occasion)),
        tuple(sentences(design)),
        tuple(_tables(design, known)),
        tuple(_recompute(occasion.seed, design, known)),
    )


def _facts(occasion: Occasion) -> list[tuple[str, str]]:
    again = [("Lý do chọn lại", occasion.reason)] if occasion.reason else []
    return [
        ("Đợt khảo sát", occasion.campaign),
        ("Ngày chọn", occasion.day),
        *again,
        ("Khung mẫu", f"{occasion.frame} ({told(occasion.rows)} dòng)"),
        ("Mã kiểm tra khung mẫu (SHA-256)", occasion.frame_digest),
        ("Số khởi đầu (seed)", occasion.seed),
        ("Số người được chọn, cả dự phòng", told(occasion.cases)),
        ("Mã kiểm tra kết quả (SHA-256)", occasion.digest),
    ]


def _tables(design: Design, lines: Sequence[Line]) -> list[Table]:
    tables = []
    for number, stage in enumerate(design.stages[:-1], 1):
        drawn = [line for line in lines if line.stage == number]
        heading = f"Giai đoạn {number} ({stage.name}): {told(len(drawn))} nơi"
        tables.append(Table(heading, _HEADINGS, tuple(_row(line) for line in drawn)))
    return tables


def _row(line: Line) -> tuple[str, ...]:
    size, sure = told(line.size), "có" if line.is_certain else ""
    probability = line.probability.replace(".", ",")
    return (line.parent, line.code, size, probability, sure, told(line.position))


def _recompute(seed: str, design: Design, lines: Sequence[Line]) -> list[str]:
    chance = [line for line in lines if line.stage == 1 and not line.is_certain]
    if not chance:
        return [_GENERAL]
    first, method = chance[0], design.stages[0].method
    labels = [f"1/{first.parent}", *_LAST[method](first)]
    hashed = written(seed, *labels)
    digits = sha256(hashed.encode()).hexdigest()[:_DIGITS]
    number = f"{uniform(seed, *labels):.12f}".replace(".", ",")
    return [
        _GENERAL,
        f"printf '%s' {quote(hashed)} | sha256sum",
        f"14 chữ số thập lục phân đầu là {digits}; chia cho 8 bỏ phần dư, "
        f"rồi chia cho 2^53, được {number}.",
        _MEANING[method].format(parent=first.parent, code=first.code),
    ]


def _the_code(line: Line) -> tuple[str, ...]:
    return (line.code,)


def _the_first_step(_line: Line) -> tuple[str, ...]:
    return ("1",)


def _nothing(_line: Line) -> tuple[str, ...]:
    return ()


_LAST = {
    Method.SRS: _the_code,
    Method.PPS_SYSTEMATIC: _nothing,
    Method.BREWER: _the_first_step,
}
"""What is hashed last, by method: the unit, nothing, or the step."""

_GENERAL = (
    "Mỗi số ngẫu nhiên là 53 bit đầu của SHA-256 tính trên “số khởi đầu|giai đoạn/nơi chọn|mã”, "
    "nên ai cũng tính lại được."
)
_MEANING = {
    Method.SRS: "Đó là số của {code}. Trong {parent}, những mã có số nhỏ nhất được chọn.",
    Method.PPS_SYSTEMATIC: (
        "Đó là điểm khởi đầu trong {parent}, tính bằng phần của một bước. Cộng dồn xác suất theo "
        "thứ tự, mã đầu tiên có tổng vượt điểm ấy được chọn; rồi thêm 1 cho mỗi lần chọn sau."
    ),
    Method.BREWER: (
        "Đó là số của lần chọn thứ nhất trong {parent}: cộng dồn cơ hội theo mã, theo công thức "
        "Brewer, mã đầu tiên có tổng vượt số ấy được chọn."
    ),
}
