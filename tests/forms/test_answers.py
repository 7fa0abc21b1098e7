"""Only what was asked is kept, in bytes that never differ."""

import json

from hypothesis import given
from hypothesis import strategies as st

from forms.answers import canonical, kept, unasked
from tests.forms.tiny import tiny

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


def test_only_what_was_asked_and_answered_is_kept_in_the_order_asked() -> None:
    given_answers = {"comment": "Tốt", "weight": 999, "overall": 1}
    assert list(kept(tiny(), given_answers).items()) == [("overall", 1), ("comment", "Tốt")]
    assert kept(tiny(), {"overall": None, "comment": ""}) == {}


@given(ANSWERS)
def test_nothing_is_kept_and_unasked_at_once(answers) -> None:
    questionnaire = tiny()
    assert set(kept(questionnaire, answers)).isdisjoint(unasked(questionnaire, answers))


def test_names_nobody_asked_for_are_told_once_each() -> None:
    assert unasked(tiny(), ["overall", "weight", "is_verified", "weight"]) == (
        "is_verified",
        "weight",
    )


def test_the_lowest_step_of_a_scale_from_nought_is_an_answer() -> None:
    assert kept(tiny(), {"overall": 0}) == {"overall": 0}
