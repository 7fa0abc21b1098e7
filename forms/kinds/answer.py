"""What a kind of question is, and how it reads what was sent.

On the wire a question is one or more fields: its own code, and `code.part` for each
part (a row, a tick). Two endings are everybody's: `code.~` says why there is no
answer, and `code.<choice>~` holds the words beside a choice ("other: …").
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from flask_babel import lazy_gettext as _l

from forms.answers import ALLOWED, Answer, Missing
from forms.check import Shape
from forms.domains import Domain, Nothing
from forms.questionnaire import Question

ITSELF = ""
WHY_NOT = "~"

NOWHERE: Mapping[str, str] = MappingProxyType({})


class BadAnswer(ValueError):
    """What was sent does not answer the question; `words` tell the citizen why."""

    def __init__(self, words: Any) -> None:
        super().__init__(words)
        self.words = words

    def __str__(self) -> str:
        return str(self.words)


@dataclass(frozen=True, slots=True)
class Said:
    """What was sent for one question, by part ("" is the question's own field).

    `places` are the units a unit picker offers where this is asked: code → name.
    """

    parts: Mapping[str, str]
    places: Mapping[str, str] = field(default_factory=lambda: NOWHERE)

    def part(self, name: str = ITSELF) -> str:
        """Return what was sent for one part, "" when nothing was."""
        return self.parts.get(name, "")


def only_itself(question: Question) -> tuple[str, ...]:
    """Return the parts of a question that is one field."""
    return (ITSELF,)


def no_domain(question: Question) -> Domain:
    """Return what a condition may compare answers with, where that is nothing."""
    return Nothing()


@dataclass(frozen=True, slots=True)
class Kind:
    """How questions of one kind are written, read, shown and counted.

    - `shape`: the keys it needs and may have in a file, and its own rules;
    - `parts(question)`: the names of its fields, after the code;
    - `coerce(said, question)`: the answer, None when it was passed over; raises
      BadAnswer for all that no page of ours sends;
    - `words(said, question)`: what the citizen wrote in their own words, if anything;
      kept apart from answers, never tallied;
    - `domain(question)`: what a condition may compare its answer with.

    It is shown by the macro `show` of `templates/forms/kinds/<name>.html`.
    """

    name: str
    shape: Shape
    coerce: Callable[[Said, Question], Answer | None]
    parts: Callable[[Question], tuple[str, ...]] = only_itself
    words: Callable[[Said, Question], str | None] | None = None
    domain: Callable[[Question], Domain] = no_domain
    is_asked: bool = True  # a note is shown, and asks nothing


def missing_among(raw: str, question: Question) -> Missing | None:
    """Return the mark that `raw` is, when `question` offers it; None for all else."""
    for name in question.allows:
        if raw == ALLOWED[name]:
            return ALLOWED[name]
    return None


def missing_in(said: Said, question: Question) -> Missing | None:
    """Return the mark in the part "~"; raise BadAnswer when it is none that is offered."""
    raw = said.part(WHY_NOT)
    if raw == "":
        return None
    found = missing_among(raw, question)
    if found is None:
        raise not_offered()
    if any(value.strip() for part, value in said.parts.items() if part != WHY_NOT):
        raise BadAnswer(_l("Câu này nhận được hai câu trả lời. Xin chọn lại một ô."))
    return found


def not_offered() -> BadAnswer:
    """Return the refusal of what is none of the choices."""
    return BadAnswer(_l("Lựa chọn này không có trong câu hỏi. Xin chọn lại một ô."))
