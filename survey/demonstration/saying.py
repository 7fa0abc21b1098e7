"""What invented citizens say to a questionnaire, read like anybody's: the path decides."""

from random import Random

from forms.filling import Filled, fill
from forms.kinds.consent import AGREED
from forms.questionnaire import Question, Questionnaire
from survey.demonstration.invented import Invented


def scales_of(questionnaire: Questionnaire) -> list[str]:
    """Return the questions with a scale, the overall one first."""
    asked = [question.code for question in questionnaire.questions if question.kind == "scale"]
    return sorted(asked, key=lambda code: code != questionnaire.overall)


def said_by(questionnaire: Questionnaire, invented: Invented) -> Filled:
    """Return what the invented citizen says."""
    sent = {code: str(step) for code, step in invented.answers.items()}
    for question in questionnaire.questions:
        if question.kind == "text" and invented.words:
            sent[question.code] = invented.words
        if question.kind == "choices":
            plain = [
                each.code for each in question.choices if not (each.asks_words or each.is_exclusive)
            ]
            reasons = invented.picks_among(plain)
            sent |= {f"{question.code}.{reason}": "1" for reason in reasons}
        if question.among:
            sent[question.code] = reasons[0]
        elif question.kind in ("consent", "choice", "matrix"):
            sent |= _said_to(question, invented)
    return fill(questionnaire, sent)


def _said_to(question: Question, invented: Invented) -> dict[str, str]:
    luck = Random(f"{invented.day}{invented.number}{question.code}")
    if question.kind == "consent":
        return {question.code: AGREED}
    if question.kind == "choice":
        return {question.code: luck.choice([each.code for each in question.choices])}
    # Rows differ as moods do: mostly what is said of the whole, now and then a step less.
    assert question.scale is not None
    steps = sorted(option.value for option in question.scale.options)
    felt = next(iter(invented.answers.values()))
    near = max((step for step in steps if step <= felt), default=steps[0])
    below = max((step for step in steps if step < near), default=steps[0])
    return {
        f"{question.code}.{row.code}": str(near if luck.random() < 0.8 else below)
        for row in question.rows
    }
