"""Answers: only what was asked is kept, in bytes that are the same every time.

The canonical writing of answers is what the ledger chains, so it must never
change: keys sorted, no spaces, every letter as itself.
"""

import json
from collections.abc import Iterable, Mapping

from forms.questionnaire import Questionnaire

Answer = int | str
"""A step of a scale, or the citizen's own words."""


def canonical(answers: Mapping[str, object]) -> str:
    """Return `answers` as the one JSON text that stands for them."""
    return json.dumps(
        dict(answers), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def kept(questionnaire: Questionnaire, given: Mapping[str, Answer | None]) -> dict[str, Answer]:
    """Return what was both asked and answered, in the order asked."""
    answered: dict[str, Answer] = {}
    for question in questionnaire.questions:
        answer = given.get(question.code)
        if answer is not None and answer != "":
            answered[question.code] = answer
    return answered


def unasked(questionnaire: Questionnaire, names: Iterable[str]) -> tuple[str, ...]:
    """Return those of `names` that no question has, sorted."""
    asked = {question.code for question in questionnaire.questions}
    return tuple(sorted(set(names) - asked))
