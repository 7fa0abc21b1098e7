"""A question whether somebody agrees: two buttons of the same size, neither pressed.

Saying no is an answer and is kept as one; saying nothing is not taken for either.
"""

from forms.answers import Answer
from forms.check import Shape
from forms.domains import OneOf
from forms.kinds.answer import ITSELF, Kind, Said, not_offered
from forms.questionnaire import Question

AGREED, DECLINED = "agreed", "declined"


def coerce(said: Said, question: Question) -> Answer | None:
    """Return "agreed" or "declined", None for ""; raise BadAnswer otherwise."""
    raw = said.part(ITSELF)
    if raw not in ("", AGREED, DECLINED):
        raise not_offered()
    return raw or None


CONSENT = Kind(
    "consent",
    Shape(),
    coerce,
    domain=lambda question: OneOf((AGREED, DECLINED)),
)
