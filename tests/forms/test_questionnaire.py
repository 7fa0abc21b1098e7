"""A questionnaire's digest stands for every word of it, and for nothing else."""

from dataclasses import FrozenInstanceError

import pytest

from forms.reading import made
from tests.forms.small import everything
from tests.forms.tiny import tiny, written


def test_the_digest_is_the_same_each_time() -> None:
    assert tiny().digest == tiny().digest
    assert tiny() == tiny()


@pytest.mark.parametrize(
    "change",
    [
        lambda it: it["title"].update(en="Tiny forms"),
        lambda it: it.update(official=True),
        lambda it: it["scales"]["mood"].update(satisfied=[1]),
        lambda it: it["scales"]["mood"]["options"][0].update(face="very_sad"),
        lambda it: it["sections"][0]["questions"][1].update(longest=11),
        lambda it: it["sections"][0]["questions"][1]["hint"].update(vi="Dài cũng được"),
        lambda it: it["sections"][0]["questions"][0].update(source="nơi khác"),
        lambda it: it["sections"][0]["questions"].reverse(),
    ],
)
def test_any_change_changes_the_digest(change) -> None:
    document = written()
    change(document)
    assert made(document).digest != tiny().digest


def test_the_order_of_languages_in_the_file_does_not_matter_to_words() -> None:
    document = written()
    document["title"] = dict(reversed(document["title"].items()))
    assert made(document).digest == tiny().digest


def test_a_property_that_is_not_used_does_not_count() -> None:
    document = written()
    for option in document["scales"]["mood"]["options"]:
        del option["face"]
    without = made(document)
    for option in document["scales"]["mood"]["options"]:
        option["face"] = ""
    assert made(document).digest == without.digest


def test_nothing_of_it_can_be_changed() -> None:
    questionnaire = tiny()
    with pytest.raises(FrozenInstanceError):
        questionnaire.version = 2  # type: ignore[misc]
    with pytest.raises(TypeError):
        questionnaire.title["vi"] = "Khác"  # type: ignore[index]


def test_a_question_is_found_by_its_code() -> None:
    questionnaire = tiny()
    assert [question.code for question in questionnaire.questions] == ["overall", "comment"]
    assert questionnaire.question("comment") is questionnaire.questions[1]
    assert questionnaire.question("weather") is None
    assert questionnaire.question(questionnaire.overall) is questionnaire.questions[0]


def test_sections_that_begin_a_page_part_the_questions() -> None:
    pages = everything().pages
    assert [[section.code for section in page] for page in pages] == [
        ["rating"],
        ["visit"],
        ["rest"],
    ]
    assert len(tiny().pages) == 1


def test_how_far_a_language_can_be_relied_on() -> None:
    questionnaire = everything()
    assert questionnaire.state("en") == "community"
    assert questionnaire.state("vi") == questionnaire.state("km") == "unverified"
    document = written() | {"official": True}
    assert made(document).state("vi") == "official"
    assert made(document).state("en") == "unverified"


def test_a_scale_knows_its_ends() -> None:
    scale = tiny().questions[0].scale
    assert scale is not None
    assert (scale.lowest.value, scale.highest.value) == (1, 2)
