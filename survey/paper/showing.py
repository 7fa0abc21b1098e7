"""Showing a form to whoever types it in: every question, each control with the key that sets it.

The keys are the figures printed in the form's boxes, else the places of the choices. What
is said instead of an answer has letters: K (does not know), T (will not say), X (unreadable).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from forms.answers import ALLOWED
from forms.filling import name_of
from forms.kinds.answer import WHY_NOT
from forms.questionnaire import Choice, Question, Questionnaire
from survey.paper.comparing import DAY, UNREADABLE, VOID
from survey.paper.hearing import Heard

_YES_NO = {
    "yes_no": (("yes", _l("Có")), ("no", _l("Không"))),
    "consent": (("agreed", _l("Đồng ý")), ("declined", _l("Không đồng ý"))),
}
_MARKS = {"dont_know": (_l("Không biết"), "k"), "refused": (_l("Không muốn trả lời"), "t")}
_LONG, _FEW_FIGURES = ("text",), ("number", "decimal")
_LETTERS = "abcdefghijlmnopqrsuvwyz"  # K, T and X say something already


@dataclass(frozen=True, slots=True)
class Option:
    """One value that can be set: by which key, and whether it is set."""

    name: str
    value: str
    key: str
    words: str
    is_set: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One control: options of which one ("one") or any ("many") is set, or something to write."""

    name: str
    look: str  # one, many, write, long, place
    label: str = ""
    value: str = ""
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """A question as it is typed in."""

    code: str
    number: int
    words: str
    hint: str
    fault: str
    is_unreadable: bool
    lines: tuple[Line, ...]


class Sheet:
    """A form in one language, with what was typed so far and what is wrong with it."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        language: str,
        heard: Heard | None = None,
        places: Mapping[str, str] | None = None,
    ) -> None:
        self._questionnaire = questionnaire
        self._language = language
        self._heard = heard
        self._cells: Mapping[str, str] = heard.typed.cells if heard else {}
        self._places = places or {}

    def questions(self) -> list[Shown]:
        """Return the questions of the form, in its order and with its numbers."""
        asked = [each for each in self._questionnaire.questions if each.kind != "note"]
        return [self._shown(number, each) for number, each in enumerate(asked, start=1)]

    def _shown(self, number: int, question: Question) -> Shown:
        return Shown(
            code=question.code,
            number=number,
            words=question.words[self._language],
            hint=self._hint(question),
            fault=self._heard.told(question.code) if self._heard else "",
            is_unreadable=self._cells.get(question.code) == UNREADABLE,
            lines=tuple(self._lines(question)),
        )

    def _hint(self, question: Question) -> str:
        if question.kind == "date":
            return _("ngày/tháng/năm")
        if question.kind == "ranking":
            return _("ghi thứ tự")
        return question.measure[self._language] if question.measure else ""

    def _lines(self, question: Question) -> list[Line]:
        marks = self._marks(question)
        match question.kind:
            case "matrix":
                return [
                    self._one(question, row.code, row.words[self._language])
                    for row in question.rows
                ]
            case "scale" | "choice" | "yes_no" | "consent":
                return [self._one(question), *self._other(question)]
            case "choices":
                picks = tuple(self._pick(question, at) for at in range(len(question.choices)))
                many = Line(question.code, "many", options=picks)
                return [many, *self._other(question), *marks]
            case "ranking":
                placed = [
                    self._write(question, choice.code, choice.words[self._language])
                    for choice in question.choices
                ]
                return placed + marks
        look = {"text": "long", "unit": "place"}.get(question.kind, "write")
        return [self._write(question, look=look), *marks]

    def _one(self, question: Question, part: str = "", label: str = "") -> Line:
        name = name_of(question, part)
        told = [(value, key, words) for value, key, words in self._values(question)]
        told += [(ALLOWED[each], _MARKS[each][1], str(_MARKS[each][0])) for each in question.allows]
        now = self._cells.get(name, "")
        options = tuple(Option(name, value, key, words, now == value) for value, key, words in told)
        return Line(name, "one", label, now, options)

    def _values(self, question: Question) -> list[tuple[str, str, str]]:
        if question.scale:
            return [
                (str(step.value), str(step.value), step.words[self._language])
                for step in question.scale.options
            ]
        fixed = _YES_NO.get(question.kind)
        if fixed:
            return [(value, str(at), str(words)) for at, (value, words) in enumerate(fixed, 1)]
        return [
            (choice.code, _key(choice, at), choice.words[self._language])
            for at, choice in enumerate(question.choices, 1)
        ]

    def _pick(self, question: Question, at: int) -> Option:
        choice = question.choices[at]
        name = name_of(question, choice.code)
        words = choice.words[self._language]
        key = _key(choice, at + 1)
        # Of many choices 1 and 2 are two, never twelve: from the tenth on they have letters.
        key = key if len(key) == 1 else _LETTERS[(at - 9) % len(_LETTERS)]
        return Option(name, "1", key, words, self._cells.get(name) == "1")

    def _other(self, question: Question) -> list[Line]:
        other = next((choice for choice in question.choices if choice.asks_words), None)
        return [self._write(question, f"{other.code}~", _("Ghi rõ"))] if other else []

    def _marks(self, question: Question) -> list[Line]:
        if not question.allows:
            return []
        name = name_of(question, WHY_NOT)
        now = self._cells.get(name, "")
        options = tuple(
            Option(name, ALLOWED[each], _MARKS[each][1], str(_MARKS[each][0]), now == ALLOWED[each])
            for each in question.allows
        )
        return [Line(name, "one", _("Hoặc"), now, options)]

    def _write(
        self, question: Question, part: str = "", label: str = "", look: str = "write"
    ) -> Line:
        name = name_of(question, part)
        value = self._cells.get(name, "")
        if look != "place":
            return Line(name, look, label, "" if value == UNREADABLE else value)
        options = tuple(
            Option(name, code, "", words, code == value) for code, words in self._places.items()
        )
        return Line(name, look, label, value, options)


def named(questionnaire: Questionnaire, name: str) -> str:
    """Return how a question, or DAY or VOID, is called on a page in Vietnamese."""
    fixed = {DAY: _("Ngày trên phiếu"), VOID: _("Phiếu hỏng hay không")}
    if name in fixed:
        return fixed[name]
    asked = [each for each in questionnaire.questions if each.kind != "note"]
    for number, each in enumerate(asked, start=1):
        if each.code == name:
            return f"{number}. {each.words['vi']}"
    return name


def _key(choice: Choice, at: int) -> str:
    is_figure = choice.code.isascii() and choice.code.isdigit() and len(choice.code) <= 2
    return choice.code if is_figure else str(at)
