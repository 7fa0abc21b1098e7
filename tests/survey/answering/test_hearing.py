import pytest
from werkzeug.exceptions import ClientDisconnected

from survey.answering import submission
from survey.answering.hearing import heard

FORM = "application/x-www-form-urlencoded"


def test_a_whole_form_is_read(app):
    with app.test_request_context("/", method="POST", data=b"a=1", content_type=FORM):
        assert heard().fields == {"a": "1"}


def test_half_a_form_is_nobodys_answer(app):
    asked = {"method": "POST", "data": b"a=1", "content_type": FORM}
    asked |= {"environ_overrides": {"CONTENT_LENGTH": "900"}}
    with app.test_request_context("/", **asked), pytest.raises(ClientDisconnected):
        heard()


def test_a_form_too_long_is_heard_out_and_told(app):
    body = b"a=" + b"x" * (submission.LARGEST + 10)
    with app.test_request_context("/", method="POST", data=body, content_type=FORM):
        assert heard().flaw is submission.Flaw.TOO_LARGE
