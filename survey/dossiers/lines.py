"""Lines: what one line of a sheet says about a dossier, or why it cannot be true.

Every line is judged by itself, so one bad line never costs its neighbours. Whether a
unit or a procedure is known is for `taking` to say. No message repeats what a cell
held, unless it was written as a day: a cell in the wrong column may name somebody.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from survey.dossiers import headings
from survey.dossiers.headings import called

LONGEST_CODE, LONGEST_PROCEDURE, LONGEST_GROUP = 80, 40, 120
_CODE = re.compile(r"[\w./\-]+")
_UNIT = re.compile(r"[0-9A-Za-z]{1,16}")
_DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})|(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_PERSONAL = re.compile(r"(?<!\d)(?:\+?84|0)[ .]?\d(?:[ .]?\d){8}(?!\d)|(?<!\d)\d{12}(?!\d)|@")
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_EARLIEST, _LATEST = date(2000, 1, 1), date(2100, 1, 1)


class Fault(NamedTuple):
    """Why a line was not taken: which, in which column, and in words."""

    line: int
    column: str
    words: str

    def __str__(self) -> str:
        where = f"dòng {self.line}" + (f", cột “{self.column}”" if self.column else "")
        return f"{where}: {self.words}"


class Line(NamedTuple):
    """One line that could be true."""

    number: int
    code: str
    unit_code: str
    resolving_unit_code: str
    procedure_code: str
    procedure_group: str
    received_on: date
    due_on: date | None
    done_on: date | None


class _Wrong(Exception):
    """A cell cannot be: in which column, and why."""

    def __init__(self, column: str, words: str) -> None:
        super().__init__(column, words)
        self.column, self.words = column, words


def read(number: int, cells: Sequence[str], at: Mapping[str, int], today: date) -> Line | Fault:
    """Return what the cells of one line say; `at` is where each column stands."""
    try:
        return _read(number, cells, at, today)
    except _Wrong as wrong:
        return Fault(number, called(wrong.column), wrong.words)


def normal_code(text: str) -> str | None:
    """Return a dossier's code as it is hashed: capitals, no spaces; None where it is none."""
    code = unicodedata.normalize("NFC", "".join(text.split())).upper()
    is_one = 0 < len(code) <= LONGEST_CODE and _CODE.fullmatch(code)
    return code if is_one else None


def _read(number: int, cells: Sequence[str], at: Mapping[str, int], today: date) -> Line:
    def cell(column: str) -> str:
        place = at.get(column)
        return "" if place is None or place >= len(cells) else cells[place].strip()

    received_on = _day(headings.RECEIVED, cell(headings.RECEIVED))
    due_on = _day(headings.DUE, cell(headings.DUE))
    done_on = _day(headings.DONE, cell(headings.DONE))
    line = Line(
        number,
        _code(cell(headings.CODE)),
        _unit(headings.UNIT, cell(headings.UNIT)),
        _unit(headings.RESOLVING, cell(headings.RESOLVING)),
        _words(headings.PROCEDURE, cell(headings.PROCEDURE), LONGEST_PROCEDURE),
        _words(headings.GROUP, cell(headings.GROUP), LONGEST_GROUP),
        _possible(received_on, due_on, done_on, today),
        due_on,
        done_on,
    )
    if not line.unit_code:
        raise _Wrong(headings.UNIT, "để trống")
    return line


def _possible(received: date | None, due: date | None, done: date | None, today: date) -> date:
    """Return the day of receipt, having looked whether the three days can be true together."""
    if received is None:
        raise _Wrong(headings.RECEIVED, "để trống")
    if received > today:
        raise _Wrong(headings.RECEIVED, f"{_told(received)} chưa tới")
    if due is not None and due < received:
        raise _Wrong(headings.DUE, f"{_told(due)} trước ngày tiếp nhận {_told(received)}")
    if done is not None and done < received:
        raise _Wrong(headings.DONE, f"{_told(done)} trước ngày tiếp nhận {_told(received)}")
    if done is not None and done > today:
        raise _Wrong(headings.DONE, f"{_told(done)} chưa tới")
    return received


def _code(written: str) -> str:
    code = normal_code(written)
    if code is None:
        empty = "để trống" if not written else ""
        raise _Wrong(headings.CODE, empty or "chỉ gồm chữ, số và các dấu . / - _, tối đa 80")
    if code.startswith(_FORMULA):
        raise _Wrong(headings.CODE, "không được bắt đầu bằng dấu = + - @")
    return code


@lru_cache(maxsize=8192)
def _unit(column: str, written: str) -> str:
    if written and not _UNIT.fullmatch(written):
        raise _Wrong(column, "mã đơn vị chỉ gồm chữ số và chữ cái không dấu, tối đa 16")
    return written


@lru_cache(maxsize=8192)
def _words(column: str, written: str, most: int) -> str:
    words = unicodedata.normalize("NFC", " ".join(written.split()))
    if len(words) > most:
        raise _Wrong(column, f"dài {len(words)} ký tự, nhiều nhất {most}")
    if words.startswith(_FORMULA):
        raise _Wrong(column, "không được bắt đầu bằng dấu = + - @")
    if not all(sign.isprintable() for sign in words):
        raise _Wrong(column, "có ký tự không đọc được")
    if _PERSONAL.search(words):
        raise _Wrong(
            column,
            "giống số điện thoại, số định danh hoặc thư điện tử; "
            "hệ thống không nhận thông tin cá nhân",
        )
    return words


@lru_cache(maxsize=8192)
def _day(column: str, written: str) -> date | None:
    if not written:
        return None
    # An hour behind the day is left out: nobody needs it here.
    found = _DAY.fullmatch(written.replace("T", " ").partition(" ")[0])
    if found is None:
        raise _Wrong(column, "ngày phải viết dd/MM/yyyy hoặc yyyy-MM-dd")
    day, month, year, iso_year, iso_month, iso_day = found.groups()
    try:
        told = date(int(year or iso_year), int(month or iso_month), int(day or iso_day))
    except ValueError:
        raise _Wrong(column, f"không có ngày {found.group()}") from None
    if not _EARLIEST <= told < _LATEST:
        raise _Wrong(column, f"{_told(told)} ngoài các năm 2000–2099")
    return told


def _told(day: date) -> str:
    return f"{day:%d/%m/%Y}"
