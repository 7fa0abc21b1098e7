"""Reading known totals from a sheet: variable, level, total; a line for each level.

Every line that is wrong is told with its number; a sheet with one is not kept at all, for
half a margin weights to nothing that is true.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from survey.places.spelling import folded
from survey.row import Row

HEADINGS = {
    "variable": ("variable", "bien"),
    "level": ("level", "muc", "gia tri"),
    "total": ("total", "so nguoi", "tong", "tong so"),
}
_NAMES = {"variable": "biến", "level": "mức", "total": "số người"}
MOST = 5_000
_LONGEST = 80
_LARGEST = Decimal(10) ** 12


@dataclass(frozen=True, slots=True)
class Wrong:
    """A line that cannot be taken, and why (line 1: the heading)."""

    line: int
    words: str


@dataclass(slots=True)
class TotalsSheet:
    """What a sheet says: totals by variable and level, and what is wrong."""

    totals: dict[str, dict[str, float]] = field(default_factory=dict)
    wrong: list[Wrong] = field(default_factory=list)


def totals_in(rows: Iterator[Row]) -> TotalsSheet:
    """Return the totals of a sheet; raises `survey.row.CannotRead` as the rows do."""
    sheet = TotalsSheet()
    heading = next(rows, None)
    if heading is None:
        sheet.wrong.append(Wrong(1, "tệp trống"))
        return sheet
    named = {folded(cell.strip()): at for at, cell in enumerate(heading.cells)}
    places = {key: named[n] for key, names in HEADINGS.items() for n in names if n in named}
    missing = [key for key in HEADINGS if key not in places]
    if missing:
        sheet.wrong.append(Wrong(1, f"thiếu cột {', '.join(_NAMES[key] for key in missing)}"))
        return sheet
    seen: dict[tuple[str, str], int] = {}
    for row in rows:
        if len(seen) > MOST:
            sheet.wrong.append(Wrong(row.number, f"tệp dài quá {MOST} dòng"))
            return sheet
        _take(sheet, row, places, seen)
    if not seen and not sheet.wrong:
        sheet.wrong.append(Wrong(1, "không có dòng nào"))
    return sheet


def _take(
    sheet: TotalsSheet, row: Row, places: dict[str, int], seen: dict[tuple[str, str], int]
) -> None:
    if row.fault:
        sheet.wrong.append(Wrong(row.number, row.fault))
        return
    said = {k: row.cells[at].strip() if at < len(row.cells) else "" for k, at in places.items()}
    words = _fault(said)
    key = (said["variable"].lower(), said["level"])
    if not words and key in seen:
        words = f"mức {said['level']!r} của {key[0]!r} đã có ở dòng {seen[key]}"
    if words:
        sheet.wrong.append(Wrong(row.number, words))
        return
    seen[key] = row.number
    sheet.totals.setdefault(key[0], {})[key[1]] = float(said["total"])


def _fault(said: dict[str, str]) -> str | None:
    for name in ("variable", "level"):
        if not said[name]:
            return f"để trống cột {_NAMES[name]}"
        if len(said[name]) > _LONGEST or not said[name].isprintable():
            return f"cột {_NAMES[name]} quá dài hoặc có ký tự không đọc được"
    written = said["total"]
    try:
        total = Decimal(written) if written.isascii() and len(written) <= _LONGEST else None
    except InvalidOperation:
        total = None
    if total is None or not total.is_finite() or not 0 < total <= _LARGEST:
        return f"số người {written[:40]!r} phải là số lớn hơn 0, phần lẻ viết sau dấu chấm"
    return None
