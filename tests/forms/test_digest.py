"""The digest stands for every property there is, and for none that says nothing."""

from dataclasses import fields, replace

import pytest

from forms import library
from forms.digest import digest_of
from forms.questionnaire import (
    Audio,
    Option,
    Question,
    Row,
    Section,
)
from forms.reading import made
from tests.forms.small import everything
from tests.forms.tiny import tiny, written

SAMPLES = (
    everything(),
    everything().sections[0],
    everything().questions[1],
    everything().questions[2].choices[0],
    everything().questions[1].scale,
    everything().rules[0],
    Option(1, {"vi": "a"}),
    Row("r", {"vi": "a"}),
    Audio("a.mp3", "00"),
)
PROPERTIES = [(sample, field.name) for sample in SAMPLES for field in fields(sample)]


def other_than(value: object) -> object:
    match value:
        case bool():
            return not value
        case str() | int():
            return value * 2 or "khác"
        case frozenset():
            return value | {99}
        case tuple():
            return value[:-1] or ("khác",)
        case None:
            return "khác"
    return {"vi": "khác"}


@pytest.mark.parametrize(("sample", "name"), PROPERTIES)
def test_any_other_value_of_any_property_changes_the_digest(sample, name) -> None:
    changed = replace(sample, **{name: other_than(getattr(sample, name))})
    assert digest_of(changed) != digest_of(sample)


def test_a_property_at_its_default_says_nothing() -> None:
    spare = Question("q", "text", {"vi": "Hỏi"}, "thử")
    full = replace(spare, **{f.name: getattr(spare, f.name) for f in fields(Question)})
    assert digest_of(spare) == digest_of(full)
    document = written()
    question = document["sections"][0]["questions"][1]
    question |= {"required": False, "allows": [], "audio": {}}
    document |= {"states": {}, "rules": []}
    document["sections"][0]["page"] = False
    assert made(document).digest == tiny().digest


def test_a_copy_has_the_digest_of_its_model() -> None:
    assert everything() is not everything()
    assert everything().digest == everything().digest
    assert hash(everything()) == hash(everything())


def test_what_was_published_before_conditions_came_has_the_digest_it_had() -> None:
    dossier = library.find("dossier", 1)
    assert dossier.digest == "4e136e4a0c0f6522f2b095ea7961373d7e65f9fc8f97b32f2bab57c5e9e649e9"


@pytest.mark.parametrize("thing", [None, 1.5, [1], {1}, b"x", object()])
def test_what_a_questionnaire_cannot_hold_has_none(thing: object) -> None:
    with pytest.raises(TypeError):
        digest_of(thing)


def test_each_part_is_named_so_that_values_cannot_change_places() -> None:
    one = Section("a", {"vi": "b"}, ())
    assert digest_of(one) != digest_of(Section("b", {"vi": "a"}, ()))
