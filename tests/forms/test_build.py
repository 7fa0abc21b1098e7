"""A form takes what was asked, strictly, and says kindly what it cannot take."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from forms import library
from forms.base import BallotForm
from forms.build import form_class
from forms.reading import made
from tests.forms.tiny import tiny, written

DOSSIER = library.newest("dossier")
CODES = [question.code for question in DOSSIER.questions]


def sent(*pairs: tuple[str, str]):
    form = form_class(DOSSIER, "vi")(MultiDict(pairs))
    form.validate()
    return form


def test_a_form_is_made_once_for_each_language() -> None:
    assert form_class(DOSSIER, "vi") is form_class(DOSSIER, "vi")
    assert form_class(DOSSIER, "vi") is not form_class(DOSSIER, "en")
    assert form_class(DOSSIER, "en")()["overall"].label.text.startswith("Overall")


def test_every_form_is_a_ballot_and_asks_for_no_token() -> None:
    form = form_class(DOSSIER, "vi")()
    assert isinstance(form, BallotForm)
    assert form.questionnaire is DOSSIER
    assert [field.name for field in form] == CODES


def test_a_language_that_is_not_written_is_refused() -> None:
    with pytest.raises(ValueError, match="km"):
        form_class(DOSSIER, "km")


def test_what_was_answered_comes_back_in_the_order_asked() -> None:
    form = sent(("comment", " Tốt "), ("overall", "5"), ("attitude", "1"), ("_visit", "x"))
    assert list(form.answered().items()) == [("overall", 5), ("attitude", 1), ("comment", "Tốt")]
    assert form.validate()
    assert not form.is_empty


@pytest.mark.parametrize(
    "pairs", [[], [("overall", "")], [("comment", " \u200b\r\n")], [("x", "5")]]
)
def test_a_form_without_an_answer_is_empty_and_without_fault(pairs) -> None:
    form = sent(*pairs)
    assert form.is_empty
    assert form.validate()


def test_a_form_nobody_sent_is_empty() -> None:
    assert form_class(DOSSIER, "vi")().is_empty


def test_one_bad_answer_spoils_the_form_and_loses_no_good_one() -> None:
    form = sent(("overall", "６"), ("attitude", "4"), ("comment", "còn đây"))
    assert not form.validate()
    assert list(form.errors) == ["overall"]
    assert form.answered() == {"attitude": 4, "comment": "còn đây"}


@given(st.lists(st.tuples(st.sampled_from([*CODES, "x"]), st.text() | st.sampled_from("12345"))))
def test_whatever_is_sent_only_asked_questions_have_answers(pairs) -> None:
    answered = sent(*pairs).answered()
    given_once = [code for code, _ in pairs]
    for code, value in answered.items():
        assert code in CODES
        assert given_once.count(code) == 1
        assert value in (1, 2, 3, 4, 5) or code == "comment"


def test_a_question_may_have_the_name_of_something_in_python() -> None:
    document = written()
    document["sections"][0]["questions"][1]["code"] = "data"
    form = form_class(made(document), "vi")(MultiDict({"data": "được"}))
    assert form.answered() == {"data": "được"}


def test_a_small_questionnaire_needs_no_code_of_its_own() -> None:
    form = form_class(tiny(), "en")(MultiDict({"overall": "2", "comment": "x" * 11}))
    assert not form.validate()
    assert form.answered() == {"overall": 2}
