from urllib.parse import urlencode

from hypothesis import given
from hypothesis import strategies as st

from survey.answering.submission import LARGEST, Flaw, read

FORM = "application/x-www-form-urlencoded"
typed = st.text(st.characters(exclude_characters="\0\r", exclude_categories=["Cs"]), max_size=30)


@given(st.dictionaries(typed, typed))
def test_what_a_browser_sends_is_read_as_typed(fields: dict[str, str]) -> None:
    found = read(urlencode(fields).encode(), FORM)
    assert found.flaw is None
    assert found.fields == fields


def test_a_charset_beside_the_type_is_fine() -> None:
    assert read(b"overall=5", FORM + "; charset=utf-8").fields == {"overall": "5"}


def test_line_ends_are_what_people_typed() -> None:
    assert read(b"comment=a%0D%0Ab", FORM).fields == {"comment": "a\nb"}


def test_another_content_type_is_not_a_form() -> None:
    for wrong in ("text/plain", "application/json", "multipart/form-data; boundary=x", ""):
        found = read(b"overall=5", wrong)
        assert (found.flaw, found.fields) == (Flaw.NOT_A_FORM, {})


def test_broken_utf_8_costs_only_its_own_field() -> None:
    found = read(b"overall=5&comment=%ff%fe&attitude=4", FORM)
    assert found.flaw is Flaw.NOT_UTF_8
    assert found.fields == {"overall": "5", "attitude": "4"}


def test_a_nul_costs_only_its_own_field() -> None:
    found = read(b"overall=5&comment=a%00b", FORM)
    assert (found.flaw, found.fields) == (Flaw.NUL, {"overall": "5"})


def test_a_field_sent_twice_is_taken_neither_way() -> None:
    found = read(b"overall=1&overall=5&attitude=4", FORM)
    assert (found.flaw, found.fields) == (Flaw.TWICE, {"overall": "", "attitude": "4"})


def test_an_endless_text_costs_only_itself() -> None:
    found = read(b"overall=5&comment=" + b"a" * 2 * LARGEST, FORM)
    assert (found.flaw, found.fields) == (Flaw.TOO_LARGE, {"overall": "5"})


def test_the_announced_length_tells_a_body_that_was_cut() -> None:
    found = read(b"overall=5&comment=aaa", FORM, length=LARGEST * 3)
    assert (found.flaw, found.fields) == (Flaw.TOO_LARGE, {"overall": "5"})


def test_an_empty_body_is_an_empty_form() -> None:
    assert read(b"", FORM).fields == {}
