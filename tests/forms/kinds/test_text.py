"""Words are kept as typed, or refused whole; never changed, never cut."""

from dataclasses import replace

import pytest
from flask_babel import force_locale
from hypothesis import assume, example, given
from hypothesis import strategies as st

from forms import library
from forms.kinds import BadAnswer
from tests.forms.kinds.asking import made, read, shown, words_in

COMMENT = library.newest("dossier").question("comment")
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=2000)


@given(WORDS)
@example("Hoà nhã")  # built of single letters …
@example("Hoa\u0300 nha\u0303")  # … and of letters with marks beside them: both stay
@example("\U0001f468‍\U0001f469‍\U0001f467")
@example("\u202eevil")
@example("=HYPERLINK(1)")
@example("<script>alert(1)</script>")
def test_words_are_kept_as_typed_but_for_the_blanks_around(raw: str) -> None:
    words = words_in(COMMENT, raw)
    assume(words is not None)
    assert words == raw.replace("\r\n", "\n").strip()
    assert read(COMMENT, raw) is None  # words are kept apart from answers


@given(st.text(st.sampled_from(" \t\r\n\u00a0\u200b\u200d\u2060\ufeff\u3000\u2800\u3164\u202e")))
def test_words_that_nobody_can_see_are_no_answer(raw: str) -> None:
    assert words_in(COMMENT, raw) is None


@pytest.mark.parametrize("raw", ["a\0b", "\0", "a\ud800"])
def test_what_the_database_cannot_keep_is_refused(raw: str) -> None:
    with pytest.raises(BadAnswer, match="ký tự bị hỏng"):
        words_in(COMMENT, raw)


def test_the_longest_is_taken_and_one_more_refused_not_cut(in_app) -> None:
    assert words_in(COMMENT, "ẫ" * 2000) == "ẫ" * 2000
    with pytest.raises(BadAnswer) as refused:
        words_in(COMMENT, "ẫ" * 2001)
    assert str(refused.value) == ("Ý kiến dài 2.001 ký tự, nhiều hơn mức 2.000. Xin viết ngắn lại.")
    with force_locale("en"):
        assert "2,001" in str(refused.value)


def test_a_line_end_counts_as_one_letter_as_it_does_in_the_browser() -> None:
    assert words_in(COMMENT, "a\r\n" * 1000) == ("a\n" * 1000).strip()


def test_a_question_that_names_no_longest_takes_two_thousand(in_app) -> None:
    silent = replace(COMMENT, longest=None)
    assert words_in(silent, "a" * 2000) is not None
    with pytest.raises(BadAnswer):
        words_in(silent, "a" * 2001)


def test_the_box_shows_again_what_was_typed_and_says_it_may_stay_empty(in_app) -> None:
    question = shown(made("text", longest=9), {"q1": "\n<b>x</b>"})
    box = question.find("textarea")
    assert box["maxlength"] == "9"
    # The first line end inside a textarea is the browser's to drop.
    assert "".join(map(str, box.inside)) == "\n\n<b>x</b>"
    assert "không bắt buộc" in question.find("label").text
