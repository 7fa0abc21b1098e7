"""Importing responses: good lines go into the ledger once, bad ones are told.

A form's identity is its number where it has one, else everything written on it,
so the same sheet handed in twice adds nothing. Two forms without a number that
say the same are one form as far as anybody can tell: the second is refused, with
a word on how to number them.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice

from sqlalchemy.orm import Session

from survey.responses.ballot import Ballot
from survey.responses.clerk import Clerk, Refused
from survey.responses.sheet import Fault, Line, header_of, lines_of
from survey.responses.store import Kept, Outcome, keep

_PIECE = 5_000


@dataclass(slots=True)
class Report:
    """What an import did, or would do."""

    kept: int = 0
    kept_before: int = 0
    faults: list[Fault] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A ballot and the line it stood on."""

    line: int
    ballot: Ballot


def read_text(content: bytes) -> str | Fault:
    """Return the sheet's text; a byte-order mark is welcome, other encodings are not."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return Fault(line, "tệp không phải UTF-8; hãy lưu lại dạng CSV UTF-8")


def import_sheet(
    session: Session,
    content: bytes,
    *,
    commit: Callable[[], None],
    progress: Callable[[int], None] = lambda _lines: None,
) -> Report:
    """Take every good line of a sheet into the ledger; `commit` is called piece by piece."""
    report = Report()
    text = read_text(content)
    header = text if isinstance(text, Fault) else header_of(text.partition("\n")[0].rstrip("\r"))
    if isinstance(header, Fault) or isinstance(text, Fault):
        report.faults.append(header if isinstance(header, Fault) else Fault(1, str(text)))
        return report
    ballots = _ballots(Clerk(session), lines_of(text, header), report, progress)
    while piece := list(islice(ballots, _PIECE)):
        _keep_piece(session, piece, report)
        commit()
    report.faults.sort(key=lambda fault: fault.line)
    return report


def _ballots(
    clerk: Clerk,
    lines: Iterable[Line | Fault],
    report: Report,
    progress: Callable[[int], None],
) -> Iterator[Numbered]:
    seen: dict[str, int] = {}
    for line in lines:
        progress(1)
        if isinstance(line, Fault):
            report.faults.append(line)
            continue
        try:
            ballot = clerk.ballot(line, identity=_identity(line))
        except Refused as refused:
            report.faults.append(Fault(line.number, str(refused)))
            continue
        if ballot.id in seen:
            report.faults.append(Fault(line.number, _twice(line, seen[ballot.id])))
            continue
        seen[ballot.id] = line.number
        yield Numbered(line.number, ballot)


def _keep_piece(session: Session, piece: list[Numbered], report: Report) -> None:
    kept = keep(session.connection(), [numbered.ballot for numbered in piece])
    for numbered, result in zip(piece, kept, strict=True):
        _count(report, numbered.line, result)


def _count(report: Report, line: int, kept: Kept | None) -> None:
    if kept is None:
        report.faults.append(Fault(line, "đợt khảo sát vừa đóng"))
    elif kept.outcome is Outcome.KEPT:
        report.kept += 1
    elif kept.outcome is Outcome.KEPT_BEFORE:
        report.kept_before += 1
    else:
        report.faults.append(Fault(line, "số phiếu này đã có trong sổ với câu trả lời khác"))


def _identity(line: Line) -> str:
    place = [line.unit_code, line.counter_code, line.campaign, line.channel]
    said = [str(line.day), dict(line.cells), *([dict(line.design)] if line.design else [])]
    own = [line.form_no] if line.form_no else said
    written = json.dumps(["import", *place, *own], sort_keys=True, ensure_ascii=False)
    return sha256(written.encode()).hexdigest()[:32]


def _twice(line: Line, first: int) -> str:
    if line.form_no:
        return f"số phiếu {line.form_no} đã có ở dòng {first}"
    return f"giống hệt dòng {first}; nếu là hai phiếu khác nhau, thêm cột form_no (số phiếu)"
