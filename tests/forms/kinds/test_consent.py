"""Agreeing and declining are both answers; silence is neither."""

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from forms.domains import OneOf
from forms.kinds import KINDS, BadAnswer
from tests.forms.kinds.asking import asked, faults_with, made, read, shown, taken

AGREE = asked("consent")


@pytest.mark.parametrize("answer", ["agreed", "declined"])
def test_both_are_answers(answer: str) -> None:
    assert read(AGREE, answer) == answer


def test_silence_is_not_taken_for_either() -> None:
    assert read(AGREE, "") is None


@given(st.text())
@example("yes")
@example("on")
@example("1")
@example("Agreed")
@example("~refused")
def test_anything_else_is_refused(raw: str) -> None:
    assume(raw not in ("", "agreed", "declined"))
    with pytest.raises(BadAnswer, match="Xin chọn lại"):
        read(AGREE, raw)


def test_a_condition_may_compare_with_both() -> None:
    assert KINDS["consent"].domain(AGREE) == OneOf(("agreed", "declined"))


def test_nothing_is_offered_instead_of_a_plain_answer() -> None:
    assert list(faults_with("consent", allows=["refused"])) == ["allows"]


def test_both_look_alike_and_neither_is_taken_beforehand(in_app) -> None:
    question = shown(made("consent"))
    labels = question.find_all("label")
    assert [label.text for label in labels] == ["Đồng ý", "Không đồng ý"]
    looks = {(each.get("class"), each.find("span").get("class")) for each in labels}
    assert looks == {("", "")}
    assert taken(question) == []


def test_what_was_sent_stays_chosen(in_app) -> None:
    assert taken(shown(made("consent"), {"q1": "declined"})) == ["q1-declined"]
