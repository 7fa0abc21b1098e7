"""A question answered by one step of a scale.

Only the very digits that the page sent out come back as an answer. "５", "1.0",
" 5" and "05" look like a step but no page of ours sends them, so they are refused
rather than guessed at.
"""

from forms.answers import Missing
from forms.check import Shape
from forms.domains import OneOf
from forms.kinds.answer import ITSELF, Kind, Said, missing_among, not_offered
from forms.questionnaire import Question, Scale


def coerce(said: Said, question: Question) -> int | Missing | None:
    """Return the step that was sent exactly, None for ""; raise BadAnswer otherwise."""
    return step(said.part(ITSELF), question)


def step(raw: str, question: Question) -> int | Missing | None:
    """Return the step that `raw` names on the question's scale, or the mark that it is."""
    if raw == "":
        return None
    for option in scale_of(question).options:
        if raw == str(option.value):
            return option.value
    found = missing_among(raw, question)
    if found is None:
        raise not_offered()
    return found


def steps(question: Question) -> OneOf:
    """Return the steps as a condition may compare with them."""
    return OneOf(tuple(option.value for option in scale_of(question).options))


def scale_of(question: Question) -> Scale:
    """Return the scale of a question that must have one."""
    if question.scale is None:
        raise TypeError(f"question {question.code} has no scale")
    return question.scale


SCALE = Kind(
    "scale",
    Shape(needs=frozenset({"scale"}), may=frozenset({"allows"})),
    coerce,
    domain=steps,
)
