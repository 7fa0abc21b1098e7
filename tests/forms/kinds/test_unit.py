"""A unit is taken by its code, among those offered where the question is asked."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from forms.domains import Nothing
from forms.kinds import KINDS, BadAnswer
from tests.forms.kinds.asking import asked, made, read, shown, taken

PLACES = {"24001": "Phường Pleiku", "24002": "Xã Ia <Grai>"}
HOME = asked("unit")


@pytest.mark.parametrize("code", PLACES)
def test_each_place_offered_is_taken(code: str) -> None:
    assert read(HOME, code, PLACES) == code


@given(st.text())
def test_anything_else_is_refused(raw: str) -> None:
    assume(raw not in ("", *PLACES))
    with pytest.raises(BadAnswer, match="Xin chọn lại"):
        read(HOME, raw, PLACES)


def test_a_unit_that_is_offered_elsewhere_is_refused() -> None:
    with pytest.raises(BadAnswer, match="Xin chọn lại"):
        read(HOME, "24001")


def test_no_condition_looks_into_it() -> None:
    assert KINDS["unit"].domain(HOME) == Nothing()


def test_the_list_begins_with_nothing_chosen_and_keeps_what_was_sent(in_app) -> None:
    form = made("unit")
    lists = [shown(form, sent, PLACES).find("select") for sent in ({}, {"q1": "24002"})]
    options = [(each["value"], each.text) for each in lists[0].find_all("option")]
    assert options == [("", "Chọn trong danh sách"), *PLACES.items()]
    assert taken(lists[0]) == []
    assert taken(lists[1]) == ["q1=Xã Ia <Grai>"]
