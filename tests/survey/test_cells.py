import pytest

from survey.cells import safe_cell


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n"])
def test_text_that_would_run_as_a_formula_is_shown_as_text(start):
    assert safe_cell(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("value", [-1, -0.5, 0, None, "Xã Ia Le", "95 %", ""])
def test_numbers_and_plain_words_are_left_alone(value):
    assert safe_cell(value) == value
