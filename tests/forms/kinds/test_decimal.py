"""A decimal is kept in exactly its digits, whether typed with a comma or a dot."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.domains import Between
from forms.kinds import KINDS, BadAnswer
from tests.forms.kinds.asking import asked, made, read, shown

AREA = asked("decimal", decimals=2, most="999.5", measure={"vi": "ha", "en": "ha"})
WARMTH = asked("decimal", decimals=1, least="-2.5", most=3)


@given(st.decimals(0, 999, places=2))
def test_an_amount_comes_back_the_same_with_comma_or_dot(value: Decimal) -> None:
    kept = f"{value:.2f}"
    assert read(AREA, kept) == kept
    assert read(AREA, kept.replace(".", ",")) == kept


@pytest.mark.parametrize(
    ("raw", "kept"),
    [("12,5", "12.50"), ("12.5", "12.50"), ("12", "12.00"), (" 0,05 ", "0.05"), ("007,1", "7.10")],
)
def test_one_amount_has_one_writing(raw: str, kept: str) -> None:
    assert read(AREA, raw) == kept


def test_a_minus_is_taken_where_less_than_nothing_can_be_meant() -> None:
    assert read(WARMTH, "-2,5") == "-2.5"
    assert read(WARMTH, "-0,1") == "-0.1"


@pytest.mark.parametrize(
    "raw",
    ["1,555", "1.200", "1.200,5", "1,200.5", "1 200", ",5", "5,", ".", "1,,5", "1e309", "NaN",
     "Infinity", "１,5", "+1", "-0", "-0,0", "1/2", "1,5 ha", "1,5\n", "\0"],
)  # fmt: skip
def test_what_may_be_read_in_two_ways_is_refused(in_app, raw: str) -> None:
    with pytest.raises(BadAnswer) as refused:
        read(AREA, raw)
    assert str(refused.value) == (
        "Xin ghi một số như 12,50: nhiều nhất 2 chữ số sau dấu phẩy, không ngăn cách hàng nghìn."
    )


@pytest.mark.parametrize("raw", ["999,51", "1000", "-1", "9" * 99, "9" * 5000 + ",5"])
def test_out_of_range_names_the_range_with_its_unit_and_a_decimal_comma(in_app, raw: str) -> None:
    with pytest.raises(BadAnswer) as refused:
        read(AREA, raw)
    assert str(refused.value) == "Xin nhập một số từ 0 đến 999,5 ha."


def test_a_condition_may_compare_within_the_range() -> None:
    expected = Between(Decimal("-2.5"), Decimal(3), Decimal, 1)
    assert KINDS["decimal"].domain(WARMTH) == expected


def test_the_box_offers_a_comma_and_shows_again_what_was_typed(in_app) -> None:
    box = shown(made("decimal", decimals=2), {"q1": "12,5"}).find("input", name="q1")
    assert box["inputmode"] == "decimal"
    assert box["value"] == "12,5"
