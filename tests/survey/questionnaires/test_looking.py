"""Faults and gaps stand beside the part they speak of."""

import pytest

from forms.reading import faults_of, gaps_of
from forms.rules import Fault
from survey.questionnaires.looking import anchor_of, look_over, part_of
from tests.survey.questionnaires.written import document


@pytest.mark.parametrize(
    ("where", "part", "rest"),
    [
        ("sections[0].questions[12].rows[1].words", "sections[0].questions[12]", "rows[1].words"),
        ("sections[3].title.vi", "sections[3]", "title.vi"),
        ("sections[3].questions", "sections[3]", "questions"),
        ("scales.five.options[0]", "scales.five", "options[0]"),
        ("rules[2].rule", "rules[2]", "rule"),
        ("title.en", "", "title.en"),
        ("sections", "", "sections"),
        ("", "", ""),
    ],
)
def test_a_place_belongs_to_a_part(where, part, rest):
    assert part_of(where) == (part, rest)


def test_each_fault_is_beside_its_property():
    broken = document(languages=["vi", "en", "km"])
    broken["sections"][0]["questions"][1]["longest"] = "x"
    seen = look_over(broken, faults_of(broken), gaps_of(broken))
    assert seen.beside("sections[0].questions[1]", "longest")
    assert seen.beside("sections[0].questions[1]", "words") == []
    assert seen.gaps == {"vi": 0, "en": 0, "km": 13}
    assert len(seen.faults) == 1


def test_a_name_is_not_taken_for_a_longer_one():
    seen = look_over({}, [Fault("wordsmith.vi", "x"), Fault("words.vi", "y")], [])
    assert seen.beside("", "words") == ["y"]


@pytest.mark.parametrize(
    ("where", "anchor"),
    [
        ("sections[0].questions[12].rows[1].words", "q-0-12"),
        ("sections[3].title.vi", "s-3"),
        ("scales.five.options[0]", "scales"),
        ("rules[2].rule", "rules"),
        ("title.en", "head"),
    ],
)
def test_a_fault_leads_to_where_it_is_shown(where, anchor):
    assert anchor_of(where) == anchor
