"""Importing a frame: read, judged and taken in piece by piece, whole or not at all.

Good lines go in, bad ones are told with their line and column. A piece is committed
before the next is read, so nobody else waits; nobody can draw from the frame until its
last line is in. The same file twice is told and changes nothing, and an import that was
cut short is simply run again.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from survey import clock
from survey.row import CannotRead, Row
from survey.sampling import headings, tables
from survey.sampling.communes import Communes
from survey.sampling.headings import Columns, called, columns_of
from survey.sampling.lines import Fault, Line, reader
from survey.sampling.models import Frame

PIECE = 20_000
_READ_AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Whose frame it is, what it is called, from which file, and who hands it in."""

    code: str
    name: str
    source: str
    digest: str
    unit_id: int
    account_id: int | None = None
    may_be_elsewhere: bool = False  # communes that are none of our units are taken


@dataclass(slots=True)
class Tally:
    """What became of the lines of a frame."""

    lines: int = 0
    taken: int = 0
    refused: int = 0
    unread: tuple[str, ...] = ()
    frame_id: int | None = None  # None where no line could be used


def digest_of(path: Path) -> str:
    """Return the digest of a file, as sha256sum says it."""
    digest = sha256()
    with path.open("rb") as file:
        while piece := file.read(_READ_AT_ONCE):
            digest.update(piece)
    return digest.hexdigest()


def import_rows(
    session: Session, rows: Iterable[Row], sender: Sender, refused: Callable[[Fault], None]
) -> Tally:
    """Take in the frame that `rows` say (heading first), commit, and return what became of it.

    Each line that is not taken is handed to `refused`, in the order of the file. Raises
    CannotRead for a file whose heading cannot be used or that is here already.
    """
    sheet = iter(rows)
    columns = _columns(next(sheet, None))
    intake = _Intake(sender, columns, Communes(session))
    session.rollback()
    frame_id = _begin(session, sender)
    tally = Tally(unread=columns.unread)
    while piece := list(islice(sheet, PIECE)):
        good, bad = intake.judged(piece)
        writer = session.connection(execution_options={"writes": True})
        if not tables.add(writer, frame_id, good):
            session.rollback()
            raise CannotRead("Khung này đang được nhập ở một nơi khác.")
        session.commit()
        tally.lines += len(piece)
        tally.taken += len(good)
        tally.refused += len(bad)
        for fault in bad:
            refused(fault)
    tally.frame_id = _finish(session, frame_id, tally.taken)
    return tally


class _Intake:
    """One frame on its way in: what its lines are held against."""

    def __init__(self, sender: Sender, columns: Columns, communes: Communes) -> None:
        self._read = reader(columns)
        self._communes = communes
        self._looks = headings.COMMUNE in columns.at
        self._may_be_elsewhere = sender.may_be_elsewhere
        self._seen: set[str] = set()

    def judged(self, piece: list[Row]) -> tuple[list[Line], list[Fault]]:
        """Return the lines that may be drawn, and why the others may not."""
        good: list[Line] = []
        bad: list[Fault] = []
        for each in self._each(piece):
            if isinstance(each, Line):
                good.append(each)
            else:
                bad.append(each)
        return good, bad

    def _each(self, piece: list[Row]) -> Iterator[Line | Fault]:
        for number, cells, fault in piece:
            line = Fault(number, "", fault) if fault else self._placed(self._read(number, cells))
            if isinstance(line, Line):
                if line.code in self._seen:
                    words = "mã này đã có ở một dòng trước"
                    line = Fault(number, called(headings.CODE), words)
                else:
                    self._seen.add(line.code)
            yield line

    def _placed(self, line: Line | Fault) -> Line | Fault:
        if not self._looks or isinstance(line, Fault):
            return line
        code = self._communes.code_of(line.commune)
        if code is not None:
            return line if code == line.commune else line._replace(commune=code)
        if self._may_be_elsewhere:
            return line
        words = "không có trong danh mục đơn vị (cả trước và sau sắp xếp)"
        return Fault(line.number, called(headings.COMMUNE), words)


def _columns(heading: Row | None) -> Columns:
    if heading is None or heading.fault:
        raise CannotRead("Tệp không có dòng tiêu đề đọc được.")
    columns = columns_of(heading.cells)
    if columns.faults:
        raise CannotRead("; ".join(columns.faults) + ".")
    return columns


def _begin(session: Session, sender: Sender) -> int:
    writer = session.connection(execution_options={"writes": True})
    same = or_(Frame.code == sender.code, Frame.digest == sender.digest)
    known = (Frame.id, Frame.code, Frame.digest, Frame.imported_at)
    for frame_id, code, digest, imported_at in session.execute(select(*known).where(same)).all():
        if imported_at is None:
            tables.remove(writer, frame_id)  # left behind by an import that was cut short
        elif digest == sender.digest:
            raise CannotRead(f"Tệp này đã được nhập thành khung mẫu {code}.")
        else:
            raise CannotRead(f"Mã khung mẫu {sender.code} đã dùng cho một tệp khác.")
    frame = Frame(
        code=sender.code,
        name=sender.name,
        unit_id=sender.unit_id,
        source=sender.source[:120],
        rows=0,
        digest=sender.digest,
        account_id=sender.account_id,
    )
    session.add(frame)
    session.flush()
    frame_id = frame.id
    session.commit()
    return frame_id


def _finish(session: Session, frame_id: int, taken: int) -> int | None:
    writer = session.connection(execution_options={"writes": True})
    if not taken:
        tables.remove(writer, frame_id)
        session.commit()
        return None
    whole = update(Frame).where(Frame.id == frame_id)
    writer.execute(whole.values(rows=taken, imported_at=clock.now()))
    tables.measure(writer)
    session.commit()
    return frame_id
