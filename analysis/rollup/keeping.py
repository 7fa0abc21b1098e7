"""Keeping counts: a mark moves once from each position, and counts are added to what is there."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Table
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


def add(connection: Connection, unit_id: int, cells: Counter[Cell]) -> None:
    """Add the counts of one unit to its tallies and their totals."""
    _add(connection, Tally.__table__, unit_id, cells.items())
    _add(connection, MonthTotal.__table__, unit_id, by_month(cells).items())
    _add(connection, UnitTotal.__table__, unit_id, by_campaign(cells).items())


def insert_of(connection: Connection) -> Any:
    """Return the INSERT of this database, the one that knows ON CONFLICT."""
    return _INSERT[connection.dialect.name]


def _add(
    connection: Connection, table: Any, unit_id: int, counts: Iterable[tuple[Any, int]]
) -> None:
    rows = [{"unit_id": unit_id, "n": n, **cell._asdict()} for cell, n in sorted(counts)]
    if not rows:
        return
    added = insert_of(connection)(table)
    connection.execute(
        added.on_conflict_do_update(
            index_elements=_key(table), set_={"n": table.c.n + added.excluded.n}
        ),
        rows,
    )


def _key(table: Table) -> list[str]:
    return [column.name for column in table.primary_key.columns]
