"""A LimeSurvey survey file as tables, read with distrust.

The file is XML. Declarations of documents and entities, which can make a few lines stand
for gigabytes or reach for other files, are refused before anything is made of them.

Until version 3 every row of questions and answers was there once a language; since 4 the
words stand in tables of their own (`question_l10ns`). Both are told apart by what is there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from forms.exchange.imported import CannotRead

LARGEST = 20_000_000
MOST_ROWS = 100_000

_MARK = re.compile(r"<!--|-->|</?[A-Za-z][^<>]*>")
_UNREAD = re.compile(r"<(script|style)\b", re.I)

Record = dict[str, str]
Texts = dict[str, dict[str, str]]
"""Words by language, by what they belong to."""


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a survey by name, each a list of rows."""

    rows: dict[str, list[Record]] = field(default_factory=dict)

    def of(self, name: str) -> list[Record]:
        """Return the rows of one table, none where it is not there."""
        return self.rows.get(name, [])

    def once(self, name: str, key: str) -> list[Record]:
        """Return one row for each `key`: the first of those that differ in language only."""
        return list({row.get(key, ""): row for row in reversed(self.of(name))}.values())[::-1]

    def texts(self, name: str, key: str, column: str) -> Texts:
        """Return the words in `column` by language, for each `key`."""
        found: Texts = {}
        for row in self.of(name):
            if row.get(column) and row.get("language"):
                words = plain(row[column])
                if words:
                    found.setdefault(row.get(key, ""), {})[row["language"]] = words
        return found


def tables_in(content: bytes) -> Tables:
    """Return the tables of a survey; raise CannotRead when there are none to trust."""
    root = _root(content)
    kind = (root.findtext("LimeSurveyDocType") or "").strip()
    if root.tag != "document" or kind != "Survey":
        raise CannotRead(
            "Đây không phải phiếu khảo sát xuất từ LimeSurvey. "
            "Xin xuất lại ở mục cấu trúc phiếu (.lss), không phải một nhóm hay một câu."
        )
    rows = {table.tag: list(_rows(table)) for table in root if table.find("rows") is not None}
    if sum(map(len, rows.values())) > MOST_ROWS:
        raise CannotRead(f"Tệp có quá {MOST_ROWS} dòng nên không đọc.")
    return Tables(rows)


def _root(content: bytes) -> Any:
    from defusedxml.common import DefusedXmlException  # noqa: PLC0415  only a reader of surveys
    from defusedxml.ElementTree import fromstring  # noqa: PLC0415

    if len(content) > LARGEST:
        raise CannotRead(f"Tệp nặng quá {LARGEST // 1_000_000} MB nên không đọc.")
    try:
        return fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        raise CannotRead(
            "Tệp có khai báo XML (DOCTYPE, ENTITY) mà phiếu khảo sát không bao giờ cần "
            "nên bị từ chối."
        ) from error
    # XML's own complaint is a SyntaxError; a coding nobody knows is a LookupError, one that
    # does not fit a ValueError.
    except (SyntaxError, ValueError, LookupError) as error:
        raise CannotRead("Tệp bị hỏng hoặc bị cắt giữa chừng nên không đọc được.") from error


def _rows(table: Any) -> Iterator[Record]:
    for row in table.iterfind("rows/row"):
        yield {cell.tag: (cell.text or "").strip() for cell in row}


def plain(label: str) -> str:
    """Return the words of a label: LimeSurvey writes them as a page, with tags around them."""
    return " ".join(unescape(" ".join(_between_marks(label))).split())


def _between_marks(label: str) -> Iterator[str]:
    """Yield what stands between tags, outside comments and scripts, in one walk."""
    at, until = 0, ""
    for mark in _MARK.finditer(label):
        said = mark[0].lower()
        if until:
            if said.startswith(until):
                at, until = mark.end(), ""
        elif said != "-->":
            yield label[at : mark.start()]
            at = mark.end()
            unread = _UNREAD.match(said)
            until = "-->" if said == "<!--" else f"</{unread[1]}" if unread else ""
    if not until:
        yield label[at:]
