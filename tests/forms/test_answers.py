"""Only what was asked is kept, in bytes that never differ."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.answers import ALLOWED, SKIPPED, Missing, canonical, is_missing, unasked
from forms.rules import CODE

WORDS = st.text(st.characters(exclude_categories=["Cs"]))
ANSWERS = st.dictionaries(WORDS, st.integers() | WORDS)


@given(ANSWERS, st.randoms())
def test_canonical_bytes_do_not_depend_on_the_order_of_answers(answers, random) -> None:
    pairs = list(answers.items())
    random.shuffle(pairs)
    assert canonical(dict(pairs)).encode() == canonical(answers).encode()


@given(ANSWERS)
def test_canonical_bytes_say_the_answers_and_nothing_else(answers) -> None:
    assert json.loads(canonical(answers)) == answers


@given(ANSWERS, ANSWERS)
def test_different_answers_have_different_bytes(one, other) -> None:
    assert (canonical(one) == canonical(other)) == (one == other)


def test_canonical_writing_is_fixed() -> None:
    written = canonical({"overall": 5, "comment": 'Tốt\n"lắm"'})
    assert written == '{"comment":"Tốt\\n\\"lắm\\"","overall":5}'


@pytest.mark.parametrize("answer", [float("nan"), float("inf"), {1, 2}, b"x"])
def test_what_json_cannot_say_is_never_written(answer) -> None:
    with pytest.raises((TypeError, ValueError)):
        canonical({"overall": answer})


def test_the_ways_of_saying_nothing_are_four_and_never_an_answer() -> None:
    marks = [*Missing, SKIPPED]
    assert marks == ["~dont_know", "~refused", "~not_asked", "~skipped"]
    assert set(ALLOWED.values()) == {Missing.DONT_KNOW, Missing.REFUSED}
    assert not any(CODE.fullmatch(mark) for mark in marks)
    assert canonical({"q": Missing.REFUSED}) == '{"q":"~refused"}'


@pytest.mark.parametrize("answer", [None, *Missing, "~refused", SKIPPED])
def test_silence_is_no_answer(answer) -> None:
    assert is_missing(answer)


@pytest.mark.parametrize("answer", [0, 1, "a", "no", "12.50", "2026-01", [], ["a"], {"r": 1}])
def test_everything_else_is_one(answer) -> None:
    assert not is_missing(answer)


def test_names_nobody_asked_for_are_told_once_each() -> None:
    assert unasked(["overall", "comment"], ["overall", "weight", "is_verified", "weight"]) == (
        "is_verified",
        "weight",
    )
