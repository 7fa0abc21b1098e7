"""A fault is said at its box, in words of somebody who has never seen the file."""

import re

import pytest

from forms.kinds import KINDS
from forms.reading import faults_of
from forms.rules import Fault
from survey.questionnaires.faults import at_its_box
from survey.questionnaires.properties import PROPERTIES
from tests.survey.questionnaires.written import document

_KEYS = {each.name for each in PROPERTIES} | {"options", "satisfied", "value", "face"}


def test_what_is_lacking_stands_at_its_own_box(app):
    with app.test_request_context():
        assert at_its_box(Fault("rules[0]", "thiếu khoá rule")) == Fault(
            "rules[0].rule", "chưa điền"
        )
        assert at_its_box(Fault("", "thiếu khoá title")) == Fault("title", "chưa điền")


def test_a_sentence_nobody_knows_is_passed_on(app):
    with app.test_request_context():
        assert at_its_box(Fault("title.vi", "lạ lắm")) == Fault("title.vi", "lạ lắm")


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_no_key_of_the_file_is_named_to_an_author_of_an_empty_question(app, kind):
    broken = document()
    broken["sections"][0]["questions"].append(
        {"code": "moi", "kind": kind, "words": {}, "least": "x", "choices": [{}]}
    )
    with app.test_request_context():
        said = [at_its_box(fault).what for fault in faults_of(broken)]
    assert said
    assert not {word for what in said for word in re.findall(r"\w+", what)} & _KEYS
