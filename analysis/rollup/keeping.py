"""Keeping counts: a mark moves once from each position, and counts are added to what is there.

Taken away is only what was added: under the lock of the unit's mark, see `applying`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, Table, bindparam, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

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
from analysis.rollup.models import DayTally, GroupTotal, Mark, MonthTotal, Tally, UnitTotal

_TOGETHER: tuple[tuple[Any, Any, Any], ...] = (
    (Tally, CounterCell, by_counter),
    (MonthTotal, MonthCell, by_month),
    (UnitTotal, UnitCell, by_campaign),
)
_INSERT: Mapping[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def move(connection: Connection, unit_id: int, before: int, after: int) -> bool:
    """Move the unit's mark from `before` to `after`; False when it does not stand there.

    The row stays locked until the transaction ends, so whoever comes second waits
    and then finds it moved.
    """
    marks = Mark.__table__
    made = insert_of(connection)(marks).values(unit_id=unit_id, position=after)
    moved = connection.execute(
        made.on_conflict_do_update(
            index_elements=["unit_id"],
            set_={"position": after},
            where=marks.c.position == before,
        ).returning(marks.c.position)
    )
    return moved.first() is not None


class Counted(NamedTuple):
    """What was counted of one unit's chain: by day, and by group of procedures."""

    cells: Counter[Cell]
    groups: Counter[GroupCell]


def add(connection: Connection, counted: Mapping[int, Counted]) -> None:
    """Add the counts of each unit to its tallies and their totals."""
    for table, fields, cells in _everywhere(counted):
        _add(connection, table, _names(fields), _rows(cells))


def take_away(connection: Connection, counted: Mapping[int, Counted]) -> None:
    """Take the counts of each unit away again; a cell that comes to nothing is removed."""
    for table, fields, cells in _everywhere(counted):
        names = [f"of_{name}" for name in _names(fields)]
        rows = [dict(zip(names, row, strict=True)) for row in _rows(cells)]
        if rows:
            here = [table.c[name] == bindparam(f"of_{name}") for name in _key(table)]
            less = table.c.n - bindparam("of_n")
            connection.execute(delete(table).where(*here, less == 0), rows)
            connection.execute(update(table).where(*here, less > 0).values(n=less), rows)


def insert_of(connection: Connection) -> Any:
    """Return the INSERT of this database, the one that knows ON CONFLICT."""
    return _INSERT[connection.dialect.name]


def _everywhere(
    counted: Mapping[int, Counted],
) -> Iterator[tuple[Any, tuple[str, ...], dict[int, Counter[Any]]]]:
    cells = {unit: of.cells for unit, of in counted.items()}
    yield DayTally.__table__, Cell._fields, dict(cells)
    for model, cell, together in _TOGETHER:
        yield model.__table__, cell._fields, {unit: together(of) for unit, of in cells.items()}
    groups = {unit: of.groups for unit, of in counted.items()}
    yield GroupTotal.__table__, GroupCell._fields, dict(groups)


def _names(fields: tuple[str, ...]) -> tuple[str, ...]:
    # In the order of the tables' columns, which is the order SQLite is given the values in.
    return (*fields[:2], "unit_id", *fields[2:], "n")


def _rows(counted: Mapping[int, Counter[Any]]) -> list[tuple[Any, ...]]:
    return [
        (*cell[:2], unit_id, *cell[2:], n)
        for unit_id, cells in counted.items()
        for cell, n in cells.items()
    ]


def _add(
    connection: Connection, table: Any, names: Sequence[str], rows: list[tuple[Any, ...]]
) -> None:
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        # One array a column: psycopg sends rows one by one, and reads long VALUES slowly.
        columns = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
        new = postgresql.insert(table).from_select(names, _unnested(table, names))
        connection.execute(_adding(new, table), columns)
    else:
        # Past SQLAlchemy's own look at each value: a piece comes to tens of thousands of rows.
        new = sqlite.insert(table).values({name: bindparam(name) for name in names})
        written = str(_adding(new, table).compile(dialect=connection.dialect))
        connection.exec_driver_sql(written, _with_days_written(rows))


def _with_days_written(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    # Where a table speaks of time at all, its day or month stands fourth.
    if not isinstance(rows[0][3], date):
        return rows
    return [(*row[:3], row[3].isoformat(), *row[4:]) for row in rows]


def _adding(new: Any, table: Any) -> Any:
    return new.on_conflict_do_update(
        index_elements=_key(table), set_={"n": table.c.n + new.excluded.n}
    )


def _unnested(table: Table, names: Sequence[str]) -> Select[Any]:
    return select(
        *(
            func.unnest(bindparam(name, type_=postgresql.ARRAY(table.c[name].type)))
            for name in names
        )
    )


def _key(table: Table) -> list[str]:
    return [column.name for column in table.primary_key.columns]
