"""What two people wrote comes together; what both changed is said, and nothing is dropped."""

import json
from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.questionnaires import editing
from survey.questionnaires.drafts import ORDER, Side, changed_parts, merge
from survey.questionnaires.editing import Place
from tests.survey.questionnaires.written import document, text


def codes(doc):
    return [[q["code"] for q in section["questions"]] for section in doc["sections"]]


def every(doc):
    return [code for section in codes(doc) for code in section]


def changed(doc, section, question, **properties):
    found = deepcopy(doc)
    found["sections"][section]["questions"][question].update(properties)
    return found


def added(doc, section, code):
    return editing.with_new_question(doc, section, {"code": code, "kind": "text"})


BASE = document()


def test_nothing_changed_gives_the_same():
    assert merge(BASE, BASE, BASE).document == BASE


def test_two_questions_are_joined():
    merged = merge(BASE, changed(BASE, 0, 0, words=text("A")), changed(BASE, 1, 1, words=text("B")))
    assert merged.conflicts == ()
    assert merged.document["sections"][0]["questions"][0]["words"] == text("A")
    assert merged.document["sections"][1]["questions"][1]["words"] == text("B")


def test_two_languages_of_one_question_are_joined():
    theirs = changed(BASE, 0, 0, words=text("Khác", "Are you satisfied?"))
    mine = changed(BASE, 0, 0, words=text("Ông/Bà hài lòng không?", "Other"))
    merged = merge(BASE, theirs, mine)
    assert merged.conflicts == ()
    assert merged.document["sections"][0]["questions"][0]["words"] == text("Khác", "Other")


@pytest.mark.parametrize(("keep", "wins"), [(Side.THEIRS, "A"), (Side.MINE, "B")])
def test_the_same_words_changed_twice_are_a_conflict(keep, wins):
    theirs, mine = (changed(BASE, 0, 1, words=text(w, "Why?")) for w in "AB")
    merged = merge(BASE, theirs, mine, keep)
    (conflict,) = merged.conflicts
    assert conflict.path == ("flow", "question why", "words", "vi")
    assert (conflict.base, conflict.theirs, conflict.mine) == ("Vì sao?", "A", "B")
    assert merged.document["sections"][0]["questions"][1]["words"]["vi"] == wins


def test_the_same_change_twice_is_none():
    theirs, mine = (changed(BASE, 0, 1, words=text("A")) for _ in "AB")
    assert merge(BASE, theirs, mine).conflicts == ()


def test_a_question_moved_here_and_reworded_there():
    theirs = changed(BASE, 0, 1, words=text("Tại sao?", "Why?"))
    mine = editing.moved_to(BASE, Place(0, 1), 1)
    merged = merge(BASE, theirs, mine)
    assert merged.conflicts == ()
    assert codes(merged.document) == [["overall"], ["speed", "remark", "why"]]
    assert merged.document["sections"][1]["questions"][2]["words"]["vi"] == "Tại sao?"


def test_both_add_a_question_at_the_same_place():
    merged = merge(BASE, added(BASE, 0, "one"), added(BASE, 0, "two"))
    assert merged.conflicts == ()
    assert sorted(codes(merged.document)[0]) == ["one", "overall", "two", "why"]
    assert codes(merged.document)[1] == ["speed", "remark"]


def test_one_takes_out_what_the_other_reworded():
    theirs = changed(BASE, 0, 1, words=text("Tại sao?"))
    mine = editing.without_part(BASE, Place(0, 1))
    (conflict,) = merge(BASE, theirs, mine).conflicts
    assert conflict.path == ("flow", "question why")
    assert codes(merge(BASE, theirs, mine, Side.MINE).document)[0] == ["overall"]
    assert codes(merge(BASE, theirs, mine, Side.THEIRS).document)[0] == ["overall", "why"]


def test_one_takes_out_what_the_other_left_alone():
    mine = editing.without_part(BASE, Place(0, 1))
    merged = merge(BASE, changed(BASE, 0, 0, words=text("A")), mine)
    assert merged.conflicts == ()
    assert codes(merged.document)[0] == ["overall"]


def test_another_kind_is_one_part_as_a_whole():
    theirs = changed(BASE, 0, 1, kind="yes_no")
    mine = changed(BASE, 0, 1, longest=90)
    (conflict,) = merge(BASE, theirs, mine).conflicts
    assert conflict.path == ("flow", "question why")


def test_both_move_differently_is_said():
    theirs, mine = editing.moved(BASE, Place(0, 0), 1), editing.moved(BASE, Place(1), -1)
    merged = merge(BASE, theirs, mine)
    assert [c.path for c in merged.conflicts] == [("flow", ORDER)]
    assert codes(merged.document) == codes(theirs)
    assert codes(merge(BASE, theirs, mine, Side.MINE).document) == codes(mine)


