"""One line of words: kept as typed, never more than a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.kinds import BadAnswer
from forms.kinds.line import LONGEST
from tests.forms.kinds.asking import asked, made, read, shown, words_in

JOB = asked("line")


@given(st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=LONGEST))
def test_a_line_is_kept_as_typed_and_apart_from_answers(raw: str) -> None:
    assert words_in(JOB, f" {raw} ") == raw
    assert read(JOB, raw) is None


@pytest.mark.parametrize("raw", ["", "  ", "\u200b", "\n"])
def test_a_blank_line_is_no_answer(raw: str) -> None:
    assert words_in(JOB, raw) is None


@pytest.mark.parametrize("raw", ["a\nb", "a\r\nb", "a\rb", "a\u2028b"])
def test_two_lines_are_refused(raw: str) -> None:
    with pytest.raises(BadAnswer, match="một dòng"):
        words_in(JOB, raw)


def test_too_long_a_line_is_refused_not_cut(in_app) -> None:
    assert words_in(JOB, "a" * LONGEST) == "a" * LONGEST
    with pytest.raises(BadAnswer, match="viết ngắn lại"):
        words_in(JOB, "a" * (LONGEST + 1))
    with pytest.raises(BadAnswer, match="viết ngắn lại"):
        words_in(asked("line", longest=5), "a" * 6)


@pytest.mark.parametrize(("keys", "longest"), [({}, LONGEST), ({"longest": 5}, 5)])
def test_the_browser_stops_where_we_do(in_app, keys: dict[str, int], longest: int) -> None:
    box = shown(made("line", **keys), {"q1": 'a"b'}).find("input", name="q1")
    assert box["maxlength"] == str(longest)
    assert box["value"] == 'a"b'
