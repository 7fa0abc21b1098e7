"""A whole number is taken in digits; whatever may be read in two ways is not."""

from decimal import Decimal

import pytest
from flask_babel import force_locale
from hypothesis import given
from hypothesis import strategies as st

from forms.domains import Between
from forms.kinds import KINDS, BadAnswer
from tests.forms.kinds.asking import asked, made, read, shown

MINUTES = {"least": 0, "most": 120, "measure": {"vi": "phút", "en": "minutes"}}
WAITED = asked("number", **MINUTES)
WARMTH = asked("number", least=-10, most=10)
ANY = asked("number")


@given(st.integers(0, 10**15 - 1))
def test_a_number_comes_back_as_it_was_typed(value: int) -> None:
    assert read(ANY, str(value)) == value


@given(st.integers(-10, 10))
def test_a_minus_is_taken_where_less_than_nothing_can_be_meant(value: int) -> None:
    assert read(WARMTH, str(value)) == value


@pytest.mark.parametrize(
    ("raw", "value"), [(" 15 ", 15), ("007", 7), ("0", 0), ("120", 120), ("0" * 5000 + "9", 9)]
)
def test_blanks_around_and_leading_zeros_do_no_harm(raw: str, value: int) -> None:
    assert read(WAITED, raw) == value


@pytest.mark.parametrize("raw", ["", " ", "   "])
def test_a_blank_box_is_no_answer(raw: str) -> None:
    assert read(WAITED, raw) is None


@pytest.mark.parametrize(
    "raw",
    ["1,5", "1.5", "1.200", "1,200", "1 200", "1\u00a0200", "1_200", "1e2", "1e309", "NaN", "inf",
     "Infinity", "５", "٣", "+5", "--5", "-", "-0", "0x10", "15 phút", "mười", "5\n", "\t5", "½",
     "1\0", "True"],
)  # fmt: skip
def test_what_is_no_whole_number_is_refused(raw: str) -> None:
    with pytest.raises(BadAnswer, match="Xin ghi một số nguyên, các chữ số viết liền"):
        read(WARMTH, raw)


@pytest.mark.parametrize("raw", ["121", "-1", "9" * 99, "9" * 5000, "-" + "9" * 99])
def test_out_of_range_names_the_range_with_its_unit(in_app, raw: str) -> None:
    with pytest.raises(BadAnswer) as refused:
        read(WAITED, raw)
    assert str(refused.value) == "Xin nhập một số từ 0 đến 120 phút."
    with force_locale("en"):
        assert "120 minutes" in str(refused.value)
    with force_locale("fr"):
        assert "120 phút" in str(refused.value)


def test_a_number_without_bounds_is_not_below_zero_nor_without_end(in_app) -> None:
    for raw in ("-1", str(10**15)):
        with pytest.raises(BadAnswer, match="từ 0 đến 999999999999999"):
            read(ANY, raw)


def test_a_condition_may_compare_within_the_range() -> None:
    assert KINDS["number"].domain(WAITED) == Between(Decimal(0), Decimal(120), Decimal)


def test_its_measure_stands_beside_the_box_and_is_tied_to_it(in_app) -> None:
    question = shown(made("number", **MINUTES), {"q1": "1.200"})
    box = question.find("input", name="q1")
    assert box["value"] == "1.200"
    assert box["inputmode"] == "numeric"
    assert box["aria-describedby"] == "e-q1 u-q1"
    assert question.find("span", id="u-q1").text == "phút"


def test_keys_without_a_minus_are_only_offered_where_none_is_needed(in_app) -> None:
    assert "inputmode" not in shown(made("number", least=-5)).find("input").attributes
