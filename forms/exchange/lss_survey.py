"""A LimeSurvey survey while it is being read: its questions with all that belongs to them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from forms.exchange.conditions_in import Meant
from forms.exchange.form_in import Form
from forms.exchange.lss_tables import Record, Tables, Texts, plain
from forms.writing import Document

SOURCE = "Nhập từ LimeSurvey, câu {title}"

_COSMETIC = (
    "statistics_", "display_", "time_limit", "random", "hide_", "show", "same", "slider_",
    "cssclass", "page_break", "public_statistics", "scale_export", "text_input", "input_size",
    "input_boxes", "location_", "image", "printable_help", "save_as_default", "numbers_only",
    "keep_", "other_comment", "other_position", "alphasort", "answer_", "label_input", "category_",
    "dropdown", "prefix", "suffix", "choice_title", "rank_title", "parent_order", "repeat_",
    "reverse", "thousands", "num_value_int_only", "max_subquestions", "subquestion_order",
)  # fmt: skip
"""How a question looks there; what begins so says nothing of what is asked."""


@dataclass(frozen=True, slots=True)
class Part:
    """An answer or a subquestion: its code there, and its words."""

    title: str
    words: dict[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """One of their questions."""

    row: Record
    words: dict[str, str]
    help: dict[str, str]
    rows: list[Part]
    answers: list[Part]
    attributes: dict[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The code it has there."""
        return self.row.get("title", "")

    @property
    def type(self) -> str:
        """The letter that says its kind there."""
        return self.row.get("type", "")

    @property
    def has_other(self) -> bool:
        """Whether "other" is offered."""
        return self.row.get("other") == "Y"

    @property
    def place(self) -> str:
        """Where it stands, for a reader."""
        return f"câu {self.title} (qid {self.row.get('qid', '?')})"

    def whole(self, name: str) -> int | None:
        """Take away an attribute that is a whole number, None when it is none."""
        said = self.attributes.pop(name, "")
        return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else None


@dataclass(slots=True)
class Survey:
    """A survey as it is read: its tables, what was found, in which languages."""

    tables: Tables
    form: Form
    languages: list[str]

    def note(self, asked: Asked, what: str) -> None:
        """Put down something of a question that did not fit."""
        self.form.note(asked.place, what)

    def means(self, asked: Asked, part: str, meant: Meant) -> None:
        """Say what the names that expressions give an answer stand for."""
        row = asked.row
        old = f"{row.get('sid', '')}X{row.get('gid', '')}X{row.get('qid', '')}{part}"
        for name in (f"{asked.title}_{part}" if part else asked.title, old):
            self.form.meant[name] = meant

    def worded(self, asked: Asked, question: Document) -> Document:
        """Return `question` with the words of one of theirs."""
        question["words"] = dict(asked.words)
        question["source"] = SOURCE.format(title=asked.title)
        if asked.help:
            question["hint"] = dict(asked.help)
        if asked.row.get("mandatory") in ("Y", "S") and question["kind"] != "note":
            question["required"] = True
        return question

    def asked(self) -> Iterator[Asked]:
        """Yield their questions in their order."""
        words = self._words("questions", "question")
        help_ = self._words("questions", "help")
        below = self._words("subquestions", "question") | words
        parts = _by(self._rows("subquestions"), "parent_qid")
        answers = self._answers()
        for row in self._rows("questions"):
            qid = row.get("qid", "")
            if row.get("parent_qid", "0") not in ("", "0"):
                continue
            yield Asked(
                row=row,
                words=words.get(qid, {}),
                help=help_.get(qid, {}),
                rows=[_part(each, below) for each in parts.get(qid, ()) if _is_row(each)],
                answers=answers.get(qid, []),
                attributes=self._attributes(qid),
            )

    def _rows(self, table: str) -> list[Record]:
        rows = self.tables.once(table, "qid")
        return sorted(rows, key=lambda row: _whole(row.get("question_order", "")))

    def _words(self, table: str, column: str) -> Texts:
        newer = self.tables.texts("question_l10ns", "qid", column)
        return newer or self.tables.texts(table, "qid", column)

    def _answers(self) -> dict[str, list[Part]]:
        newer = self.tables.texts("answer_l10ns", "aid", "answer")
        found: dict[str, dict[str, Part]] = {}
        rows = self.tables.of("answers")
        for row in sorted(rows, key=lambda row: _whole(row.get("sortorder", ""))):
            if row.get("scale_id", "0") not in ("", "0"):
                continue
            code = row.get("code", "")
            part = found.setdefault(row.get("qid", ""), {}).setdefault(code, Part(code, {}))
            part.words.update(newer.get(row.get("aid", ""), {}))
            if row.get("answer") and row.get("language"):
                part.words[row["language"]] = plain(row["answer"])
        return {qid: list(parts.values()) for qid, parts in found.items()}

    def _attributes(self, qid: str) -> dict[str, str]:
        return {
            row.get("attribute", ""): row["value"]
            for row in self.tables.of("question_attributes")
            if row.get("qid") == qid and row.get("value", "") not in ("", "0", "N")
        }


def unused_attributes(asked: Asked) -> list[str]:
    """Return the attributes that nobody took and that are more than looks."""
    return sorted(name for name in asked.attributes if not name.startswith(_COSMETIC))


def _part(row: Record, words: Texts) -> Part:
    return Part(row.get("title", ""), words.get(row.get("qid", ""), {}))


def _is_row(row: Record) -> bool:
    return row.get("scale_id", "0") in ("", "0")


def _by(rows: list[Record], key: str) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for row in rows:
        found.setdefault(row.get(key, ""), []).append(row)
    return found


def _whole(said: str) -> int:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0
