"""A tablet's name is what can be shown."""

import pytest

from survey.offline.inputs import NameForm


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize(
    ("typed", "is_good"),
    [
        ("Máy ở quầy số 1", True),
        ("  a   b ", True),
        ("", False),
        ("x" * 81, False),
        ("a\x07", False),
    ],
)
def test_a_name(app, typed, is_good):
    with app.test_request_context(method="POST", data={"name": typed}):
        assert NameForm(meta={"csrf": False}).validate() is is_good
