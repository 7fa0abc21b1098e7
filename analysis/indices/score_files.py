"""The lines of a small file, CSV (UTF-8) or XLSX, as words, each with its number."""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence

LARGEST = 5_000_000
MOST_LINES = 20_000
_LARGEST_UNPACKED = 100_000_000
_BROKEN = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, SyntaxError, LookupError),
    *(zlib.error, ValueError, TypeError, AttributeError, RuntimeError, NotImplementedError),
)
"""What a library raises over a workbook that is none, or is cut short."""

Line = tuple[int, Sequence[str]]


class Unreadable(Exception):
    """The file as a whole cannot be read; the words say why."""


def lines_in(content: bytes) -> Iterator[Line]:
    """Yield each line that says something; raise Unreadable when the file cannot be read."""
    if len(content) > LARGEST:
        raise Unreadable(f"Tệp nặng quá {LARGEST // 1_000_000} MB.")
    yield from _workbook(content) if content.startswith(b"PK") else _csv(content)


def _csv(content: bytes) -> Iterator[Line]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable("Tệp không phải CSV bảng mã UTF-8 hay XLSX.") from None
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield _counted(reader.line_num), cells
    except csv.Error:
        raise Unreadable(f"Dòng {reader.line_num}: dấu ngoặc kép không đóng.") from None


def _workbook(content: bytes) -> Iterator[Line]:
    # Slow to load, and few sheets come as workbooks.
    from openpyxl import load_workbook  # noqa: PLC0415

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _LARGEST_UNPACKED:
                raise Unreadable("Tệp bung ra quá lớn. Xin lưu lại dạng CSV rồi gửi.")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        for number, cells in enumerate(book.worksheets[0].iter_rows(values_only=True), start=1):
            if any(cell is not None for cell in cells):
                yield _counted(number), [_plain(cell) for cell in cells]
    except _BROKEN as error:
        raise Unreadable("Tệp bị hỏng hoặc bị cắt. Xin lưu lại dạng .xlsx.") from error


def _counted(number: int) -> int:
    if number > MOST_LINES:
        raise Unreadable(f"Tệp dài quá {MOST_LINES} dòng. Xin chia thành nhiều tệp.")
    return number


def _plain(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell)
