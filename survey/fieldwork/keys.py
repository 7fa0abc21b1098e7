"""Key questions: the few that are asked again on a call-back.

The overall question and the first two others that everybody is asked and that have their
answers written beside them.
"""

from forms.answers import Answer
from forms.questionnaire import VIETNAMESE, Question, Questionnaire

MOST = 3
_KINDS = ("scale", "choice")


def key_questions(questionnaire: Questionnaire) -> list[Question]:
    """Return what is asked again, the overall question first."""
    able = [
        question
        for section in questionnaire.sections
        for question in section.questions
        if question.kind in _KINDS and not (section.when or question.when or question.among)
    ]
    first = sorted(able, key=lambda question: question.code != questionnaire.overall)
    return first[:MOST]


def offered(question: Question) -> list[tuple[str, str]]:
    """Return the answers to a key question, as they are sent and as they are read."""
    if question.scale is not None:
        steps = question.scale.options
        return [(str(step.value), step.words[VIETNAMESE]) for step in steps]
    return [(choice.code, choice.words[VIETNAMESE]) for choice in question.choices]


def answer_in(question: Question, sent: str) -> Answer:
    """Return the answer that `sent` stands for, as the ledger keeps it."""
    return int(sent) if question.scale is not None else sent
