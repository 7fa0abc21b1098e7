"""Rows brought into DuckDB, a piece at a time, as plain arrays a column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_PIECE = 100_000


def load(
    duck: DuckDBPyConnection, table: str, shape: Mapping[str, str], rows: Iterable[Sequence[Any]]
) -> None:
    """Make the table with the columns of `shape`, and put `rows` into it."""
    columns = ", ".join(f"{name} {of}" for name, of in shape.items())
    duck.execute(f"CREATE OR REPLACE TEMP TABLE {table} ({columns})")
    left = iter(rows)
    while piece := list(islice(left, _PIECE)):
        arranged = dict(zip(shape, zip(*piece, strict=True), strict=True))
        register(duck, "arranged", arranged)
        duck.execute(f"INSERT INTO {table} FROM arranged")
        duck.unregister("arranged")


def register(duck: DuckDBPyConnection, name: str, columns: Mapping[str, Sequence[Any]]) -> None:
    """Let DuckDB read `columns` as the table `name`; numbers without gaps travel fastest."""
    import numpy  # noqa: PLC0415

    duck.register(
        name,
        {
            each: numpy.array(of, dtype=numpy.int64 if _is_whole(of) else object)
            for each, of in columns.items()
        },
    )


def _is_whole(column: Sequence[Any]) -> bool:
    return bool(column) and all(type(value) is int for value in column)
