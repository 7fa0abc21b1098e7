"""A step of a scale is taken only as the page sent it out."""

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from forms import library
from forms.kinds import KINDS, BadAnswer

OVERALL = library.newest("dossier").question("overall")
SCALE = KINDS["scale"]


@pytest.mark.parametrize("value", [1, 2, 3, 4, 5])
def test_each_step_is_taken(value: int) -> None:
    assert SCALE.coerce(str(value), OVERALL) == value


def test_an_empty_value_is_a_skipped_question() -> None:
    assert SCALE.coerce("", OVERALL) is None


@given(st.text())
@example("５")
@example("٣")
@example("1.0")
@example("4.5")
@example(" 5")
@example("5\n")
@example("05")
@example("+5")
@example("0")
@example("6")
@example("-1")
@example("True")
@example("NaN")
@example("1e0")
@example("9" * 5000)
@example("\0")
@example("very_happy")
def test_anything_else_is_refused(raw: str) -> None:
    assume(raw not in ("", "1", "2", "3", "4", "5"))
    with pytest.raises(BadAnswer, match="Xin chọn lại"):
        SCALE.coerce(raw, OVERALL)


def test_a_scale_is_tallied() -> None:
    assert SCALE.is_tallied
