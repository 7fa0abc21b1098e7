"""A question answered by one step of a scale.

Only the very digits that the page sent out come back as an answer. "５", "1.0",
" 5" and "05" look like a step but no page of ours sends them, so they are refused
rather than guessed at.
"""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectChoice
from wtforms.fields.core import UnboundField

from forms.check import Shape
from forms.kinds.answer import Asked, BadAnswer, Kind
from forms.questionnaire import Question, Scale


class ScaleField(Asked, RadioField):
    """Radio buttons, one a step."""


def coerce(raw: str, question: Question) -> int | None:
    """Return the step that `raw` names exactly, None for ""; raise BadAnswer otherwise."""
    if raw == "":
        return None
    for option in _scale(question).options:
        if raw == str(option.value):
            return option.value
    raise BadAnswer(_l("Lựa chọn này không có trong câu hỏi. Xin chọn lại một ô."))


def field(question: Question, language: str) -> UnboundField:
    """Return the field that asks `question` in `language`."""
    choices = [
        SelectChoice(str(option.value), option.words[language])
        for option in _scale(question).options
    ]
    asked: Any = ScaleField(
        label=question.words[language],
        question=question,
        coerce=coerce,
        choices=choices,
        validate_choice=False,  # `coerce` has refused what is no choice; a skipped one is well
    )
    return asked


def _scale(question: Question) -> Scale:
    if question.scale is None:
        raise TypeError(f"question {question.code} has no scale")
    return question.scale


SCALE = Kind("scale", Shape(needs=frozenset({"scale"})), field, coerce, is_tallied=True)
