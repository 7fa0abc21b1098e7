"""Yes and no are two answers and there is no third that looks like one."""

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from forms.domains import OneOf
from forms.kinds import KINDS, BadAnswer
from tests.forms.kinds.asking import asked, made, read, shown, taken

USED = asked("yes_no")


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_yes_and_no_are_taken(answer: str) -> None:
    assert read(USED, answer) == answer


@given(st.text())
@example("Yes")
@example("có")
@example("1")
@example("true")
@example("~dont_know")
@example(" no")
def test_anything_else_is_refused(raw: str) -> None:
    assume(raw not in ("", "yes", "no"))
    with pytest.raises(BadAnswer, match="Xin chọn lại"):
        read(USED, raw)


def test_a_condition_may_compare_with_both() -> None:
    assert KINDS["yes_no"].domain(USED) == OneOf(("yes", "no"))


def test_both_look_alike_and_what_was_sent_stays_chosen(in_app) -> None:
    question = shown(made("yes_no"), {"q1": "no"})
    assert [label.text for label in question.find_all("label")] == ["Có", "Không"]
    assert {label.get("class") for label in question.find_all("label")} == {""}
    assert taken(question) == ["q1-no"]
