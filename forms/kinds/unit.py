"""A question answered by a unit (a commune, a department) among those offered where it is asked."""

from forms.answers import Answer
from forms.check import Shape
from forms.kinds.answer import ITSELF, Kind, Said, missing_in, not_offered
from forms.kinds.typed import box
from forms.questionnaire import Question


def coerce(said: Said, question: Question) -> Answer | None:
    """Return the code of the unit, a mark, or None for ""; raise BadAnswer otherwise."""
    missing = missing_in(said, question)
    raw = said.part(ITSELF)
    if missing is not None or raw == "":
        return missing
    if raw not in said.places:
        raise not_offered()
    return raw


UNIT = Kind("unit", Shape(may=frozenset({"allows"})), coerce, parts=box)
