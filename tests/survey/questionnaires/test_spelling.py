"""What an author types is tidied, and codes read like words."""

import pytest

from forms.rules import CODE
from survey.questionnaires.spelling import (
    clean,
    code_from,
    day_as_written,
    day_or_as_written,
    in_vietnamese,
    whole_or_words,
)


def test_words_are_one_line_composed_and_trimmed():
    assert clean("  Ho\u0323 te\u0302n\r\n\tlà ") == "Họ tên là"


def test_what_cannot_be_seen_stays_for_the_rules_to_name():
    assert clean("a\u200bb\u202e") == "a\u200bb\u202e"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Thời gian chờ đợi?", "thoi_gian_cho_doi"),
        ("5 bước", "c_5_buoc"),
        ("", "c"),
        ("???", "c"),
        ("a" * 90, "a" * 40),
    ],
)
def test_a_code_reads_like_the_words(words, code):
    assert code_from(words, ()) == code
    assert CODE.fullmatch(code)


def test_a_code_is_given_once():
    taken = {"a" * 40}
    for _ in range(12):
        found = code_from("a" * 90, taken)
        assert found not in taken
        assert CODE.fullmatch(found)
        taken.add(found)


def test_numbers_and_words():
    assert [whole_or_words(each) for each in ("12", "-3", "0", "012", "1.5", "")] == [
        *(12, -3, 0, "012", "1.5", None),
    ]


def test_other_languages_stay():
    assert in_vietnamese("Mới", {"vi": "Cũ", "en": "Old"}) == {"vi": "Mới", "en": "Old"}
    assert in_vietnamese("", {"vi": "Cũ"}) is None
    assert in_vietnamese(" ", "nonsense") is None


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("31/01/2026", "2026-01-31"),
        ("1/2/2026", "2026-02-01"),
        ("01/2026", "2026-01"),
        ("2026-01-31", "2026-01-31"),
        ("12", "12"),
        ("1/2", "1/2"),
    ],
)
def test_days_are_written_as_an_office_writes_them(written, kept):
    assert day_or_as_written(written) == kept


@pytest.mark.parametrize(
    ("kept", "shown"), [("2026-01-31", "31/01/2026"), ("2026-01", "01/2026"), (12, 12), ("a", "a")]
)
def test_days_are_shown_as_an_office_writes_them(kept, shown):
    assert day_as_written(kept) == shown
