"""From a questionnaire and a language to the form that asks it."""

from functools import lru_cache

from forms.base import BallotForm
from forms.kinds import KINDS
from forms.questionnaire import Questionnaire


# The shipped ones in all their languages fit; what an author tries out passes through.
@lru_cache(maxsize=256)
def form_class(questionnaire: Questionnaire, language: str) -> type[BallotForm]:
    """Return the form that asks `questionnaire` in `language`, one of its own."""
    if language not in questionnaire.languages:
        raise ValueError(f"{questionnaire.code} is not written in {language!r}")
    asked = {
        question.code: KINDS[question.kind].field(question, language)
        for question in questionnaire.questions
    }
    told = {"questionnaire": questionnaire, "language": language, "asked": asked}
    return type("Ballot", (BallotForm,), told)
