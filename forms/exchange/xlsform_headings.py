"""The columns of an XLSForm: many spellings of each, and a language behind some of them.

After this a column is called "relevant" or "label::vi", whatever its form called it.
"""

import unicodedata
from collections.abc import Iterable

from forms.exchange import languages
from forms.exchange.workbook_in import Line, Sheets
from forms.questionnaire import VIETNAMESE

_WORDS = ("label", "hint", "guidance_hint", "constraint_message", "required_message")
_MEDIA = ("audio", "image", "video", "big-image")
SPOKEN = frozenset((*_WORDS, *_MEDIA, "langnghe_measure", "langnghe_audio"))
"""Columns that may be there once a language."""

_OTHER_NAMES = {
    "relevance": "relevant",
    "caption": "label",
    "constraint_msg": "constraint_message",
    "list name": "list_name",
    "value": "name",
    "command": "type",
}
_AROUND = ("bind", "control", "body", "media")


def name_columns(sheets: Sheets) -> list[str]:
    """Give every column of `sheets` its one name; note what had to be taken for granted."""
    default = _default_language(sheets)
    unnamed: set[str] = set()
    for sheet in ("survey", "choices", "settings"):
        for line in sheets.get(sheet, []):
            renamed = {
                _named(column, default, unnamed): said for column, said in line.cells.items()
            }
            line.cells = {column: _one_line(said) for column, said in renamed.items()}
    if not unnamed:
        return []
    columns = ", ".join(sorted(unnamed))
    return [f"Cột {columns} không ghi ngôn ngữ: coi là “{default}”."]


def spoken_in(sheets: Sheets) -> list[str]:
    """Return the languages of the labels, in the order of their columns."""
    columns = (column for line in sheets["survey"] for column in line.cells)
    found = [column[len("label::") :] for column in columns if column.startswith("label::")]
    return list(dict.fromkeys([VIETNAMESE, *found]))


def take_text(line: Line, column: str) -> dict[str, str]:
    """Return what `line` says in `column` in each language, and take it away."""
    head = f"{column}::"
    found = [name for name in line.cells if name.startswith(head)]
    said = {name[len(head) :]: line.take(name) for name in found}
    return {language: words for language, words in said.items() if words.strip()}


def _default_language(sheets: Sheets) -> str:
    for line in sheets.get("settings", []):
        for column, said in line.cells.items():
            if column.strip().lower() == "default_language":
                return languages.code_in(said) or VIETNAMESE
    return VIETNAMESE


def _named(column: str, default: str, unnamed: set[str]) -> str:
    head, *rest = _parts(column)
    if head in _AROUND and rest:
        head, *rest = _parts("::".join(rest))
    head = _OTHER_NAMES.get(head, head)
    if head not in SPOKEN:
        return head if not rest else "::".join((head, *rest))
    if not rest:
        unnamed.add(head)
        return f"{head}::{default}"
    return f"{head}::{languages.code_in('::'.join(rest)) or rest[0]}"


def _parts(column: str) -> list[str]:
    sign = "::" if "::" in column else ":"
    head, _, rest = column.partition(sign)
    parts: Iterable[str] = (head.strip().lower(), rest.strip())
    return [part for part in parts if part] or [column]


def _one_line(said: str) -> str:
    composed = unicodedata.normalize("NFC", said)
    return " ".join(composed.split()) if any(sign in composed for sign in "\n\r\t") else composed
