"""Scans: what a machine has read of many forms, one row each, as one of their two typings.

Columns: form_code, day, one a question by the names printed beside the boxes, and
perhaps void and confidence. A cell of ~unreadable is one the machine could not read. A row
that cannot be a typing is told with its number and costs its neighbours nothing.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from itertools import islice

from sqlalchemy.orm import Session

from survey.paper import codes
from survey.paper.hearing import NO_DAY, hear
from survey.paper.keeping import Became
from survey.paper.subjects import asked_of, subject_of
from survey.paper.typing import Refusal, Typist, Waits, take
from survey.row import CannotRead, Row

CODE, DAY, IS_VOID, CONFIDENCE = "form_code", "day", "void", "confidence"
_NAMES = {
    "mã phiếu": CODE,
    "số phiếu": CODE,
    "ngày": DAY,
    "phiếu hỏng": IS_VOID,
    "độ tin cậy": CONFIDENCE,
}
_YES, _NO = frozenset(("1", "x", "yes", "có")), frozenset(("", "0", "no", "không"))
_PIECE = 200
_REFUSALS = {
    Refusal.TWICE: "phiếu này đã được quét trước đây",
    Refusal.OWN: "người gửi tệp này đã nhập phiếu, nên bản quét phải do người khác gửi",
    Refusal.FULL: "phiếu này đã được nhập đủ hai lần",
    Refusal.EARLY: "đợt khảo sát của phiếu này chưa mở",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row was not taken."""

    line: int
    words: str

    def __str__(self) -> str:
        return f"dòng {self.line}: {self.words}"


class NotTaken(Exception):
    """A row cannot be a typing; its words say why."""


@dataclass(slots=True)
class Report:
    """What became of a file of scans."""

    lines: int = 0
    waiting: int = 0
    kept: int = 0
    to_settle: int = 0
    void: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def taken(self) -> int:
        """How many rows became a typing."""
        return self.waiting + self.kept + self.to_settle + self.void

    def count(self, taken: Waits | Became) -> None:
        """Note what became of one row."""
        if taken is Waits.SECOND:
            self.waiting += 1
        elif taken is Waits.THIRD:
            self.to_settle += 1
        elif taken is Became.VOID:
            self.void += 1
        else:
            self.kept += 1


def import_scans(
    session: Session,
    rows: Iterable[Row],
    units: Collection[int] | None = None,
    progress: Callable[[int], None] = lambda _lines: None,
    *,
    brought_by: int | None = None,
) -> Report:
    """Take every good row as a typing by a scanner, and commit piece by piece.

    `units`: only forms of these; None for all. Whoever has `brought_by` types none of them.
    Raises CannotRead for a file without the columns there must be.
    """
    scanner = Typist(None, brought_by=brought_by)
    sheet = iter(rows)
    columns = _columns(next(sheet, None))
    report, seen = Report(), dict[str, int]()
    session.rollback()
    while piece := list(islice(sheet, _PIECE)):
        session.connection(execution_options={"writes": True})
        for row in piece:
            report.lines += 1
            try:
                report.count(_take(session, scanner, row, columns, seen, units))
            except NotTaken as reason:
                report.faults.append(Fault(row.number, str(reason)))
        session.commit()
        progress(report.lines)
    return report


def _take(  # noqa: PLR0913, PLR0917  a row, and all it is judged by
    session: Session,
    scanner: Typist,
    row: Row,
    columns: list[str],
    seen: dict[str, int],
    units: Collection[int] | None,
) -> Waits | Became:
    told = _told(row, columns)
    code = codes.normal(told.pop(CODE, ""))
    subject = subject_of(session, code, units)
    if subject is None:
        sort = "không có phiếu mang mã" if codes.is_well_formed(code) else "mã phiếu sai:"
        raise NotTaken(f"{sort} {code[:20]!r}")
    if code in seen:
        raise NotTaken(f"phiếu {codes.printed(code)} đã có ở dòng {seen[code]}")
    is_void = _is_void(told.pop(IS_VOID, ""))
    typist = replace(scanner, confidence=_confidence(told.pop(CONFIDENCE, "")))
    day = told.pop(DAY, "") or NO_DAY
    heard = hear(asked_of(session, subject), told, day, is_void=is_void)
    for name in heard.faults:
        told_at = "" if name.startswith("~") else f"câu {name!r}: "
        raise NotTaken(told_at + heard.told(name))
    taken = take(session, subject, heard.typed, typist)
    if isinstance(taken, Refusal):
        raise NotTaken(_REFUSALS[taken])
    seen[code] = row.number
    return taken


def _columns(heading: Row | None) -> list[str]:
    if heading is None or heading.fault:
        raise CannotRead("Tệp không có dòng tiêu đề đọc được.")
    plain = [cell.strip().lower() for cell in heading.cells]
    columns = [_NAMES.get(cell, cell) for cell in plain]
    if CODE not in columns:
        raise CannotRead("Thiếu cột form_code (mã phiếu).")
    doubled = sorted({each for each in columns if each and columns.count(each) > 1})
    if doubled:
        raise CannotRead(f"Cột {', '.join(doubled)} có hai lần.")
    return columns


def _told(row: Row, columns: list[str]) -> dict[str, str]:
    if row.fault:
        raise NotTaken(row.fault)
    cells = [cell.strip() for cell in row.cells]
    if any(cells[len(columns) :]):
        raise NotTaken(f"có {len(cells)} ô, tiêu đề có {len(columns)} cột")
    return {name: cell for name, cell in zip(columns, cells, strict=False) if name and cell}


def _is_void(written: str) -> bool:
    if written.lower() not in _YES | _NO:
        raise NotTaken(f"cột void: {written[:20]!r} phải là 1 hoặc để trống")
    return written.lower() in _YES


def _confidence(written: str) -> str | None:
    plain = written.replace(",", ".")
    whole, _point, part = plain.partition(".")
    is_share = plain.isascii() and whole in ("0", "1", "") and (part or "0").isdigit()
    if written and (not is_share or len(plain) > 16 or float(plain) > 1):
        raise NotTaken(f"độ tin cậy {written[:20]!r} phải từ 0 đến 1")
    return plain or None
