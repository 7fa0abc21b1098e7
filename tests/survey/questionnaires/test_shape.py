"""A draft may break every rule, but not have so little shape that it cannot be shown."""

import pytest

from forms import library
from forms.writing import document_of
from survey.questionnaires.shape import is_shaped
from tests.survey.questionnaires.written import document


def test_a_questionnaire_has_its_shape():
    assert is_shaped(document())
    assert is_shaped(document(rules=[]))


@pytest.mark.parametrize("each", library.shipped(), ids=lambda each: each.code)
def test_everything_that_is_shipped_has_its_shape(each):
    assert is_shaped(document_of(each))


def test_what_nobody_knows_may_be_anything():
    assert is_shaped(document(colour={"a": [{}]}))


def test_what_was_left_empty_is_no_matter():
    assert is_shaped(document(sections=[{"title": None, "questions": [{"hint": None}]}]))


@pytest.mark.parametrize(
    "broken",
    [
        [],
        "text",
        {1: 2},
        {},
        document(title="chữ"),
        document(languages="vi"),
        document(scales=[]),
        document(scales={"a": []}),
        document(scales={"a": {"options": "x"}}),
        document(sections={}),
        document(sections=["x"]),
        document(sections=[{"title": {}, "questions": "x"}]),
        document(sections=[{"title": {}, "questions": ["x"]}]),
        document(sections=[{"title": {}, "questions": [{"words": "x"}]}]),
        document(sections=[{"title": {}, "questions": [{"choices": "x"}]}]),
        document(rules="x"),
        {"~": "question", **document()},
        document(flow=[]),
        document(code={}),
        document(title={"vi": ["chữ"]}),
        document(scales={"a": {"options": [], "satisfied": "4"}}),
        document(scales={"a": {"options": [{"words": {"vi": {}}}]}}),
        document(scales={"a": {"options": [{"face": []}]}}),
        document(sections=[{"title": {}}]),
        document(sections=[{"title": {}, "when": {}, "questions": []}]),
        document(sections=[{"title": {}, "~": "question", "questions": []}]),
        document(sections=[{"title": {}, "questions": [{"~": "section"}]}]),
        document(sections=[{"title": {}, "questions": [{"kind": {}}]}]),
        document(sections=[{"title": {}, "questions": [{"scale": {}}]}]),
        document(sections=[{"title": {}, "questions": [{"audio": "x"}]}]),
        document(sections=[{"title": {}, "questions": [{"allows": "x"}]}]),
        document(sections=[{"title": {}, "questions": [{"hint": "x"}]}]),
    ],
)
def test_what_is_none_is_not_taken_for_one(broken):
    assert not is_shaped(broken)
