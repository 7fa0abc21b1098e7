"""Each act on a draft gives a new document and leaves the old one alone."""

import pytest

from survey.questionnaires import editing
from survey.questionnaires.editing import NoSuchPart, Place
from tests.survey.questionnaires.written import document, text


def codes(doc):
    return [[q["code"] for q in section["questions"]] for section in doc["sections"]]


BASE = document()


@pytest.fixture(autouse=True)
def _the_old_one_stays():
    yield
    assert document() == BASE


def test_a_question_goes_up_and_down():
    assert codes(editing.moved(BASE, Place(0, 1), -1))[0] == ["why", "overall"]
    assert codes(editing.moved(BASE, Place(0, 0), 1))[0] == ["why", "overall"]


def test_at_the_edge_it_goes_to_the_next_section():
    assert codes(editing.moved(BASE, Place(0, 1), 1)) == [["overall"], ["why", "speed", "remark"]]
    assert codes(editing.moved(BASE, Place(1, 0), -1)) == [["overall", "why", "speed"], ["remark"]]


def test_at_the_very_edge_it_stays():
    assert codes(editing.moved(BASE, Place(0, 0), -1)) == codes(BASE)
    assert codes(editing.moved(BASE, Place(1, 1), 1)) == codes(BASE)
    assert codes(editing.moved(BASE, Place(0), -1)) == codes(BASE)


def test_a_section_moves_with_its_questions():
    assert codes(editing.moved(BASE, Place(1), -1)) == [["speed", "remark"], ["overall", "why"]]


def test_parts_are_taken_out():
    assert codes(editing.without_part(BASE, Place(0, 0))) == [["why"], ["speed", "remark"]]
    assert codes(editing.without_part(BASE, Place(0))) == [["speed", "remark"]]


def test_of_twins_only_the_one_meant_is_taken_out():
    twins = editing.with_new_question(BASE, 0, dict(BASE["sections"][0]["questions"][0]))
    assert codes(editing.without_part(twins, Place(0, 2)))[0] == ["overall", "why"]
    assert codes(editing.without_part(twins, Place(0, 0)))[0] == ["why", "overall"]


def test_a_section_keeps_its_questions_when_it_is_changed():
    changed = editing.with_part(BASE, Place(0), {"code": "first", "title": text("Một")})
    assert codes(changed) == codes(BASE)
    assert changed["sections"][0]["code"] == "first"


def test_a_new_section_is_empty_and_last():
    assert codes(editing.with_new_section(BASE, {"code": "new"}))[-1] == []


@pytest.mark.parametrize("place", [Place(9), Place(0, 9), Place(-1), Place(0, -1)])
def test_what_is_not_there_cannot_be_changed(place):
    for act in (
        lambda: editing.without_part(BASE, place),
        lambda: editing.moved(BASE, place, 1),
        lambda: editing.with_part(BASE, place, {}),
    ):
        with pytest.raises(NoSuchPart):
            act()


def test_questions_follow_a_scale_to_its_new_code():
    scale = BASE["scales"]["satisfaction"]
    changed = editing.with_scale(BASE, "happy", scale, "satisfaction")
    assert list(changed["scales"]) == ["happy"]
    assert changed["sections"][0]["questions"][0]["scale"] == "happy"


def test_two_scales_do_not_become_one():
    two = editing.with_scale(BASE, "other", {"options": []})
    with pytest.raises(NoSuchPart):
        editing.with_scale(two, "other", {"options": []}, "satisfaction")


def test_rules_are_added_changed_and_taken_out():
    rule = {"code": "a", "rule": "overall <= 3", "words": text("X")}
    one = editing.with_rule(BASE, None, rule)
    assert one["rules"] == [rule]
    assert editing.with_rule(one, 0, {**rule, "code": "b"})["rules"][0]["code"] == "b"
    assert "rules" not in editing.with_rule(one, 0, None)
