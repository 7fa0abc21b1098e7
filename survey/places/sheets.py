"""Sheets: what was handed in to be imported, read row by row.

A sheet is a CSV file of units or of successions; its header says which. Every
row either says something that could be true or is a Fault with its line and a
reason, so one bad row never costs its neighbours. Whether a row *is* true (does
the parent exist?) is for `planning` to say.
"""

import codecs
import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

UNIT_COLUMNS = ("code", "name", "level", "parent_code")
LINK_COLUMNS = ("predecessor_code", "successor_code", "relation")
LEVELS = ("tinh", "huyen", "xa")
RELATIONS = ("merged", "split", "continued")
TYPES = (
    *("Thành phố", "Tỉnh", "Quận", "Huyện", "Thị xã"),
    *("Thị trấn", "Phường", "Xã", "Đặc khu"),
)
_CODE = re.compile(r"[0-9A-Za-z]{1,16}")
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row, or a whole sheet (line 1), was not taken."""

    sheet: str
    line: int
    words: str

    def __str__(self) -> str:
        return f"{self.sheet}, dòng {self.line}: {self.words}"


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A row that describes a unit."""

    sheet: str
    line: int
    code: str
    name: str
    level: str
    parent_code: str


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A row that says what became of a unit."""

    sheet: str
    line: int
    predecessor_code: str
    successor_code: str
    relation: str
    is_main: bool


@dataclass(slots=True)
class Sheet:
    """One file as read: its good rows, and why the others are not."""

    name: str
    units: list[UnitRow] = field(default_factory=list)
    links: list[LinkRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


class _Wrong(Exception):
    """A row cannot be true; its words say why."""


def read(name: str, content: bytes) -> Sheet:
    """Return what the file `name` says; a byte-order mark and CRLF are welcome."""
    sheet = Sheet(name)
    lines = _lines(content)
    header = _header(next(lines)[1])
    if header[:4] != UNIT_COLUMNS and header[:3] != LINK_COLUMNS:
        sheet.faults.append(Fault(name, 1, _about_header(header)))
        return sheet
    for line, raw in lines:
        try:
            _take(sheet, line, dict(zip(header, _cells(raw, len(header)), strict=True)))
        except _Wrong as wrong:
            sheet.faults.append(Fault(name, line, str(wrong)))
    return sheet


def type_of(name: str) -> str:
    """Return the type of unit that `name` begins with, in any case, else nothing."""
    lower = name.lower()
    return next((known for known in TYPES if lower.startswith(known.lower() + " ")), "")


def _lines(content: bytes) -> Iterator[tuple[int, bytes]]:
    # Line by line, so that a broken letter or an open quote spoils its own line only.
    for line, raw in enumerate(content.removeprefix(codecs.BOM_UTF8).split(b"\n"), start=1):
        if line == 1 or raw.strip():
            yield line, raw.rstrip(b"\r")


def _header(raw: bytes) -> tuple[str, ...]:
    return tuple(cell.strip().lower() for cell in raw.decode(errors="replace").split(","))


def _about_header(header: tuple[str, ...]) -> str:
    if len(header) == 1 and any(sign in header[0] for sign in ";\t|"):
        return "các cột phải cách nhau bằng dấu phẩy"
    return (
        f"không nhận ra cột; cần {', '.join(UNIT_COLUMNS)} (đơn vị) "
        f"hoặc {', '.join(LINK_COLUMNS)} (kế thừa)"
    )


def _cells(raw: bytes, wanted: int) -> list[str]:
    try:
        text = unicodedata.normalize("NFC", raw.decode())
        cells = next(csv.reader([text], strict=True))
    except UnicodeDecodeError:
        raise _Wrong("có chữ không phải UTF-8") from None
    except csv.Error:
        raise _Wrong("dấu ngoặc kép không đóng, hoặc ô quá dài") from None
    if any(unicodedata.category(sign) == "Cc" for sign in text):
        raise _Wrong("có ký tự điều khiển")
    if len(cells) != wanted:
        raise _Wrong(f"có {len(cells)} cột, cần {wanted} cột")
    return [cell.strip() for cell in cells]


def _take(sheet: Sheet, line: int, cell: dict[str, str]) -> None:
    if "code" in cell:
        sheet.units.append(_unit_row(sheet.name, line, cell))
    else:
        sheet.links.append(_link_row(sheet.name, line, cell))


def _unit_row(sheet: str, line: int, cell: dict[str, str]) -> UnitRow:
    _demand_code(cell["code"])
    if cell["level"] not in LEVELS:
        raise _Wrong(f"không có cấp “{cell['level']}”; cấp là {', '.join(LEVELS)}")
    if not type_of(cell["name"]) or len(cell["name"]) > _LONGEST_NAME:
        raise _Wrong(f"tên “{cell['name'][:40]}” phải bắt đầu bằng {', '.join(TYPES)}")
    if (cell["level"] == "tinh") == bool(cell["parent_code"]):
        raise _Wrong("cấp tinh không có parent_code, các cấp khác phải có")
    return UnitRow(sheet, line, cell["code"], cell["name"], cell["level"], cell["parent_code"])


def _link_row(sheet: str, line: int, cell: dict[str, str]) -> LinkRow:
    predecessor, successor = cell["predecessor_code"], cell["successor_code"]
    _demand_code(predecessor)
    _demand_code(successor)
    if cell["relation"] not in RELATIONS:
        raise _Wrong(f"không có quan hệ “{cell['relation']}”; quan hệ là {', '.join(RELATIONS)}")
    is_main = cell.get("note") == "main"
    return LinkRow(sheet, line, predecessor, successor, cell["relation"], is_main)


def _demand_code(code: str) -> None:
    if not _CODE.fullmatch(code):
        raise _Wrong(f"mã “{code[:20]}” không phải chữ số, chữ cái không dấu (tối đa 16)")
