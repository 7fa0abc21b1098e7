"""The overall question is asked again first, and answers are told as the ledger keeps them."""

from forms import library
from survey.fieldwork.inputs import call_form, told_in
from survey.fieldwork.keys import MOST, answer_in, key_questions, offered


def test_the_overall_question_comes_first_and_few_follow():
    found = key_questions(library.newest("dossier"))
    assert found[0].code == "overall"
    assert len(found) <= MOST
    assert all(not question.when for question in found)
    assert offered(found[0])[0][0] == "1"
    assert answer_in(found[0], "4") == 4


def test_a_call_is_told_as_it_was_sent(app):
    asked = library.newest("dossier")
    sent = {"reached": "yes", "interviewed": "yes", "q_overall": "4"}
    with app.test_request_context(method="POST", data=sent):
        told = told_in(call_form(asked), asked)
    assert (told.reached, told.interviewed, dict(told.answers)) == (True, True, {"overall": 4})
