from datetime import UTC, date, datetime

import pytest
from flask import Flask, g, session

from survey import i18n


@pytest.fixture
def speaking():
    """A request in a language."""
    app = Flask("two languages")
    app.secret_key = "a test's key"
    i18n.init_app(app)

    def in_language(language=None):
        context = app.test_request_context()
        context.push()
        pushed.append(context)
        if language:
            i18n.choose_locale(language)
        return context

    pushed: list = []
    yield in_language
    for context in reversed(pushed):
        context.pop()


def test_days_and_months_are_written_the_same_in_both_languages(speaking):
    for language in i18n.LANGUAGES:
        speaking(language)
        assert i18n.day(date(2026, 11, 5)) == "05/11/2026"
        assert i18n.month(date(2026, 11, 5)) == "11/2026"
        assert i18n.day(None) == ""


def test_a_moments_day_is_vietnams(speaking):
    assert i18n.day(datetime(2026, 11, 5, 17, 30, tzinfo=UTC)) == "06/11/2026"


def test_thousands_have_a_dot_in_vietnamese_and_a_comma_in_english(speaking):
    speaking("vi")
    assert i18n.whole(1234567) == "1.234.567"
    speaking("en")
    assert i18n.whole(1234567) == "1,234,567"


@pytest.mark.parametrize(
    ("share", "n", "written"),
    [
        (0.952, None, "95,2 %"),
        (0.952, 1000, "95,2 %"),
        (0.952, 100, "95,2 %"),
        (0.952, 99, "95 %"),
        (0.952, 10, "95 %"),
        (0.952, 9, "–"),
        (None, 1000, "–"),
        (0.0, 1000, "0,0 %"),
        (1.0, 50, "100 %"),
    ],
)
def test_a_share_is_written_no_finer_than_its_answers_can_bear(speaking, share, n, written):
    speaking("vi")
    assert i18n.percent(share, n) == written


@pytest.mark.parametrize(
    ("satisfied", "n", "written"),
    [(1999, 2000, "99,9 %"), (1, 3000, "0,1 %"), (199, 200, "99,5 %")],
)
def test_a_share_that_is_not_whole_is_never_rounded_to_all_or_none(speaking, satisfied, n, written):
    speaking("vi")
    assert i18n.percent(satisfied / n, n) == written


def test_english_has_a_decimal_point(speaking):
    speaking("en")
    assert i18n.percent(0.952, 1000) == "95.2 %"


def test_vietnamese_is_spoken_until_somebody_chooses(speaking):
    speaking()
    assert i18n.language() == "vi"


def test_a_choice_is_kept_for_staff_only(speaking):
    speaking()
    i18n.keep_choice("en")
    assert session["language"] == "en"
    assert i18n.language() == "en"

    g.pop("language")
    i18n.refresh()
    assert i18n.language() == "vi"
    g.is_staff_page = True
    i18n.refresh()
    assert i18n.language() == "en"


def test_a_language_nobody_translated_falls_back_to_vietnamese(speaking):
    speaking("xx")
    assert i18n.language() == "vi"


def test_a_moment_is_told_by_the_clock_in_vietnam(speaking):
    speaking()
    at = datetime(2026, 11, 20, 23, 5, tzinfo=UTC)
    assert i18n.moment(at) == "06:05 21/11/2026"
    assert i18n.moment(None) == ""


@pytest.mark.parametrize(
    ("language", "size", "written"),
    [
        ("vi", 0, "1 kB"),
        ("vi", 12_345, "12 kB"),
        ("vi", 3_440_000, "3,4 MB"),
        ("en", 3_440_000, "3.4 MB"),
    ],
)
def test_a_file_s_size_is_told_as_people_read_it(speaking, language, size, written):
    speaking(language)
    assert i18n.file_size(size) == written
