"""What every kind has in common: marks for giving no answer, and refusals in words."""

import pytest
from flask_babel import lazy_gettext

from forms.answers import Missing
from forms.kinds.answer import BadAnswer
from tests.forms.kinds.asking import asked, choices, made, read, shown

BESIDE = {
    "number": {},
    "decimal": {"decimals": 1},
    "date": {},
    "month": {},
    "line": {},
    "text": {},
    "choices": {"choices": choices("a", "b")},
    "ranking": {"choices": choices("a", "b")},
    "unit": {},
}
INSTEAD = {
    "scale": {"scale": "mood"},
    "choice": {"choices": choices("a", "b")},
    "yes_no": {},
}
MARKS = {"dont_know": Missing.DONT_KNOW, "refused": Missing.REFUSED}


@pytest.mark.parametrize("name", MARKS)
@pytest.mark.parametrize("kind", BESIDE)
def test_a_mark_beside_the_box_is_taken_where_it_is_offered(kind: str, name: str) -> None:
    question = asked(kind, allows=[name], **BESIDE[kind])
    assert read(question, {"~": MARKS[name]}) is MARKS[name]
    assert read(question, {"~": ""}) is None
    for bad in set(MARKS.values()) - {MARKS[name]} | {"~not_asked", "1", "~", name}:
        with pytest.raises(BadAnswer, match="không có trong câu hỏi"):
            read(question, {"~": bad})


@pytest.mark.parametrize("name", MARKS)
@pytest.mark.parametrize("kind", INSTEAD)
def test_a_mark_among_the_choices_is_taken_where_it_is_offered(kind: str, name: str) -> None:
    question = asked(kind, allows=[name], **INSTEAD[kind])
    assert read(question, MARKS[name]) is MARKS[name]
    for bad in set(MARKS.values()) - {MARKS[name]} | {"~not_asked", "~", name}:
        with pytest.raises(BadAnswer, match="không có trong câu hỏi"):
            read(question, bad)


@pytest.mark.parametrize("kind", ["number", "date", "line", "unit"])
def test_an_answer_and_a_mark_together_are_refused(kind: str) -> None:
    question = asked(kind, allows=["refused"])
    with pytest.raises(BadAnswer, match="hai câu trả lời"):
        read(question, {"": "5", "~": "~refused"}, {"5": "Xã Năm"})


@pytest.mark.parametrize("kind", ["choices", "ranking"])
def test_ticks_and_a_mark_together_are_refused(kind: str) -> None:
    question = asked(kind, allows=["refused"], choices=choices("a", "b"))
    with pytest.raises(BadAnswer, match="hai câu trả lời"):
        read(question, {"a": "1", "~": "~refused"})


@pytest.mark.parametrize(("kind", "keys"), (BESIDE | INSTEAD).items())
def test_marks_are_shown_with_their_words_and_stay_chosen(in_app, kind: str, keys: dict) -> None:
    name = "q1" if kind in INSTEAD else "q1.~"
    form = made(kind, allows=["dont_know", "refused"], **keys)
    marked = shown(form, {name: "~refused"})
    labels = {
        label.find("input")["value"]: label
        for label in marked.find_all("label")
        if label.find_all("input", name=name)
    }
    assert labels["~dont_know"].text == "Không biết"
    assert labels["~refused"].text == "Không muốn trả lời"
    assert "checked" in labels["~refused"].find("input").attributes
    assert "checked" not in labels["~dont_know"].find("input").attributes


@pytest.mark.parametrize(("kind", "keys"), (BESIDE | INSTEAD).items())
def test_no_mark_is_shown_where_none_is_offered(in_app, kind: str, keys: dict) -> None:
    assert "Không biết" not in shown(made(kind, **keys)).text


def test_a_bad_answer_speaks_in_words() -> None:
    assert str(BadAnswer(lazy_gettext("Xin chọn lại."))) == "Xin chọn lại."
