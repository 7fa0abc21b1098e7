"""A question answered by ticking any of several choices; an exclusive one is ticked alone."""

from flask_babel import lazy_gettext as _l

from forms.answers import Answer
from forms.check import Shape
from forms.check_choices import faults_in_some_of
from forms.domains import Several
from forms.kinds.answer import WHY_NOT, BadAnswer, Kind, Said, missing_in, not_offered
from forms.kinds.choice import part_of_other, words_of_other
from forms.questionnaire import Question

TICKED = "1"

_ALONE = _l("Có một ý chỉ chọn được một mình. Xin bỏ chọn ý đó, hoặc bỏ chọn các ý còn lại.")


def coerce(said: Said, question: Question) -> Answer | None:
    """Return what was ticked in the order of the choices, a mark, or None for nothing."""
    missing = missing_in(said, question)
    found = ticked(said, question)
    words_of_other(said, question, found)
    if not found:
        return missing
    alone = [choice.code for choice in question.choices if choice.is_exclusive]
    if set(found) & set(alone):
        if len(found) > 1:
            raise BadAnswer(_ALONE)
        return found
    _demand_count(len(found), question)
    return found


def ticked(said: Said, question: Question) -> list[str]:
    """Return the codes that were ticked; raise BadAnswer for any other value than a tick."""
    found = [choice.code for choice in question.choices if said.part(choice.code) != ""]
    if any(said.part(code) != TICKED for code in found):
        raise not_offered()
    return found


def words(said: Said, question: Question) -> str | None:
    """Return what was written beside "other"."""
    return words_of_other(said, question, ticked(said, question))


def parts(question: Question) -> tuple[str, ...]:
    """Return one part a choice, the words beside "other", and why nothing is ticked."""
    own = tuple(choice.code for choice in question.choices)
    return (*own, *part_of_other(question), *((WHY_NOT,) if question.allows else ()))


def several(question: Question) -> Several:
    """Return the choices as a condition may look for them."""
    return Several(
        tuple(choice.code for choice in question.choices),
        frozenset(choice.code for choice in question.choices if choice.is_exclusive),
    )


def _demand_count(count: int, question: Question) -> None:
    if question.least and count < int(question.least):
        raise BadAnswer(_l("Xin chọn ít nhất %(least)s ý.", least=question.least))
    if question.most and count > int(question.most):
        raise BadAnswer(_l("Xin chọn nhiều nhất %(most)s ý.", most=question.most))


CHOICES = Kind(
    "choices",
    Shape(
        needs=frozenset({"choices"}),
        may=frozenset({"allows", "least", "most"}),
        faults=faults_in_some_of,
    ),
    coerce,
    parts=parts,
    words=words,
    domain=several,
)