def test_a_question_added_to_a_section_that_went_is_not_lost():
    theirs = editing.without_part(BASE, Place(1))
    merged = merge(BASE, theirs, added(BASE, 1, "mine"))
    assert "mine" in every(merged.document)


def test_questions_without_any_section_left_are_not_lost():
    base = document(sections=BASE["sections"][:1])
    theirs = editing.without_part(base, Place(0))
    assert every(merge(base, theirs, added(base, 0, "mine")).document) == ["mine"]


def test_two_questions_with_one_code_stay_two():
    base = added(added(BASE, 0, "twin"), 0, "twin")
    merged = merge(base, changed(base, 0, 0, words=text("A")), changed(base, 0, 3, longest=9))
    assert codes(merged.document)[0] == ["overall", "why", "twin", "twin"]
    assert merged.document["sections"][0]["questions"][3]["longest"] == 9


def test_steps_of_a_scale_are_joined_by_value():
    theirs, mine = deepcopy(BASE), deepcopy(BASE)
    theirs["scales"]["satisfaction"]["options"][0]["words"]["vi"] = "Rất tệ"
    mine["scales"]["satisfaction"]["options"][4]["words"]["vi"] = "Rất tốt"
    merged = merge(BASE, theirs, mine)
    steps = merged.document["scales"]["satisfaction"]["options"]
    assert merged.conflicts == ()
    assert (steps[0]["words"]["vi"], steps[4]["words"]["vi"]) == ("Rất tệ", "Rất tốt")


def test_changed_parts_are_named_small():
    after = editing.without_part(
        changed(BASE, 0, 0, words=text("A", "Are you satisfied?")), Place(1, 0)
    )
    assert changed_parts(BASE, after) == [
        ("flow", "question overall", "words", "vi"),
        ("flow", "question speed"),
    ]
    assert changed_parts(BASE, BASE) == []
    assert changed_parts(BASE, editing.moved(BASE, Place(0, 0), 1)) == [("flow", ORDER)]


ACTS = st.sampled_from(
    [
        lambda doc: added(doc, 0, "fresh"),
        lambda doc: changed(doc, 0, 0, words=text("Khác")),
        lambda doc: changed(doc, 1, 0, when="overall <= 3"),
        lambda doc: editing.moved(doc, Place(1, 0), 1),
        lambda doc: editing.moved(doc, Place(0), 1),
        lambda doc: editing.without_part(doc, Place(1, 0)),
        lambda doc: editing.with_head(doc, {"title": text("Tên khác")}),
    ]
)


def done(doc, acts):
    for act in acts:
        try:
            doc = act(doc)
        except (LookupError, editing.NoSuchPart):
            continue
    return doc


def parts(doc):
    return {json.dumps(q, sort_keys=True) for s in doc["sections"] for q in s["questions"]}


def code_of(written):
    return json.loads(written)["code"]


def touched(doc):
    """The questions that were changed, added or taken out."""
    return {code_of(q) for q in parts(doc) ^ parts(BASE)}


def test_two_properties_of_one_question_changed_by_two_people_are_joined():
    theirs = changed(BASE, 1, 0, when="overall <= 3")
    mine = changed(editing.moved(BASE, Place(0), 1), 0, 0, words=text("Khác"))
    merged = merge(BASE, theirs, mine)
    assert merged.conflicts == ()
    (speed,) = (json.loads(q) for q in parts(merged.document) if code_of(q) == "speed")
    assert (speed["when"], speed["words"]) == ("overall <= 3", text("Khác"))


@given(st.lists(ACTS, max_size=4), st.lists(ACTS, max_size=4))
def test_whoever_keeps_everything_of_one_side_loses_nothing_of_it(theirs_did, mine_did):
    theirs, mine = done(BASE, theirs_did), done(BASE, mine_did)
    assert merge(BASE, theirs, BASE).document == theirs
    assert merge(BASE, BASE, mine).document == mine
    assert merge(BASE, mine, mine).document == mine
    for keep, side in ((Side.THEIRS, theirs), (Side.MINE, mine)):
        merged = merge(BASE, theirs, mine, keep)
        if not merged.conflicts:
            # A question that both changed, each another property of it, is neither's whole.
            alone = {q for q in parts(theirs) - parts(BASE) if code_of(q) not in touched(mine)}
            assert alone <= parts(merged.document)
        new = parts(side) - parts(BASE)
        assert all(code_of(q) in every(merged.document) for q in new)
