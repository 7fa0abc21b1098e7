"""Cells of what goes out to spreadsheets: text that would run as a formula is shown as text."""

_DANGEROUS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")

Cell = str | int | float | None


def safe_cell(value: Cell) -> Cell:
    """Return `value` so that no spreadsheet takes it for a formula; numbers are left alone."""
    if isinstance(value, str) and value.startswith(_DANGEROUS):
        return f"'{value}"
    return value
