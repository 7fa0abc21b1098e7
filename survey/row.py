"""A row of a sheet, whatever file it stood in, and the word that a file is none of ours."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

MOST_COLUMNS = 200


class CannotRead(Exception):
    """The file as a whole cannot be read; the words say why."""


class Row(NamedTuple):
    """One row: its number in the file, and its cells or why it has none."""

    number: int
    cells: Sequence[str]
    fault: str | None = None


def plain(value: object) -> str | None:
    """Return a cell as words; None for what no column of ours can hold."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        return str(value)
    return None
