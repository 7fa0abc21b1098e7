"""A workbook from outside, read with distrust: plain cells come out, or a sentence why not.

A workbook is a zip of XML, so it can be small and unpack to gigabytes, carry programs,
point elsewhere, or end in the middle. All of that is looked for before a spreadsheet
library sees it, and a library's own complaint never reaches the reader.
"""

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from forms.exchange.imported import CannotRead

LARGEST = 10_000_000
LARGEST_UNPACKED = 60_000_000
MOST_PARTS = 1_000
MOST_ROWS = 20_000
MOST_COLUMNS = 200

_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DECLARED = (b"<!DOCTYPE", b"<!ENTITY")
_BROKEN = (
    BadZipFile, LargeZipFile, zlib.error, EOFError, OSError, SyntaxError, RuntimeError,
    NotImplementedError, LookupError, ValueError, TypeError, AttributeError, AssertionError,
    OverflowError, RecursionError,
)  # fmt: skip
"""What a library raises over a file that is no sound workbook (XML's own is a SyntaxError)."""

_SHEETS = ("survey", "choices", "settings")


@dataclass(slots=True)
class Line:
    """One row of a sheet: its cells by column; whoever uses a cell takes it away."""

    sheet: str
    number: int
    cells: dict[str, str] = field(default_factory=dict)

    def take(self, column: str) -> str:
        """Return the cell in `column` and take it away; "" when there is none."""
        return self.cells.pop(column, "")

    @property
    def place(self) -> str:
        """Where the row stands, for a reader."""
        return f"{self.sheet}, dòng {self.number}"


Sheets = Mapping[str, list[Line]]


def sheets_in(content: bytes) -> Sheets:
    """Return the rows of the sheets of an XLSForm; raise CannotRead when there are none."""
    _refuse_other_files(content)
    try:
        with ZipFile(BytesIO(content)) as archive:
            _refuse_traps(archive)
        return _read(content)
    except _BROKEN as error:
        raise CannotRead(
            "Tệp bị hỏng hoặc bị cắt giữa chừng nên không đọc được. "
            "Xin mở bằng phần mềm bảng tính, lưu lại dạng .xlsx rồi gửi lại."
        ) from error


def _refuse_other_files(content: bytes) -> None:
    if len(content) > LARGEST:
        raise CannotRead(
            f"Tệp nặng {len(content) // 1_000_000} MB, quá mức {LARGEST // 1_000_000} MB. "
            "Xin bỏ hình ảnh và các trang tính không phải phiếu."
        )
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            raise CannotRead("Tệp có mật khẩu. Xin bỏ mật khẩu rồi gửi lại.")
        raise CannotRead("Đây là tệp .xls đời cũ. Xin lưu lại dạng .xlsx rồi gửi lại.")
    if not content.startswith(b"PK"):
        raise CannotRead("Đây không phải bảng tính .xlsx. Xin chọn lại tệp.")


def _refuse_traps(archive: ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise CannotRead("Tệp bung ra quá lớn so với một phiếu khảo sát nên không đọc.")
    for part in parts:
        _refuse_part(archive, part)


def _refuse_part(archive: ZipFile, part: ZipInfo) -> None:
    name = part.filename.lower()
    if part.flag_bits & 1:
        raise CannotRead("Tệp có mật khẩu. Xin bỏ mật khẩu rồi gửi lại.")
    if "vbaproject" in name or "/macrosheets/" in name or "/activex/" in name:
        raise CannotRead(
            "Tệp có chương trình (macro) bên trong. Xin lưu lại dạng .xlsx không macro."
        )
    if "/externallinks/" in name:
        raise CannotRead("Tệp có liên kết sang tệp khác. Xin bỏ liên kết rồi gửi lại.")
    # Read whole: a part that is not what its heading says shows itself here.
    unpacked = archive.read(part)
    if name.endswith((".xml", ".rels")) and _declares(unpacked):
        raise CannotRead(
            "Tệp có khai báo XML (DOCTYPE) mà bảng tính không bao giờ cần nên bị từ chối."
        )
    if name == "[content_types].xml" and b"macroenabled" in unpacked.lower():
        raise CannotRead(
            "Tệp có chương trình (macro) bên trong. Xin lưu lại dạng .xlsx không macro."
        )


def _declares(unpacked: bytes) -> bool:
    plain = unpacked.replace(b"\0", b"").upper()
    return any(mark in plain for mark in _DECLARED)


def _read(content: bytes) -> Sheets:
    from openpyxl import load_workbook  # noqa: PLC0415  only a reader of workbooks needs it

    book = load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
    try:
        by_name = {sheet.title.strip().lower(): sheet for sheet in book.worksheets}
        if "survey" not in by_name:
            raise CannotRead("Bảng tính không có trang “survey” nên không phải một XLSForm.")
        found = {name: list(_lines(by_name[name], name)) for name in _SHEETS if name in by_name}
    finally:
        book.close()
    ignored = sorted(set(by_name) - set(_SHEETS))
    found["other"] = [Line(name, 1) for name in ignored]
    return found


def _lines(sheet: Any, name: str) -> Iterator[Line]:
    columns: list[str] = []
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS + 1), 1):
        if number > MOST_ROWS:
            raise CannotRead(f"Trang “{name}” có quá {MOST_ROWS} dòng nên không đọc.")
        said = [_said(cell, name) for cell in row]
        if len(said) > MOST_COLUMNS and said[MOST_COLUMNS]:
            raise CannotRead(f"Trang “{name}” có quá {MOST_COLUMNS} cột nên không đọc.")
        if not columns:
            columns = _columns(said, name)
            continue
        cells = {column: each for column, each in zip(columns, said, strict=False) if each}
        if cells:
            yield Line(name, number, cells)


def _columns(said: list[str], sheet: str) -> list[str]:
    named = [column for column in said if column]
    for column in named:
        if named.count(column) > 1:
            raise CannotRead(f"Trang “{sheet}” có hai cột cùng tên “{column}”. Xin bỏ một cột.")
    return said if named else []


def _said(cell: Any, sheet: str) -> str:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        raise CannotRead(
            f"Ô {sheet}!{cell.coordinate} là công thức. Xin thay bằng chữ nó cho ra rồi gửi lại."
        )
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return str(value)
