"""Ready conditions: on earlier questions only, in words, and each one understood."""

from forms.condition_reading import read
from survey.questionnaires.editing import Place
from survey.questionnaires.mentions import mentions
from tests.survey.questionnaires.written import document, text


def _lines(place=None, **more):
    return [each.line for each in mentions(document(**more), place)]


def test_only_what_is_asked_before_can_be_mentioned():
    assert _lines(Place(0, 0)) == []
    assert _lines(Place(0, 1)) == ["overall <= 3"]
    assert len(_lines(Place(0))) == 2
    assert len(_lines()) > 2


def test_every_kind_of_question_is_mentioned_in_lines_that_are_understood():
    parts = [{"code": code, "words": text(code.upper())} for code in ("a", "b")]
    asked = [
        {"code": "one", "kind": "choice", "choices": parts, "words": text("Một?")},
        {"code": "some", "kind": "choices", "choices": parts, "words": text("Nhiều?")},
        {"code": "used", "kind": "yes_no", "words": text("Đã dùng?")},
        {"code": "grid", "kind": "matrix", "scale": "satisfaction", "rows": parts},
        {"code": "age", "kind": "number", "words": text("Tuổi?")},
        {"code": "lead", "kind": "note", "words": text("Lời dẫn")},
    ]
    lines = _lines(sections=[{"code": "s", "title": text("S"), "questions": asked}])
    assert lines == [
        'one = "a"',
        'one = "b"',
        'some has "a"',
        'some has "b"',
        'used = "yes"',
        'used = "no"',
        "grid.a <= 3",
        "grid.b <= 3",
        "age is answered",
    ]
    assert all(read(line) for line in lines)


def test_a_mention_says_what_it_means():
    first = mentions(document())[0]
    assert first.said == "“Ông/Bà hài lòng không?” không quá 3 (Bình thường)"


def test_a_question_without_its_scale_can_still_be_mentioned():
    assert _lines(Place(0, 1), scales={}) == ["overall is answered"]
