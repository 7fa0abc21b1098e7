"""The recount: the whole ledger counted afresh and held against the tallies.

Rulings are followed as far as the tallies say they follow them; `advance` comes first.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from analysis.rollup.cells import (
    Cell,
    CounterCell,
    GroupCell,
    MonthCell,
    UnitCell,
    by_campaign,
    by_counter,
    by_month,
)
from analysis.rollup.counting import count, count_groups
from analysis.rollup.keeping import Counted
from analysis.rollup.models import (
    Apart,
    AppliedRuling,
    DayTally,
    GroupTotal,
    Mark,
    MonthTotal,
    Tally,
    UnitTotal,
)
from analysis.rollup.ruled import Said, Stand, is_out, stands
from survey.responses.flags import read
from survey.responses.models import Ruling
from survey.responses.reading import entries_after

_PIECE = 20_000
_TABLES: Mapping[Any, Any] = {
    DayTally: Cell,
    Tally: CounterCell,
    MonthTotal: MonthCell,
    UnitTotal: UnitCell,
    GroupTotal: GroupCell,
}


class Stood(NamedTuple):
    """A response that is or was apart, and where it stands."""

    response_id: str
    standing: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell of one unit in which the tallies and the ledger disagree."""

    unit_id: int
    cell: Cell | CounterCell | MonthCell | UnitCell | GroupCell | Stood
    tallied: int
    counted: int


def differences(
    engine: Engine, progress: Callable[[int], object] = lambda _answers: None
) -> Iterator[Difference]:
    """Yield every cell in which the tallies differ from the ledger up to the unit's mark."""
    with Session(engine) as reader:
        unit_ids = reader.scalars(select(Mark.unit_id).order_by(Mark.unit_id)).all()
    for unit_id in unit_ids:
        yield from _differences(engine, unit_id, progress)


def counted_so_far(engine: Engine) -> int:
    """Return how many answers stand before the marks."""
    with Session(engine) as reader:
        return int(reader.scalar(select(func.sum(Mark.position))) or 0)


def compare(
    unit_id: int, tallied: Mapping[Any, int], counted: Mapping[Any, int]
) -> Iterator[Difference]:
    """Yield the cells whose two counts are not the same."""
    for cell in sorted(tallied.keys() | counted.keys()):
        there, afresh = tallied.get(cell, 0), counted.get(cell, 0)
        if there != afresh:
            yield Difference(unit_id, cell, there, afresh)


def _differences(
    engine: Engine, unit_id: int, progress: Callable[[int], object]
) -> Iterable[Difference]:
    # One look for mark, tallies and entries: a catch-up may run at the same time.
    with engine.connect().execution_options(**one_look(engine)) as connection:
        reader = Session(connection)
        position = reader.scalar(select(Mark.position).where(Mark.unit_id == unit_id)) or 0
        kept = {cell: _kept(reader, table, cell, unit_id) for table, cell in _TABLES.items()}
        apart = _apart(reader, unit_id)
        counted, stood = _counted(reader, unit_id, position, progress)
    yield from compare(unit_id, apart, stood)
    for cell, afresh in _afresh(counted).items():
        yield from compare(unit_id, kept[cell], afresh)


def _afresh(counted: Counted) -> dict[type, Mapping[Any, int]]:
    return {
        Cell: counted.cells,
        CounterCell: by_counter(counted.cells),
        MonthCell: by_month(counted.cells),
        UnitCell: by_campaign(counted.cells),
        GroupCell: counted.groups,
    }


def one_look(engine: Engine) -> dict[str, str]:
    """Return the options of a connection whose every statement sees one state."""
    # SQLite's transactions see one state anyway.
    is_sqlite = engine.dialect.name == "sqlite"
    return {} if is_sqlite else {"isolation_level": "REPEATABLE READ"}


def _kept(session: Session, table: Any, cell: Any, unit_id: int) -> dict[Any, int]:
    columns = [getattr(table, name) for name in cell._fields]
    found = session.execute(select(*columns, table.n).where(table.unit_id == unit_id))
    return {cell(*row[:-1]): row[-1] for row in found}


def _apart(session: Session, unit_id: int) -> dict[Any, int]:
    found = session.execute(
        select(Apart.response_id, Apart.standing).where(Apart.unit_id == unit_id)
    )
    return {Stood(*row): 1 for row in found}


def _said(session: Session, unit_id: int) -> dict[str, Said]:
    found = session.execute(
        select(Ruling.response_id, Ruling.counts, Ruling.account_id)
        .join(AppliedRuling, AppliedRuling.ruling_id == Ruling.id)
        .where(Ruling.unit_id == unit_id)
        .order_by(Ruling.id)
    )
    return {response: Said(counts, account is not None) for response, counts, account in found}


def _counted(
    session: Session, unit_id: int, position: int, progress: Callable[[int], object]
) -> tuple[Counted, dict[Stood, int]]:
    said = _said(session, unit_id)
    counted = Counted(Counter(), Counter())
    apart: dict[Stood, int] = {}

    def stand(entry: Any) -> Stand | None:
        return stands(read(entry.flags), said.get(entry.id))

    after = 0
    while after < position:
        entries = entries_after(session, unit_id, after, min(_PIECE, position - after))
        if not entries:
            break  # the mark stands behind the chain's end: the cells will differ
        counted.cells.update(count(entries, lambda entry: is_out(stand(entry))))
        counted.groups.update(count_groups(entries, lambda entry: is_out(stand(entry))))
        apart |= {Stood(each.id, where): 1 for each in entries if (where := stand(each))}
        after = entries[-1].position
        progress(len(entries))
    return counted, apart
