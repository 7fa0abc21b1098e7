"""Importing a sheet of dossiers: read, judged and taken in piece by piece.

Good lines go in, bad ones are told with their line and column, and the same sheet twice
changes nothing. A piece is committed before the next is read, so whoever rates waits
for a fraction of a second, and an import that is cut short is simply run again.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from sqlalchemy import text
from sqlalchemy.orm import Session

from survey import clock
from survey.dossiers import keyring, lines
from survey.dossiers.forgetting import forget_expired
from survey.dossiers.headings import Columns, columns_of
from survey.dossiers.known import Catalogue, Units
from survey.dossiers.lines import Fault, Line
from survey.dossiers.models import DossierImport
from survey.dossiers.taking import Intake, Tally
from survey.row import CannotRead, Row

PIECE = 10_000
_ROOM = text("PRAGMA cache_size = -96000")
"""On SQLite: the index of hashes is written all over, and is to fit the memory."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who hands a sheet in: its name, for which unit, by whom, and which units it may say."""

    source: str
    unit_id: int | None = None
    account_id: int | None = None
    reach: Collection[int] | None = None


def import_rows(
    session: Session,
    rows: Iterable[Row],
    sender: Sender,
    refused: Callable[[Fault], None],
    *,
    size: int = 0,
) -> tuple[Tally, tuple[str, ...]]:
    """Take in what `rows` say (heading first), commit, and return what became of it.

    The second value names the columns that were left unread. Each line that is not
    taken is handed to `refused`, in the order of the sheet. Raises CannotRead for one whose
    heading cannot be used.
    """
    sheet = iter(rows)
    columns = _columns(next(sheet, None))
    forget_expired(session, clock.today())
    intake = Intake(keyring.hash_key(), Units(session, sender.reach), Catalogue(session))
    today = clock.today()
    session.rollback()
    while piece := list(islice(sheet, PIECE)):
        intake.tally.lines += len(piece)
        _take(session, intake, list(_judged(piece, columns, today)), refused)
    session.add(_record(sender, intake.tally, size))
    session.commit()
    return intake.tally, columns.unread


def _columns(heading: Row | None) -> Columns:
    if heading is None or heading.fault:
        raise CannotRead("Tệp không có dòng tiêu đề đọc được.")
    columns = columns_of(heading.cells)
    if columns.faults:
        raise CannotRead("; ".join(columns.faults) + ".")
    return columns


def _judged(piece: list[Row], columns: Columns, today: date) -> Iterator[Line | Fault]:
    for number, cells, fault in piece:
        if fault is not None:
            yield Fault(number, "", fault)
        else:
            yield lines.read(number, cells, columns.at, today)


def _take(
    session: Session,
    intake: Intake,
    judged: list[Line | Fault],
    refused: Callable[[Fault], None],
) -> None:
    good = [each for each in judged if isinstance(each, Line)]
    bad = [each for each in judged if isinstance(each, Fault)]
    intake.tally.refused += len(bad)
    connection = session.connection(execution_options={"writes": True})
    if connection.dialect.name == "sqlite" and len(judged) == PIECE:
        connection.execute(_ROOM)
    bad += intake.take(connection, good)
    session.commit()
    for fault in sorted(bad, key=lambda each: each.line):
        refused(fault)


def _record(sender: Sender, tally: Tally, size: int) -> DossierImport:
    return DossierImport(
        at=clock.now(),
        source=sender.source[:120],
        unit_id=sender.unit_id,
        account_id=sender.account_id,
        lines=tally.lines,
        taken=tally.taken,
        changed=tally.changed,
        unchanged=tally.unchanged,
        refused=tally.refused,
        size=size,
    )
