from datetime import date

from forms import library
from survey.demonstration.invented import Invented
from survey.demonstration.saying import said_by, scales_of

QUESTIONNAIRE = library.newest("dossier")


def invented(step: int) -> Invented:
    answers = dict.fromkeys(scales_of(QUESTIONNAIRE), step)
    return Invented(1, date(2026, 11, 20), "qr", answers, None)


def test_the_overall_question_comes_first():
    assert scales_of(QUESTIONNAIRE)[0] == QUESTIONNAIRE.overall


def test_every_step_said_is_read_as_it_was_said():
    filled = said_by(QUESTIONNAIRE, invented(5))
    assert filled.answers[QUESTIONNAIRE.overall] == 5
    assert not filled.faults


def test_whoever_is_asked_more_than_steps_agrees_chooses_and_fills_in_rows():
    asked = library.newest("officials")
    answers = dict.fromkeys(scales_of(asked), 4)
    filled = said_by(asked, Invented(1, date(2026, 11, 20), "invitation", answers, "Tốt."))
    assert (filled.faults, filled.lacking) == ({}, [])
    assert filled.answers["consent"] == "agreed"
    assert filled.answers["role"] in {"councillor", "department_head", "unit_head", "chair"}
    assert set(filled.answers["steering"].values()) <= {3, 4}
    assert filled.words
