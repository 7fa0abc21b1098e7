"""A score as it was printed: what a sheet of published scores may say, and what it may not.

A score outside its scale is refused with its line. Sub-dimensions that do not add up to
their dimension (by more than 0.01, the rounding of the reports), or dimensions to their
total, are told and kept: the reports print what they print. A score that was withheld
("*") is no zero, and nothing with a withheld part is added up.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from analysis.indices.structure import TOTAL, Definition, Part

NEAR = 0.01 + 1e-9
_YEARS = (2000, 2100)


@dataclass(frozen=True, slots=True)
class Printed:
    """One score: of whom, of which year, printed when and where. `value` None: withheld."""

    index: str
    subject: str
    code: str
    index_year: int
    published_year: int
    part: str
    value: float | None
    n: int | None
    rank: int | None
    scale: tuple[float, float]
    source: str
    decision: str
    method: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be said of a line of a sheet; a fault keeps the line out, a doubt does not."""

    line: int
    words: str
    is_fault: bool = True


def faults_of(score: Printed, definition: Definition) -> Iterator[str]:
    """Yield why `score` cannot be kept."""
    low, high = score.scale
    if definition.scale_of(score.part) is None:
        yield f"{definition.method.name} không có phần “{score.part}”"
    if score.value is not None and not low <= score.value <= high:
        yield f"điểm {number(score.value)} nằm ngoài thang {number(low)} – {number(high)}"
    if not _YEARS[0] <= score.index_year <= _YEARS[1]:
        yield f"năm của chỉ số {score.index_year} không hợp lý"
    if not score.index_year <= score.published_year <= _YEARS[1]:
        yield f"năm công bố {score.published_year} sớm hơn năm của chỉ số {score.index_year}"
    if score.rank is not None and score.rank < 1:
        yield f"thứ hạng {score.rank} không có"
    if score.n is not None and score.n < 1:
        yield f"số người trả lời {score.n} không có"
    if not score.source:
        yield "thiếu nguồn (văn bản hoặc địa chỉ trang)"


def doubts(scores: Iterable[Printed], definitions: Mapping[str, Definition]) -> list[Remark]:
    """Return where parts do not add up to what they are parts of; the line of the sum's own."""
    by_subject: dict[tuple[str, str, int], dict[str, Printed]] = {}
    for score in scores:
        key = (score.method, score.subject, score.index_year)
        by_subject.setdefault(key, {})[score.part] = score
    return [
        remark
        for (method, _subject, _year), parts in by_subject.items()
        for whole, code, below in _sums(definitions[method])
        for remark in _doubt(parts, whole, code, below)
    ]


def number(value: float, decimals: int = 4) -> str:
    """Write a score as 46,0415: no more decimals than it has, at most four."""
    written = f"{value:.{decimals}f}"
    return (written.rstrip("0").rstrip(".") if "." in written else written).replace(".", ",")


def _sums(definition: Definition) -> Iterator[tuple[str, str, Sequence[Part]]]:
    top = tuple(part for part in definition.parts if not part.is_group)
    # A share of all answers is no sum of the shares of its parts.
    if definition.index == "papi" and top:
        yield TOTAL, "điểm tổng", top
        for part in top:
            if part.parts:
                yield part.code, f"điểm {part.code}", part.parts


def _doubt(
    parts: Mapping[str, Printed], whole: str, name: str, below: Sequence[Part]
) -> Iterator[Remark]:
    own = parts.get(whole)
    if own is None or own.value is None:
        return
    known = [
        found.value
        for part in below
        if (found := parts.get(part.code)) is not None and found.value is not None
    ]
    if len(known) < len(below):
        return
    total = sum(known)
    if abs(total - own.value) > NEAR:
        words = f"{own.subject} {own.index_year}: {name} ghi {number(own.value)}"
        yield Remark(own.line, f"{words}, các phần cộng lại được {number(total)}", is_fault=False)
