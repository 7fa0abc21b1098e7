"""Places are given from the first on, one choice a place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.domains import OneOf, Rows
from forms.kinds import KINDS, BadAnswer
from tests.forms.kinds.asking import asked, choices, made, read, shown, taken

CODES = ["slow", "rude", "fee", "far"]
WORST = asked("ranking", choices=choices(*CODES))
TOP_TWO = asked("ranking", choices=choices(*CODES), most=2)


@given(st.permutations(CODES), st.integers(1, 4))
def test_an_order_comes_back_as_it_was_given(order: list[str], length: int) -> None:
    places = {code: place for place, code in enumerate(order[:length], 1)}
    assert read(WORST, {code: str(place) for code, place in places.items()}) == places


def test_nothing_put_in_order_is_no_answer() -> None:
    assert read(WORST, dict.fromkeys(CODES, "")) is None


@pytest.mark.parametrize(
    "raw", ["0", "5", "１", "01", " 1", "1.0", "-1", "first", "~refused", "\0"]
)
def test_a_place_that_is_not_offered_is_refused(raw: str) -> None:
    with pytest.raises(BadAnswer, match="không có trong câu hỏi"):
        read(WORST, {"slow": raw})


def test_no_two_share_a_place() -> None:
    with pytest.raises(BadAnswer, match="cùng một thứ tự"):
        read(WORST, {"slow": "1", "rude": "1"})


@pytest.mark.parametrize("sent", [{"slow": "2"}, {"slow": "1", "rude": "3"}])
def test_no_place_is_left_out(sent: dict[str, str]) -> None:
    with pytest.raises(BadAnswer, match="lần lượt từ 1"):
        read(WORST, sent)


def test_only_so_many_places_are_given() -> None:
    assert read(TOP_TWO, {"slow": "2", "far": "1"}) == {"slow": 2, "far": 1}
    with pytest.raises(BadAnswer, match="không có trong câu hỏi"):
        read(TOP_TWO, {"slow": "1", "far": "2", "fee": "3"})


def test_a_condition_may_compare_the_place_of_each_choice() -> None:
    assert KINDS["ranking"].domain(TOP_TWO) == Rows(
        dict.fromkeys(CODES, OneOf((1, 2))), in_order=True
    )


def test_each_choice_has_a_list_of_places_and_keeps_its_own(in_app) -> None:
    form = made("ranking", choices=choices(*CODES), most=2)
    question = shown(form, {"q1.slow": "2", "q1.rude": "2"})
    lists = question.find_all("select")
    assert [each["name"] for each in lists] == [f"q1.{code}" for code in CODES]
    assert [option.text for option in lists[0].find_all("option")] == ["–", "1", "2"]
    assert taken(question) == ["q1-slow=2", "q1-rude=2"]
    assert "cùng một thứ tự" in question.find("p", id="e-q1").text
