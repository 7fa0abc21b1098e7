"""Choices put in order: the first place, the second, and so on without gaps or ties."""

from flask_babel import lazy_gettext as _l

from forms.answers import Answer
from forms.check import Shape
from forms.check_choices import faults_in_places
from forms.domains import OneOf, Rows
from forms.kinds.answer import WHY_NOT, BadAnswer, Kind, Said, missing_in, not_offered
from forms.questionnaire import Question

_TIED = _l("Có hai ý cùng một thứ tự. Xin cho mỗi ý một thứ tự khác nhau.")
_GAP = _l("Xin xếp thứ tự lần lượt từ 1, không bỏ cách số nào.")


def coerce(said: Said, question: Question) -> Answer | None:
    """Return the place of each choice put in order, a mark, or None for nothing."""
    missing = missing_in(said, question)
    found: dict[str, int | str] = {
        choice.code: _place(said.part(choice.code), question)
        for choice in question.choices
        if said.part(choice.code) != ""
    }
    if not found:
        return missing
    taken = set(found.values())
    if len(taken) < len(found):
        raise BadAnswer(_TIED)
    if taken != set(range(1, len(found) + 1)):
        raise BadAnswer(_GAP)
    return found


def places(question: Question) -> tuple[int, ...]:
    """Return the places there are to give."""
    return tuple(range(1, int(question.most or len(question.choices)) + 1))


def parts(question: Question) -> tuple[str, ...]:
    """Return one part a choice, and why nothing is put in order where that may be said."""
    own = tuple(choice.code for choice in question.choices)
    return (*own, WHY_NOT) if question.allows else own


def order(question: Question) -> Rows:
    """Return the places of each choice as a condition may compare with them."""
    placed = OneOf(places(question))
    return Rows({choice.code: placed for choice in question.choices}, in_order=True)


def _place(raw: str, question: Question) -> int:
    for place in places(question):
        if raw == str(place):
            return place
    raise not_offered()


RANKING = Kind(
    "ranking",
    Shape(
        needs=frozenset({"choices"}),
        may=frozenset({"allows", "among", "most"}),
        faults=faults_in_places,
    ),
    coerce,
    parts=parts,
    domain=order,
)
