import pytest

from analysis.targets.finding_inputs import ClosingForm, CommentForm, said


@pytest.mark.parametrize(
    ("written", "is_taken"),
    [
        ("Đã thêm người", True),
        ("hai\ndòng", True),
        ("   ", False),
        ("a\0b", False),
        ("x" * 401, False),
    ],
)
def test_what_can_be_read_and_kept_is_taken(app, written, is_taken):
    with app.test_request_context(method="POST", data={"comment": written, "reason": written}):
        app.config["WTF_CSRF_ENABLED"] = False
        for form in (CommentForm(), ClosingForm()):
            assert form.validate_on_submit() is is_taken


def test_words_are_kept_with_one_space_between(app):
    with app.test_request_context(method="POST", data={"comment": " Đã \n xong "}):
        assert said(CommentForm().comment) == "Đã xong"
