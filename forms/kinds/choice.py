"""A question answered by one of several choices.

Where one of them is "other, say which", the words go with the mark: the mark without
words asks for them, and words without the mark are refused rather than dropped or
taken for one, for either would put something into a citizen's mouth.
"""

from collections.abc import Collection

from flask_babel import lazy_gettext as _l

from forms.answers import Answer
from forms.check import Shape
from forms.check_choices import faults_in_one_of
from forms.domains import OneOf
from forms.kinds.answer import ITSELF, WHY_NOT, BadAnswer, Kind, Said, missing_among, not_offered
from forms.kinds.line import one_line
from forms.questionnaire import Choice, Question

_SAY_WHICH = _l("Ông/Bà đã chọn ý khác. Xin ghi rõ là gì vào ô bên dưới ý đó.")
_TICK_IT = _l("Ông/Bà đã ghi thêm một ý khác nhưng chưa chọn ý đó. Xin chọn, hoặc xóa phần đã ghi.")


def coerce(said: Said, question: Question) -> Answer | None:
    """Return the code of the choice, a mark, or None for ""; raise BadAnswer otherwise."""
    raw = said.part(ITSELF)
    chosen = {choice.code for choice in question.choices if choice.code == raw}
    words_of_other(said, question, chosen)
    if chosen or raw == "":
        return raw or None
    found = missing_among(raw, question)
    if found is None:
        raise not_offered()
    return found


def words(said: Said, question: Question) -> str | None:
    """Return what was written beside "other"."""
    return words_of_other(said, question, {said.part(ITSELF)})


def words_of_other(said: Said, question: Question, chosen: Collection[str]) -> str | None:
    """Return the words beside "other"; raise BadAnswer where mark and words do not agree."""
    other = other_of(question)
    if other is None:
        return None
    found = one_line(said.part(other.code + WHY_NOT))
    if (found is None) == (other.code in chosen):
        raise BadAnswer(_SAY_WHICH if found is None else _TICK_IT)
    return found


def other_of(question: Question) -> Choice | None:
    """Return the choice that asks which, if there is one."""
    return next((choice for choice in question.choices if choice.asks_words), None)


def part_of_other(question: Question) -> tuple[str, ...]:
    """Return the part that holds the words beside "other", if there is one."""
    other = other_of(question)
    return (other.code + WHY_NOT,) if other else ()


CHOICE = Kind(
    "choice",
    Shape(
        needs=frozenset({"choices"}), may=frozenset({"allows", "among"}), faults=faults_in_one_of
    ),
    coerce,
    parts=lambda question: (ITSELF, *part_of_other(question)),
    words=words,
    domain=lambda question: OneOf(tuple(choice.code for choice in question.choices)),
)
