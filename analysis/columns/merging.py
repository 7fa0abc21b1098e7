"""Merging: many small files become one, so that reading a year is not opening a thousand.

The new file lies whole before the manifest changes, and the old ones go only after that
and while nobody reads: there is no moment without all entries, or with one of them twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy.engine import Engine

from analysis.columns import manifest, shelf
from analysis.columns.machine import quoted
from analysis.columns.shape import SHAPES
from analysis.columns.writing import put

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

BIG = 1_000_000
"""A file of so many responses is left as it is."""

MANY = 8
"""So many small files are merged."""


def merge(engine: Engine, folder: Path, duck: DuckDBPyConnection) -> None:
    """Merge the small files if there are many."""
    with engine.connect() as connection:
        small = [file for file in manifest.files(connection) if file.responses < BIG]
    if len(small) >= MANY:
        for several in together(small):
            _merge(engine, folder, duck, several)


def together(small: Sequence[Any]) -> Iterator[list[Any]]:
    """Put files together, the first first, until they make a big one."""
    several: list[Any] = []
    for file in small:
        several.append(file)
        if sum(each.responses for each in several) >= BIG:
            yield several
            several = []
    if len(several) > 1:
        yield several


def _merge(engine: Engine, folder: Path, duck: DuckDBPyConnection, several: Sequence[Any]) -> None:
    sources = {
        kind: f"read_parquet([{paths(folder, several, kind)}]) ORDER BY unit_id, position"
        for kind in SHAPES
    }
    file_ids = [file.id for file in several]
    with engine.connect() as connection:
        spans = manifest.spans_of(connection, file_ids)
    manifest.enter(engine, put(folder, duck, sources, spans), instead_of=file_ids)


def paths(folder: Path, several: Sequence[Any], kind: str) -> str:
    """Return the files of `kind` as DuckDB reads a list of them."""
    return ", ".join(quoted(shelf.path_of(folder, file.name, kind)) for file in several)
