"""One choice is taken by its code; "other" goes together with its words."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from forms import reading
from forms.domains import OneOf
from forms.kinds import KINDS, BadAnswer
from tests.forms.kinds.asking import (
    asked,
    choices,
    made,
    page,
    read,
    shown,
    taken,
    with_question,
    words_in,
)

OFFERED = choices("land", "civil", "other", other=["other"])
MATTER = asked("choice", choices=OFFERED)


@pytest.mark.parametrize("code", ["land", "civil"])
def test_each_choice_is_taken(code: str) -> None:
    assert read(MATTER, code) == code
    assert words_in(MATTER, code) is None


@given(st.text())
def test_anything_else_is_refused(raw: str) -> None:
    assume(raw not in ("", "land", "civil", "other"))
    with pytest.raises(BadAnswer, match="Xin chọn lại"):
        read(MATTER, raw)


def test_other_is_taken_with_its_words_which_are_kept_apart() -> None:
    sent = {"": "other", "other~": " Hộ khẩu "}
    assert read(MATTER, sent) == "other"
    assert words_in(MATTER, sent) == "Hộ khẩu"


@pytest.mark.parametrize("raw", ["", "  ", "\u200b"])
def test_other_without_words_asks_for_them(raw: str) -> None:
    with pytest.raises(BadAnswer, match="Xin ghi rõ là gì"):
        read(MATTER, {"": "other", "other~": raw})


@pytest.mark.parametrize("marked", ["", "land"])
def test_words_of_other_without_its_mark_are_neither_dropped_nor_taken(marked: str) -> None:
    with pytest.raises(BadAnswer, match="chưa chọn ý đó"):
        read(MATTER, {"": marked, "other~": "Hộ khẩu"})


@pytest.mark.parametrize(
    ("raw", "why"), [("a" * 201, "viết ngắn lại"), ("a\nb", "một dòng"), ("a\0", "bị hỏng")]
)
def test_words_of_other_are_one_line_that_can_be_kept(in_app, raw: str, why: str) -> None:
    with pytest.raises(BadAnswer, match=why):
        read(MATTER, {"": "other", "other~": raw})


def test_a_condition_may_compare_with_its_codes() -> None:
    assert KINDS["choice"].domain(MATTER) == OneOf(("land", "civil", "other"))


def test_the_box_of_other_stands_right_under_it_and_keeps_what_was_typed(in_app) -> None:
    question = shown(made("choice", choices=OFFERED), {"q1": "land", "q1.other~": "Hộ khẩu"})
    assert taken(question) == ["q1-land"]
    rows = question.find("div", class_="rows").inside
    tags = [(each.tag, each.get("class")) for each in rows if not isinstance(each, str)]
    assert tags == [("label", "")] * 3 + [("div", "say")]
    box = question.find("input", name="q1.other~")
    assert (box["value"], box["maxlength"]) == ("Hộ khẩu", "200")
    assert "chưa chọn ý đó" in question.find("p", id="e-q1").text


def worst_among_why():
    document = with_question("choices", choices=choices("slow", "rude"))
    document["sections"][0]["questions"][-1]["code"] = "why"
    worst = with_question(
        "choice", choices=choices("slow", "rude"), among="why", when="why is answered"
    )
    document["sections"].append(
        {
            "code": "more",
            "title": {"vi": "Thêm", "en": "More"},
            "questions": [worst["sections"][0]["questions"][-1]],
        }
    )
    assert reading.faults_of(document) == []
    return reading.made(document)


def test_only_what_was_ticked_before_is_offered_and_stays_marked(in_app) -> None:
    whole = page(worst_among_why(), {"why.rude": "1", "q1": "rude"})
    labels = whole.find("fieldset", id="q-q1").find_all("label")
    assert ["hidden" in label.attributes for label in labels] == [True, False]
    assert "q1-rude" in taken(whole)


def test_what_is_no_longer_offered_is_not_marked_unseen(in_app) -> None:
    whole = page(worst_among_why(), {"why.rude": "1", "q1": "slow"})
    assert taken(whole) == ["why-rude"]
