"""Lines of a frame: what one line says of a household or person, or why it cannot be drawn.

Every line is judged by itself, so one bad line never costs its neighbours. A size is a
whole number above zero: sums of whole numbers are the same whatever they are added in,
and a unit of size zero could never be drawn, which nobody would notice. No message
repeats what a cell held: it may name somebody.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from forms.answers import canonical
from survey.sampling import headings
from survey.sampling.headings import Columns, called

LONGEST_CODE, LONGEST_LABEL, LONGEST_FACT = 40, 200, 40
LARGEST_SIZE = 10_000_000
_CODE = re.compile(r"[\w./\-]{1,40}")
_SIZE = re.compile(r"[0-9]{1,12}")
_NUMBER = re.compile(r"-?[0-9]+([.,][0-9]+)?")
_IDENTITY = re.compile(r"(?<!\d)\d{12}(?!\d)")
_REACHES = re.compile(r"(?<!\d)(?:\+?84|0)[ .]?\d(?:[ .]?\d){8}(?!\d)|@")
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


class Fault(NamedTuple):
    """Why a line was not taken: which, in which column, and in words."""

    line: int
    column: str
    words: str

    def __str__(self) -> str:
        where = f"dòng {self.line}" + (f", cột “{self.column}”" if self.column else "")
        return f"{where}: {self.words}"


class Line(NamedTuple):
    """One line that may be drawn; a cluster the file has no column for is ""."""

    number: int
    code: str
    stratum: str
    district: str
    commune: str
    village: str
    size: int
    label: str | None
    labels: str


class _Wrong(Exception):
    """A cell cannot be: in which column, and why."""

    def __init__(self, column: str, words: str) -> None:
        super().__init__(column, words)
        self.column, self.words = column, words


def reader(columns: Columns) -> Callable[[int, Sequence[str]], Line | Fault]:
    """Return what reads the lines of a file with these columns."""
    known, facts = columns.at, sorted(columns.facts.items())
    clusters = [(name, known.get(name)) for name in headings.CLUSTERS]
    needed = 1 + max((*known.values(), *columns.facts.values()))

    def read(number: int, cells: Sequence[str]) -> Line | Fault:
        if len(cells) < needed:
            cells = [*cells, *[""] * (needed - len(cells))]
        try:
            return Line(
                number,
                _code(cells[known[headings.CODE]]),
                *[
                    "" if place is None else _cluster(name, cells[place])
                    for name, place in clusters
                ],
                _size(cells[known[headings.SIZE]]) if headings.SIZE in known else 1,
                _label(cells, known),
                _facts(tuple((name, cells[place]) for name, place in facts)) if facts else "{}",
            )
        except _Wrong as wrong:
            return Fault(number, called(wrong.column), wrong.words)

    return read


def _code(written: str) -> str:
    code = written.strip()
    if _CODE.fullmatch(code) is None:
        empty = "để trống" if not code else ""
        words = f"chỉ gồm chữ, số và các dấu . / - _, tối đa {LONGEST_CODE}"
        raise _Wrong(headings.CODE, empty or words)
    _refuse_identity(headings.CODE, code)
    if code.startswith(_FORMULA):
        raise _Wrong(headings.CODE, "không được bắt đầu bằng dấu = + - @")
    return code


@lru_cache(maxsize=65_536)
def _cluster(column: str, written: str) -> str:
    words = _words(column, written, LONGEST_CODE)
    if not words:
        raise _Wrong(column, "để trống")
    return words


@lru_cache(maxsize=4096)
def _size(written: str) -> int:
    told = written.strip()
    if _SIZE.fullmatch(told) is None:
        below = told.startswith("-") and _NUMBER.fullmatch(told)
        empty = "để trống" if not told else "quy mô phải là số nguyên, không có dấu chấm, dấu phẩy"
        raise _Wrong(headings.SIZE, "quy mô phải lớn hơn 0" if below else empty)
    _refuse_identity(headings.SIZE, told)
    if int(told) == 0:
        raise _Wrong(headings.SIZE, "quy mô phải lớn hơn 0: đơn vị này không bao giờ được chọn")
    if int(told) > LARGEST_SIZE:
        raise _Wrong(headings.SIZE, f"quy mô nhiều nhất là {LARGEST_SIZE}")
    return int(told)


def _label(cells: Sequence[str], at: Mapping[str, int]) -> str | None:
    told = [
        words
        for column in (headings.NAME, headings.ADDRESS)
        if column in at and (words := _words(column, cells[at[column]], LONGEST_LABEL))
    ]
    label = ", ".join(told)
    if len(label) > LONGEST_LABEL:
        raise _Wrong(headings.ADDRESS, f"cùng với họ tên dài {len(label)}, tối đa {LONGEST_LABEL}")
    return label or None


@lru_cache(maxsize=8192)
def _facts(told: tuple[tuple[str, str], ...]) -> str:
    known = {name: _words(name, written, LONGEST_FACT) for name, written in told}
    return canonical({name: words for name, words in known.items() if words})


def _words(column: str, written: str, most: int) -> str:
    words = " ".join(written.split())
    if not words.isascii():
        words = unicodedata.normalize("NFC", words)
    if len(words) > most:
        raise _Wrong(column, f"dài {len(words)} ký tự, nhiều nhất {most}")
    if words.startswith(_FORMULA):
        raise _Wrong(column, "không được bắt đầu bằng dấu = + - @")
    if not words.isprintable():
        raise _Wrong(column, "có ký tự không đọc được")
    _refuse_identity(column, words)
    if column not in headings.CLUSTERS and _REACHES.search(words):
        raise _Wrong(column, "giống số điện thoại hoặc thư điện tử; hệ thống không nhận")
    return words


def _refuse_identity(column: str, words: str) -> None:
    if _IDENTITY.search(words):
        raise _Wrong(column, "giống số định danh cá nhân; hệ thống không nhận")
