"""Ticks are taken in the order of the choices; an exclusive one stands alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.domains import Several
from forms.kinds import KINDS, BadAnswer
from tests.forms.kinds.asking import asked, choices, made, read, shown, taken, words_in

CODES = ("waited", "rude", "again", "other", "none")
OFFERED = choices(*CODES, other=["other"], exclusive=["none"])
WHY = asked("choices", choices=OFFERED)
AT_MOST = asked("choices", choices=OFFERED, least=2, most=2)


def ticks(*codes: str, **others: str) -> dict[str, str]:
    return dict.fromkeys(codes, "1") | ({"other~": others["words"]} if others else {})


@given(st.permutations(["waited", "rude", "again"]).flatmap(lambda all_: st.integers(1, 3).map(
    lambda n: all_[:n])))  # fmt: skip
def test_ticks_come_back_in_the_order_of_the_choices(ticked: list[str]) -> None:
    assert read(WHY, ticks(*ticked)) == [code for code in CODES if code in ticked]


@pytest.mark.parametrize("raw", ["0", "on", "true", "2", "１", " 1", "waited", "~refused", "\0"])
def test_a_tick_is_sent_in_one_way_only(raw: str) -> None:
    with pytest.raises(BadAnswer, match="không có trong câu hỏi"):
        read(WHY, {"waited": raw})
    with pytest.raises(BadAnswer, match="không có trong câu hỏi"):
        words_in(WHY, {"waited": raw})


def test_an_exclusive_choice_stands_alone() -> None:
    assert read(WHY, ticks("none")) == ["none"]
    with pytest.raises(BadAnswer, match="chỉ chọn được một mình"):
        read(WHY, ticks("none", "waited"))


def test_other_goes_together_with_its_words() -> None:
    assert read(WHY, ticks("waited", "other", words="Máy hỏng")) == ["waited", "other"]
    assert words_in(WHY, ticks("other", words="Máy hỏng")) == "Máy hỏng"
    with pytest.raises(BadAnswer, match="Xin ghi rõ là gì"):
        read(WHY, ticks("other"))
    for sent in (ticks(words="Máy hỏng"), ticks("waited", words="x"), ticks("none", words="x")):
        with pytest.raises(BadAnswer, match="chưa chọn ý đó"):
            read(WHY, sent)


def test_so_many_may_be_ticked_and_no_more() -> None:
    assert read(AT_MOST, ticks("waited", "rude")) == ["waited", "rude"]
    with pytest.raises(BadAnswer, match="Xin chọn ít nhất 2 ý"):
        read(AT_MOST, ticks("waited"))
    with pytest.raises(BadAnswer, match="Xin chọn nhiều nhất 2 ý"):
        read(AT_MOST, ticks("waited", "rude", "again"))


def test_none_of_these_is_an_answer_however_many_are_asked_for() -> None:
    assert read(AT_MOST, ticks("none")) == ["none"]


def test_a_condition_may_look_for_each_choice() -> None:
    assert KINDS["choices"].domain(WHY) == Several(CODES, frozenset({"none"}))


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ({}, "có thể chọn nhiều ý"),
        ({"least": 2}, "chọn ít nhất 2 ý"),
        ({"most": 3}, "chọn nhiều nhất 3 ý"),
        ({"least": 2, "most": 3}, "chọn từ 2 đến 3 ý"),
        ({"least": 2, "most": 2}, "chọn đúng 2 ý"),
    ],
)
def test_the_question_says_how_many_may_be_ticked(in_app, keys: dict[str, int], says: str) -> None:
    question = shown(made("choices", choices=OFFERED, **keys))
    assert question.find("legend").text == f"Câu hỏi một? ({says})"


def test_what_was_ticked_and_typed_is_still_there(in_app) -> None:
    sent = {"q1.none": "1", "q1.rude": "1", "q1.other~": "Máy <hỏng>"}
    question = shown(made("choices", choices=OFFERED), sent)
    assert taken(question) == ["q1-rude", "q1-none"]
    assert question.find("input", name="q1.other~")["value"] == "Máy <hỏng>"
