"""A question of another questionnaire comes with its scale, under a code nobody has."""

import pytest

from forms import library
from forms.reading import faults_of
from survey.questionnaires.borrowing import MOST_SHOWN, copy_of, search, with_borrowed
from tests.survey.questionnaires.written import document

SHELF = library.shipped()


@pytest.mark.parametrize("each", SHELF, ids=lambda q: q.code)
def test_every_question_there_is_can_be_borrowed_without_a_fault(each):
    for question in each.questions:
        found = with_borrowed(document(), 0, (each, question))
        assert faults_of(found) == [], question.code
        assert len(found["sections"][0]["questions"]) == 3


def test_borrowed_twice_it_has_two_codes_and_one_scale():
    dossier = library.find("dossier", 1)
    once = with_borrowed(document(), 0, (dossier, dossier.questions[0]))
    twice = with_borrowed(once, 0, (dossier, dossier.questions[0]))
    codes = [question["code"] for question in twice["sections"][0]["questions"]]
    assert codes == ["overall", "why", "overall_2", "overall_3"]
    assert len(twice["scales"]) == len(once["scales"]) == 2


def test_words_in_other_languages_stay_behind():
    found = with_borrowed(document(languages=["vi"]), 0, (SHELF[0], SHELF[0].questions[0]))
    assert set(found["sections"][0]["questions"][2]["words"]) == {"vi"}


def test_questions_are_found_without_marks():
    found = search(SHELF, "THOI gian")
    assert found
    assert all("thời gian" in question.words["vi"].lower() or "thoi_gian" in question.code
               for _q, question in found)  # fmt: skip
    assert search(SHELF, "xyzzy") == []
    assert len(search(SHELF, "")) == MOST_SHOWN + 1
    assert {question.kind for _q, question in search(SHELF, "", "text")} == {"text"}


@pytest.mark.parametrize("each", SHELF, ids=lambda q: q.code)
def test_a_copy_has_no_fault_and_is_nobodys_official_one(each):
    copied = {**copy_of(each), "code": "ban-chep"}
    assert faults_of(copied) == []
    assert copied["official"] is False
