"""Opening the columns: two views over all files, in step with ledger and rulings.

`responses(unit_id, position, campaign_id, counter_id, channel, day, minute, language,
questionnaire, version, flags, procedure_group, resolving_unit_id, on_time, is_flagged,
is_out)` has a row for each response; `counter_id` is `NO_COUNTER` where there is none.
`answers(unit_id, position, campaign_id, counter_id, channel, day, question, value,
is_flagged, is_out)` has one for each value that the tallies count: a tick of several, a
row of a matrix as "question.row", "~answered" beside ticks and words. `is_out` says of
both what is not in the headline as it is ruled now.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, select
from sqlalchemy.engine import Connection, Engine

from analysis.columns import machine, manifest, shelf
from analysis.columns.extending import extend
from analysis.columns.merging import paths
from analysis.columns.shape import SHAPES, columns_of
from analysis.columns.tables import load
from analysis.rollup.advance import catch_up
from analysis.rollup.models import Apart
from analysis.rollup.ruled import Stand
from survey.responses.models import Response

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_APART = {"unit_id": "INTEGER", "position": "INTEGER", "is_out": "BOOLEAN"}


@contextmanager
def opened(
    engine: Engine, folder: Path, unit_ids: Collection[int] | None = None
) -> Iterator[DuckDBPyConnection]:
    """Lend a DuckDB with views over what stands in the ledger, of all units or of `unit_ids`."""
    catch_up(engine, unit_ids)
    extend(engine, folder, unit_ids=unit_ids)
    with shelf.reading(folder), machine.started(folder) as duck:
        with engine.connect() as connection:
            load_apart(duck, connection, unit_ids)
        show(duck, engine, folder, unit_ids)
        yield duck


def load_apart(
    duck: DuckDBPyConnection, connection: Connection, unit_ids: Collection[int] | None = None
) -> None:
    """Put where answers that are or were apart stand now into the table `apart`."""
    wanted = select(Apart.unit_id, Response.position, Apart.standing != Stand.IN).join(
        Response, Response.id == Apart.response_id
    )
    if unit_ids is not None:
        wanted = wanted.where(Apart.unit_id.in_(unit_ids))
    load(duck, "apart", _APART, connection.execute(wanted))


def show(
    duck: DuckDBPyConnection,
    engine: Engine,
    folder: Path,
    unit_ids: Collection[int] | None = None,
) -> None:
    """Make the views over the manifest's files; the table `apart` is there."""
    with engine.connect() as connection:
        known = manifest.files(connection, unit_ids)
    if unit_ids is not None:
        load(duck, "asked", {"unit_id": "INTEGER"}, [(unit_id,) for unit_id in unit_ids])
    asked = "" if unit_ids is None else "WHERE unit_id IN (FROM asked)"
    for kind in SHAPES:
        duck.execute(f"CREATE TEMP TABLE no_{kind} ({columns_of(kind)})")
        # What came in flagged and is in no table yet has been ruled by nobody.
        duck.execute(
            f"CREATE TEMP VIEW {kind} AS SELECT kept.*, "
            "coalesce(apart.is_out, kept.is_flagged) AS is_out "
            f"FROM (FROM {_all(folder, known, kind)} {asked}) AS kept "
            "LEFT JOIN apart USING (unit_id, position)"
        )


def _all(folder: Path, known: Sequence[Row[Any]], kind: str) -> str:
    return f"read_parquet([{paths(folder, known, kind)}])" if known else f"no_{kind}"
