"""The recount: the whole ledger counted afresh and held against the tallies."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from analysis.rollup.counting import Cell, MonthCell, UnitCell, by_campaign, by_month, count
from analysis.rollup.models import Mark, MonthTotal, Tally, UnitTotal
from survey.responses.reading import entries_after

_PIECE = 20_000


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell of one unit in which the tallies and the ledger disagree."""

    unit_id: int
    cell: Cell | MonthCell | UnitCell
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
    with engine.connect().execution_options(**_one_look(engine)) as connection:
        reader = Session(connection)
        position = reader.scalar(select(Mark.position).where(Mark.unit_id == unit_id)) or 0
        tallied = _kept(reader, Tally, Cell, unit_id)
        months = _kept(reader, MonthTotal, MonthCell, unit_id)
        totals = _kept(reader, UnitTotal, UnitCell, unit_id)
        counted = _counted(reader, unit_id, position, progress)
    yield from compare(unit_id, tallied, counted)
    yield from compare(unit_id, months, by_month(counted))
    yield from compare(unit_id, totals, by_campaign(counted))


def _one_look(engine: Engine) -> dict[str, str]:
    # SQLite's transactions see one state anyway.
    is_sqlite = engine.dialect.name == "sqlite"
    return {} if is_sqlite else {"isolation_level": "REPEATABLE READ"}


def _kept(session: Session, table: Any, cell: Any, unit_id: int) -> dict[Any, int]:
    columns = [getattr(table, name) for name in cell._fields]
    found = session.execute(select(*columns, table.n).where(table.unit_id == unit_id))
    return {cell(*row[:-1]): row[-1] for row in found}


def _counted(
    session: Session, unit_id: int, position: int, progress: Callable[[int], object]
) -> Counter[Cell]:
    counted: Counter[Cell] = Counter()
    after = 0
    while after < position:
        entries = entries_after(session, unit_id, after, min(_PIECE, position - after))
        if not entries:
            break  # the mark stands behind the chain's end: the cells will differ
        counted += count(entries)
        after = entries[-1].position
        progress(len(entries))
    return counted
