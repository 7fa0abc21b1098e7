"""Properties of a question come from the form as they were typed, and others stay."""

import pytest
from werkzeug.datastructures import MultiDict

from forms.kinds import KINDS
from survey.questionnaires.properties import PROPERTIES, READERS, properties_of, question_in
from tests.survey.questionnaires.written import text


def test_every_property_has_a_reader():
    assert {each.widget for each in PROPERTIES} <= READERS.keys()


def test_every_property_of_every_kind_has_its_own_words():
    for kind in KINDS:
        assert all(str(each.label) != each.name for each in properties_of(kind))


def test_a_property_nobody_knows_yet_is_a_line(monkeypatch):
    from dataclasses import replace

    kind = KINDS["text"]
    shape = replace(kind.shape, may=kind.shape.may | {"mood"})
    monkeypatch.setattr(
        "survey.questionnaires.properties.KINDS", {**KINDS, "text": replace(kind, shape=shape)}
    )
    assert properties_of("text")[-1].name == "mood"
    found = question_in(MultiDict({"mood": "7", "words": "A"}), "text", {}, set())
    assert found["mood"] == 7


def test_a_question_is_read_whole():
    sent = MultiDict(
        [
            *[("words", "Bao nhiêu?"), ("hint", ""), ("least", "0"), ("most", "12.5")],
            *[
                ("required", "1"),
                ("allows", "dont_know"),
                ("allows", "refused"),
                ("when", " a = 1 "),
            ],
            *[("measure", "phút"), ("source", "7"), ("code", "")],
        ]
    )
    former = {"words": text("Cũ", "Old"), "hint": text("Gợi ý"), "audio": {"vi": "a.mp3"}}
    assert question_in(sent, "number", former, {"bao_nhieu"}) == {
        "code": "bao_nhieu_2",
        "kind": "number",
        "words": text("Bao nhiêu?", "Old"),
        "least": 0,
        "most": "12.5",
        "measure": text("phút"),
        "required": True,
        "allows": ["dont_know", "refused"],
        "when": "a = 1",
        "audio": {"vi": "a.mp3"},
        "source": "7",
    }


@pytest.mark.parametrize("written", ["nhiều", "1e9", "٣", "--1", "9" * 16])
def test_what_is_no_whole_number_stays_as_typed(written):
    assert question_in(MultiDict({"longest": written}), "text", {}, set())["longest"] == written


def test_bounds_are_explained_for_the_kind_at_hand():
    hints = {
        (kind, each.name): str(each.hint)
        for kind in KINDS
        for each in properties_of(kind)
        if each.name in ("least", "most")
    }
    assert len(hints) == 11
    assert all(hints.values())
    assert "31/01/2026" in hints["date", "least"]
    assert "mấy ý" in hints["choices", "most"]


def test_what_a_question_cannot_do_without_is_marked():
    needed = {each.name for each in properties_of("decimal") if each.is_needed}
    assert needed == {"words", "source", "decimals"}
