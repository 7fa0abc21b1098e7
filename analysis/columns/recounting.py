"""The recount from the columns: every cell of the tallies counted afresh by DuckDB.

It sees what `rollup.recount` sees, much faster, and goes by the files instead of the
ledger: a file that was altered is told as such (`altered`).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.engine import Connection, Engine

from analysis.columns import machine, manifest, shelf
from analysis.columns.extending import extend
from analysis.columns.opening import load_apart, show
from analysis.columns.tables import load
from analysis.rollup.advance import catch_up
from analysis.rollup.cells import APART_MARK, Cell, CounterCell, GroupCell, MonthCell, UnitCell
from analysis.rollup.models import DayTally, GroupTotal, Mark, MonthTotal, Tally, UnitTotal
from analysis.rollup.recount import Difference, one_look

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_TYPES = {"unit_id": "INTEGER", "campaign_id": "INTEGER", "counter_id": "INTEGER", "n": "BIGINT"}
_TYPES |= {"day": "DATE", "month": "DATE"}
_MARKED = "SEMI JOIN marks ON marks.unit_id = {0}.unit_id AND {0}.position <= marks.position"
_SAID = f"""
    SELECT unit_id, campaign_id, question, day, counter_id, channel, is_out, value, count(*) AS n
    FROM answers {_MARKED.format("answers")} GROUP BY ALL
    UNION ALL
    SELECT unit_id, campaign_id, '', day, counter_id, channel, is_out, '', count(*)
    FROM responses {_MARKED.format("responses")} GROUP BY ALL
"""
CELLS = f"""
    SELECT * EXCLUDE (channel, is_out),
    CASE WHEN is_out THEN channel || '{APART_MARK}' ELSE channel END AS channel FROM ({_SAID})
"""
"""The finest cells, all units, up to where the tallies have counted."""

_HEADLINE = f"FROM fresh_day_tallies WHERE NOT ends_with(channel, '{APART_MARK}') GROUP BY ALL"
_MONTH = "date_trunc('month', day)::DATE AS month"
_GROUPED = f"""
    SELECT answers.unit_id, answers.campaign_id, question, procedure_group, value, count(*) AS n
    FROM answers JOIN responses USING (unit_id, position) {_MARKED.format("answers")}
    WHERE procedure_group IS NOT NULL AND NOT answers.is_out GROUP BY ALL
    UNION ALL
    SELECT unit_id, campaign_id, '', procedure_group, '', count(*)
    FROM responses {_MARKED.format("responses")}
    WHERE procedure_group IS NOT NULL AND NOT is_out GROUP BY ALL
"""
_FRESH: tuple[tuple[Any, Any, str], ...] = (
    (DayTally, Cell, CELLS),
    (
        Tally,
        CounterCell,
        f"SELECT * EXCLUDE (day, n), {_MONTH}, sum(n) AS n FROM fresh_day_tallies GROUP BY ALL",
    ),
    (
        MonthTotal,
        MonthCell,
        f"SELECT unit_id, campaign_id, question, {_MONTH}, value, sum(n) AS n " + _HEADLINE,
    ),
    (UnitTotal, UnitCell, f"SELECT unit_id, campaign_id, question, value, sum(n) AS n {_HEADLINE}"),
    (GroupTotal, GroupCell, _GROUPED),
)


def differences(engine: Engine, folder: Path) -> Iterator[Difference]:
    """Yield every cell in which the tallies differ from the columns, up to each unit's mark."""
    catch_up(engine)
    with shelf.reading(folder), machine.started(folder) as duck:
        with engine.connect().execution_options(**one_look(engine)) as connection:
            load_apart(duck, connection)
            load_marks(duck, connection)
            _load_tallies(duck, connection)
        extend(engine, folder)
        show(duck, engine, folder)
        for table, cell, afresh in _FRESH:
            yield from _compared(duck, table.__tablename__, cell, afresh)


def altered(engine: Engine, folder: Path) -> list[str]:
    """Return the files that are no longer what was written."""
    with engine.connect() as connection:
        known = manifest.files(connection)
    digests = {
        shelf.path_of(folder, file.name, kind): digest
        for file in known
        for kind, digest in zip(
            shelf.KINDS, (file.responses_digest, file.answers_digest), strict=True
        )
    }
    return [path.name for path, digest in digests.items() if shelf.digest_of(path) != digest]


def load_marks(duck: DuckDBPyConnection, connection: Connection) -> None:
    """Put how far each chain has been counted into the table `marks`."""
    marks = connection.execute(select(Mark.unit_id, Mark.position))
    load(duck, "marks", {"unit_id": "INTEGER", "position": "INTEGER"}, marks)


def _load_tallies(duck: DuckDBPyConnection, connection: Connection) -> None:
    for table, cell, _afresh in _FRESH:
        names = ("unit_id", *cell._fields, "n")
        shape = {name: _TYPES.get(name, "VARCHAR") for name in names}
        kept = connection.execute(select(*(getattr(table, name) for name in names)))
        load(duck, table.__tablename__, shape, kept)


def _compared(duck: DuckDBPyConnection, table: str, cell: Any, afresh: str) -> Iterator[Difference]:
    duck.execute(f"CREATE TEMP TABLE fresh_{table} AS {afresh}")
    key = ", ".join(("unit_id", *cell._fields))
    found = duck.execute(
        f"SELECT {key}, coalesce(kept.n, 0)::BIGINT, coalesce(fresh.n, 0)::BIGINT "
        f"FROM {table} AS kept FULL JOIN fresh_{table} AS fresh USING ({key}) "
        "WHERE kept.n IS DISTINCT FROM fresh.n ORDER BY ALL"
    )
    for unit_id, *where, tallied, counted in found.fetchall():
        yield Difference(unit_id, cell(*where), tallied, counted)
