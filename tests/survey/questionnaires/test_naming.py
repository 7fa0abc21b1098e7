"""Everything an author meets has a name in words."""

from datetime import UTC, datetime

import pytest

from forms.answers import ALLOWED
from forms.kinds import KINDS
from forms.questionnaire import FACES, STATES
from survey.questionnaires.drafts import ORDER
from survey.questionnaires.naming import (
    ALLOW_NAMES,
    FACE_NAMES,
    KIND_NAMES,
    STATE_NAMES,
    moment,
    path_words,
    place_words,
)


def test_everything_there_is_has_a_name():
    assert set(KIND_NAMES) == set(KINDS)
    assert set(STATE_NAMES) == set(STATES)
    assert set(FACE_NAMES) == {"", *FACES}
    assert set(ALLOW_NAMES) == set(ALLOWED)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (("flow", "question why", "words", "vi"), "câu hỏi why, lời, Tiếng Việt"),
        (("flow", "section more", "title", "xx"), "phần more, tên, xx"),
        (("flow", ORDER), "thứ tự"),
        (("scales", "five", "options", "3"), "thang đo, five, mức, 3"),
        ((), "toàn phiếu"),
    ],
)
def test_a_part_is_named(app, path, words):
    with app.test_request_context():
        assert path_words(path) == words


def test_a_moment_has_its_hour_in_vietnam():
    assert moment(datetime(2026, 11, 20, 18, 5, tzinfo=UTC)) == "01:05, 21/11/2026"


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("", "toàn phiếu"),
        ("title.en", "tên, English"),
        ("sections[1].questions[0].words", "phần 2, câu 1, lời"),
        ("rules[0].words.vi", "ràng buộc 1, lời, Tiếng Việt"),
        ("sections[0].questions[2].choices[1].code", "phần 1, câu 3, lựa chọn 2, mã"),
        ("scales.mood.options[4]", "thang đo, mood, mức 5"),
        ("rules[0].rule", "ràng buộc 1, ràng buộc"),
    ],
)
def test_a_place_is_told_in_words(app, where, words):
    with app.test_request_context():
        assert place_words(where) == words
