"""Reasons: the questions a questionnaire asks of the dissatisfied alone.

Whoever was not satisfied is asked why: what they tick is what a manager must know
first. Which questions those are is not named anywhere; it is read off the conditions,
by trying every step of the overall question.
"""

from collections.abc import Mapping

from forms.conditions import Condition, holds, refs
from forms.questionnaire import Question, Questionnaire, Scale
from forms.routing import path_of

_KINDS = ("choices", "choice")


def asked_of_the_dissatisfied(questionnaire: Questionnaire) -> tuple[Question, ...]:
    """Return the questions with choices that only the dissatisfied are asked, in order.

    A question that hangs on such a one (`count(why) > 1`) is one as well.
    """
    overall = questionnaire.question(questionnaire.overall or "")
    if overall is None or overall.scale is None:
        return ()
    found: dict[str, Question] = {}
    for stop in path_of(questionnaire):
        asks = stop.question.kind in _KINDS and stop.when is not None
        if asks and _leaves_out(stop.when, overall.code, overall.scale, found):
            found[stop.question.code] = stop.question
    return tuple(found.values())


def _leaves_out(
    when: Condition | None, overall: str, scale: Scale, reasons: Mapping[str, Question]
) -> bool:
    if when is None:
        return False
    steps = {option.value for option in scale.options}
    asked = {step for step in steps if holds(when, {overall: step})}
    if asked & scale.satisfied:
        return False
    return bool(asked) or any(ref.code in reasons for ref in refs(when))
