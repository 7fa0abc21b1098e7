"""How a field takes what was sent, whatever its kind."""

import pytest
from flask_babel import lazy_gettext
from werkzeug.datastructures import MultiDict

from forms import library
from forms.build import form_class
from forms.kinds.answer import BadAnswer

DOSSIER = library.newest("dossier")


@pytest.mark.parametrize("sent", [("1", "5"), ("5", "5"), ("", "5")])
@pytest.mark.parametrize("code", ["overall", "comment"])
def test_two_answers_to_one_question_are_refused(in_app, code: str, sent: tuple[str, str]) -> None:
    form = form_class(DOSSIER, "vi")(MultiDict([(code, value) for value in sent]))
    assert not form.validate()
    assert [str(words) for words in form.errors[code]] == [
        "Câu này nhận được hai câu trả lời. Xin chọn lại một ô."
    ]
    assert form.is_empty


def test_a_field_still_has_what_was_typed() -> None:
    form = form_class(DOSSIER, "vi")(MultiDict({"comment": " a\0 "}))
    assert form["comment"].typed == " a\0 "
    assert form["comment"].data is None
    assert form["overall"].typed == ""


def test_a_bad_answer_speaks_in_words() -> None:
    assert str(BadAnswer(lazy_gettext("Xin chọn lại."))) == "Xin chọn lại."
