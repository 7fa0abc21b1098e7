"""Sheets: a file somebody filled in, read row by row, however long it is.

CSV in UTF-8 (a byte-order mark is welcome; comma, semicolon or tab), XLSX (its first
sheet), or JSON (a list of objects). The first row is the heading. Nothing is ever read
whole but JSON, which is kept short; a row that cannot be read is a sentence instead of
cells, and the next row is read all the same.
"""

import csv
import io
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from survey.objects import LARGEST_JSON, objects_in, of_objects
from survey.row import MOST_COLUMNS, CannotRead, Row, plain

LARGEST = 200_000_000
LONGEST_ROW = 65_536
_LARGEST_UNPACKED = 2_000_000_000
_LARGEST_WHOLE = 150_000_000
_SHEETS = "xl/worksheets/sheet"
_BOM = b"\xef\xbb\xbf"
_SEPARATORS = (",", ";", "\t")
_BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError, SyntaxError,
    LookupError, ValueError, TypeError, AttributeError, RuntimeError, NotImplementedError,
)  # fmt: skip
"""What a library raises over a workbook that is none, or is cut short."""


def rows_in(
    path: Path, name: str, read_so_far: Callable[[int], None] | None = None
) -> Iterator[Row]:
    """Yield the rows of the file at `path`, which its sender called `name`, heading first.

    `read_so_far` is told how many bytes of the file have been read, now and then.
    """
    if path.stat().st_size > LARGEST:
        raise CannotRead(f"Tệp nặng quá {LARGEST // 1_000_000} MB. Xin chia thành nhiều tệp.")
    with path.open("rb") as file:
        yield from _rows(file, name, read_so_far)


def rows_of(content: bytes, name: str) -> Iterator[Row]:
    """Yield the rows of a file that is in memory already, heading first."""
    yield from _rows(io.BytesIO(content), name, None)


def _rows(file: BinaryIO, name: str, read_so_far: Callable[[int], None] | None) -> Iterator[Row]:
    start = file.read(8)
    file.seek(0)
    if start.startswith(b"PK"):
        yield from _workbook(file)
    elif start.startswith(b"\xd0\xcf\x11\xe0"):
        raise CannotRead("Đây là tệp .xls đời cũ hoặc có mật khẩu. Xin lưu lại dạng .xlsx.")
    elif name.lower().endswith(".json"):
        yield from of_objects(objects_in(file.read(LARGEST_JSON + 1)))
    else:
        yield from _csv(file, read_so_far)


def _csv(file: BinaryIO, read_so_far: Callable[[int], None] | None) -> Iterator[Row]:
    first = file.readline(LONGEST_ROW).removeprefix(_BOM)
    if b"\0" in first:
        raise CannotRead("Tệp không phải CSV bảng mã UTF-8. Xin lưu lại dạng CSV UTF-8.")
    heading = first.decode(errors="replace")
    separator = max(_SEPARATORS, key=heading.count)
    number = 1
    raw: bytes = first
    while raw:
        if raw.strip():
            yield _split(number, raw, separator)
        raw = file.readline(LONGEST_ROW)
        number += 1
        if len(raw) == LONGEST_ROW and not raw.endswith(b"\n"):
            raw = _too_long(file)
        if read_so_far and not number % 10_000:
            read_so_far(file.tell())


def _too_long(file: BinaryIO) -> bytes:
    while (rest := file.readline(LONGEST_ROW)) and not rest.endswith(b"\n"):
        pass
    return b'"'  # an open quote: the row is told as one that cannot be read


def _split(number: int, raw: bytes, separator: str) -> Row:
    try:
        text = raw.decode().rstrip("\r\n")
    except UnicodeDecodeError:
        return Row(number, (), "có chữ không phải UTF-8")
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if '"' not in text:
        cells = text.split(separator)
    else:
        try:
            cells = next(csv.reader([text], delimiter=separator, strict=True))
        except csv.Error:
            return Row(number, (), "dấu ngoặc kép không đóng, hoặc dòng quá dài")
    if "\0" in text or len(cells) > MOST_COLUMNS:
        return Row(number, (), "có ký tự không đọc được hoặc quá nhiều cột")
    return Row(number, cells)


def _workbook(file: BinaryIO) -> Iterator[Row]:
    # Slow to load, and few sheets come as workbooks.
    from openpyxl import load_workbook  # noqa: PLC0415

    try:
        with zipfile.ZipFile(file) as archive:
            _refuse_traps(archive)
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        for number, cells in enumerate(book.worksheets[0].iter_rows(values_only=True), start=1):
            if any(cell is not None for cell in cells):
                yield _of_cells(number, cells)
    except _BROKEN as error:
        raise CannotRead("Tệp bị hỏng hoặc bị cắt. Xin lưu lại dạng .xlsx.") from error


def _of_cells(number: int, cells: Sequence[object]) -> Row:
    told = [plain(cell) for cell in cells[:MOST_COLUMNS]]
    if None in told:
        return Row(number, (), "có ô không phải chữ, số nguyên hay ngày")
    return Row(number, [cell for cell in told if cell is not None])


def _refuse_traps(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    # Whatever is no sheet (strings, styles, …) is read whole, under any name it gives itself.
    whole = sum(p.file_size for p in parts if not p.filename.lower().startswith(_SHEETS))
    if sum(p.file_size for p in parts) > _LARGEST_UNPACKED or whole > _LARGEST_WHOLE:
        raise CannotRead("Tệp bung ra quá lớn. Xin lưu lại dạng CSV rồi gửi.")
    names = [part.filename.lower() for part in parts]
    if any("vbaproject" in name or "/externallinks/" in name for name in names):
        raise CannotRead("Tệp có chương trình (macro) hoặc liên kết ra ngoài. Xin lưu lại .xlsx.")
