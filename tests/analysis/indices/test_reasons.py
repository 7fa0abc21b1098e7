"""Which questions only the dissatisfied are asked, read off the conditions."""

import pytest

from analysis.indices.reasons import asked_of_the_dissatisfied
from tests.analysis.questionnaires import (
    EVERY_KIND,
    NO_OVERALL,
    OVERALL,
    REASONS,
    WHY,
    asks,
    questionnaire,
)

USED = asks("used", "yes_no", "Có nộp trực tuyến không?")


def codes(asked) -> list[str]:
    return [question.code for question in asked_of_the_dissatisfied(asked)]


def test_the_reasons_and_what_hangs_on_them_are_found():
    assert codes(EVERY_KIND) == ["why", "worst"]


def test_without_an_overall_question_nobody_is_dissatisfied():
    assert codes(NO_OVERALL) == []


@pytest.mark.parametrize(
    ("when", "is_reason"),
    [
        ("overall <= 3", True),
        ("overall = 1", True),
        ("overall = 1 or overall = 2", True),
        ("not (overall >= 4)", True),
        ("not (overall = 1)", False),
        ("overall <= 4", False),
        ("used = 'no'", False),
        ("used != 'yes'", False),
    ],
)
def test_only_what_no_satisfied_citizen_is_asked_is_a_reason(when, is_reason):
    why = {**WHY, "when": when.replace("'", '"')}
    found = codes(questionnaire("thu", OVERALL, USED, why))
    assert (found == ["why"]) is is_reason


def test_a_question_asked_of_all_is_none():
    everybody = asks("wish", "choices", "Ông/Bà mong gì?", choices=REASONS)
    assert codes(questionnaire("thu", OVERALL, everybody)) == []
