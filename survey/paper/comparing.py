"""Comparing: where two typings of one form say different things, and what stands in the end.

A question is what differs, never a letter: "1/2/2026" is "01/02/2026", and words differ
only where a reader would say so. Whatever both left blank is the same.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from forms.filling import parts_sent
from forms.kinds import KINDS, BadAnswer
from forms.kinds.answer import Said
from forms.questionnaire import Question, Questionnaire

UNREADABLE = "~unreadable"
"""What is typed for a question whose answer cannot be read, or is none."""
DAY = "~day"
VOID = "~void"
"""Names beside questions' codes for the day on a form, and for whether it is void."""

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Typed:
    """What was read on one form: its day (None where there is none), and by wire name the rest."""

    day: date | None = None
    cells: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    is_void: bool = False

    def of(self, question: Question) -> dict[str, str]:
        """Return what was typed for one question, by part; nothing for a void form."""
        return {} if self.is_void else parts_sent(question, self.cells)


def is_unreadable(parts: Mapping[str, str]) -> bool:
    """Whether a question was said to be unreadable."""
    return UNREADABLE in parts.values()


def answered(questionnaire: Questionnaire, typed: Typed) -> frozenset[str]:
    """Return the questions for which anything was typed."""
    return frozenset(each.code for each in questionnaire.questions if any(typed.of(each).values()))


def differing(questionnaire: Questionnaire, first: Typed, second: Typed) -> list[str]:
    """Return where two typings differ: VOID, DAY or questions' codes, in the form's order."""
    found = [VOID] if first.is_void != second.is_void else []
    if not (first.is_void or second.is_void) and first.day != second.day:
        found.append(DAY)
    return found + [
        each.code
        for each in questionnaire.questions
        if _value(each, first.of(each)) != _value(each, second.of(each))
    ]


def merged(questionnaire: Questionnaire, first: Typed, settled: Mapping[str, Typed]) -> Typed:
    """Return `first`, but for each of the names in `settled` what stands there."""
    cells: dict[str, str] = {}
    for each in questionnaire.questions:
        source = settled.get(each.code, first)
        names = {name: value for name, value in source.cells.items() if _is_of(each, name)}
        cells |= {} if source.is_void else names
    return Typed(settled.get(DAY, first).day, cells, settled.get(VOID, first).is_void)


def is_words(question: Question, part: str) -> bool:
    """Whether a part holds somebody's own words, which are kept apart."""
    if question.kind in ("text", "line"):
        return part == ""
    return len(part) > 1 and part.endswith("~")


def _is_of(question: Question, name: str) -> bool:
    return name == question.code or name.startswith(f"{question.code}.")


def _value(question: Question, parts: Mapping[str, str]) -> object:
    told = {part: value for part, value in parts.items() if value.strip()}
    if not told or is_unreadable(told):
        return UNREADABLE if told else None
    kind = KINDS[question.kind]
    # Whether a place is offered was asked when it was typed.
    said = Said(told, {value: value for value in told.values()})
    try:
        words = kind.words(said, question) if kind.words else None
        return kind.coerce(said, question), _plain(words)
    except BadAnswer:
        return told


def _plain(words: str | None) -> str | None:
    if words is None:
        return None
    letters = unicodedata.normalize("NFC", words).casefold()
    return " ".join("".join(sign if sign.isalnum() else " " for sign in letters).split())
