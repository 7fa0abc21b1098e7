"""Keeping counts: a mark moves once from each position, and counts are added to what is there.

Taken away is only what was added: under the lock of the unit's mark, see `applying`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Select, Table, bindparam, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from analysis.rollup.counting import Cell, by_campaign, by_month
from analysis.rollup.models import Mark, MonthTotal, Tally, UnitTotal

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


def add(connection: Connection, counted: Mapping[int, Counter[Cell]]) -> None:
    """Add the counts of each unit to its tallies and their totals."""
    for table, cells in _everywhere(counted):
        _add(connection, table, cells)


def take_away(connection: Connection, counted: Mapping[int, Counter[Cell]]) -> None:
    """Take the counts of each unit away again; a cell that comes to nothing is removed."""
    for table, cells in _everywhere(counted):
        rows = [{f"of_{name}": value for name, value in row.items()} for row in _rows(cells)]
        if rows:
            here = [table.c[name] == bindparam(f"of_{name}") for name in _key(table)]
            less = table.c.n - bindparam("of_n")
            connection.execute(delete(table).where(*here, less == 0), rows)
            connection.execute(update(table).where(*here, less > 0).values(n=less), rows)


def insert_of(connection: Connection) -> Any:
    """Return the INSERT of this database, the one that knows ON CONFLICT."""
    return _INSERT[connection.dialect.name]


def _everywhere(
    counted: Mapping[int, Counter[Cell]],
) -> Iterator[tuple[Any, dict[int, Counter[Any]]]]:
    yield Tally.__table__, dict(counted)
    yield MonthTotal.__table__, {unit: by_month(of) for unit, of in counted.items()}
    yield UnitTotal.__table__, {unit: by_campaign(of) for unit, of in counted.items()}


def _rows(counted: Mapping[int, Counter[Any]]) -> list[dict[str, Any]]:
    return [
        {"unit_id": unit_id, "n": n, **cell._asdict()}
        for unit_id, cells in counted.items()
        for cell, n in sorted(cells.items())
    ]


def _add(connection: Connection, table: Any, counted: Mapping[int, Counter[Any]]) -> None:
    rows = _rows(counted)
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        names = [column.name for column in table.columns]
        # One array a column: psycopg sends rows one by one, and reads long VALUES slowly.
        columns = {name: [row[name] for row in rows] for name in names}
        new = postgresql.insert(table).from_select(names, _unnested(table))
        connection.execute(_adding(new, table), columns)
    else:
        connection.execute(_adding(insert_of(connection)(table), table), rows)


def _adding(new: Any, table: Any) -> Any:
    return new.on_conflict_do_update(
        index_elements=_key(table), set_={"n": table.c.n + new.excluded.n}
    )


def _unnested(table: Table) -> Select[Any]:
    return select(
        *(
            func.unnest(bindparam(column.name, type_=postgresql.ARRAY(column.type)))
            for column in table.columns
        )
    )


def _key(table: Table) -> list[str]:
    return [column.name for column in table.primary_key.columns]
