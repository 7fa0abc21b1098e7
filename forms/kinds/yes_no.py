"""A question answered by yes or no."""

from forms.answers import Answer
from forms.check import Shape
from forms.domains import OneOf
from forms.kinds.answer import ITSELF, Kind, Said, missing_among, not_offered
from forms.questionnaire import Question

YES, NO = "yes", "no"


def coerce(said: Said, question: Question) -> Answer | None:
    """Return "yes", "no", a mark, or None for ""; raise BadAnswer otherwise."""
    raw = said.part(ITSELF)
    if raw in ("", YES, NO):
        return raw or None
    found = missing_among(raw, question)
    if found is None:
        raise not_offered()
    return found


YES_NO = Kind(
    "yes_no",
    Shape(may=frozenset({"allows"})),
    coerce,
    domain=lambda question: OneOf((YES, NO)),
)
