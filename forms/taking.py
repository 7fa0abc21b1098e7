"""Taking what was sent as answers: each by its kind, strictly.

A form (`forms/build.py`) does the same and can be shown again; this does not build
one, which is most of the work when nothing is wrong.
"""

from collections.abc import Mapping

from forms.answers import Answer, kept
from forms.kinds import KINDS
from forms.questionnaire import Questionnaire


def taken(questionnaire: Questionnaire, sent: Mapping[str, str]) -> dict[str, Answer]:
    """Return code → answer of all that was answered; raise BadAnswer at the first bad one."""
    return kept(
        questionnaire,
        {
            question.code: KINDS[question.kind].coerce(sent[question.code], question)
            for question in questionnaire.questions
            if question.code in sent
        },
    )


def is_counted(questionnaire: Questionnaire, code: str) -> bool:
    """Whether answers to the question are counted, rather than read."""
    question = questionnaire.question(code)
    return question is not None and KINDS[question.kind].is_tallied
