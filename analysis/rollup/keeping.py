"""Keeping counts: a mark moves once from each position, and counts are added to what is there."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, Table, bindparam, func, select
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
    _add(connection, Tally.__table__, counted)
    _add(connection, MonthTotal.__table__, {unit: by_month(of) for unit, of in counted.items()})
    _add(connection, UnitTotal.__table__, {unit: by_campaign(of) for unit, of in counted.items()})


def insert_of(connection: Connection) -> Any:
    """Return the INSERT of this database, the one that knows ON CONFLICT."""
    return _INSERT[connection.dialect.name]


def _add(connection: Connection, table: Any, counted: Mapping[int, Counter[Any]]) -> None:
    rows = [
        {"unit_id": unit_id, "n": n, **cell._asdict()}
        for unit_id, cells in counted.items()
        for cell, n in sorted(cells.items())
    ]
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
