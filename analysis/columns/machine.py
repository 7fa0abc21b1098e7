"""DuckDB on this room's terms: in memory, spilling beside the columns, fetching nothing.

It is imported only when it is used, so that no page pays for it at start.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from errno import ENOSPC
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.columns.shelf import spilling

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_MEMORY = "1GB"
_FULL = ("No space left", "File too large", "quota exceeded")


class NoRoom(OSError):
    """The disk has no room for the columns; tables and files are as they were."""


@contextmanager
def started(folder: Path) -> Iterator[DuckDBPyConnection]:
    """Lend a DuckDB of one's own that works beside `folder`."""
    import duckdb  # noqa: PLC0415

    with spilling(folder) as spill:
        terms = {
            "memory_limit": _MEMORY,
            "temp_directory": str(spill),
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        }
        connection = duckdb.connect(config=terms)
        try:
            yield connection
        finally:
            connection.close()


@contextmanager
def saying_when_full() -> Iterator[None]:
    """Raise NoRoom where DuckDB finds the disk full."""
    import duckdb  # noqa: PLC0415

    try:
        yield
    except (duckdb.IOException, duckdb.OutOfMemoryException) as reason:
        if any(words in str(reason) for words in _FULL):
            raise NoRoom(ENOSPC, str(reason)) from reason
        raise


def quoted(text: object) -> str:
    """Return `text` as DuckDB's SQL writes it."""
    return "'" + str(text).replace("'", "''") + "'"
