"""Every text has its place, as faults name places; words go in and come out again."""

from forms import gaps
from survey.questionnaires.words import (
    with_language,
    with_words,
    without_language,
    wordings,
)
from tests.survey.questionnaires.written import document


def test_every_text_is_there_once_in_the_order_of_reading():
    where = [wording.where for wording in wordings(document())]
    assert where[:4] == ["title", "intro", "sections[0].title", "sections[0].questions[0].words"]
    assert where[-1] == "scales.satisfaction.options[4].words"
    assert len(set(where)) == len(where)


def test_places_are_those_that_gaps_name():
    bare = document(languages=["vi", "en", "fr"])
    named = {gap.where.removesuffix(".fr") for gap in gaps.gaps(bare)}
    assert named == {wording.where for wording in wordings(bare)}


def test_words_are_written_and_taken_back():
    told = with_words(document(), "en", {"title": "New", "intro": "", "nowhere": "x"})
    assert told["title"] == {"vi": "Ý kiến ở quầy", "en": "New"}
    assert told["intro"] == {"vi": "Mất nửa phút."}
    assert document()["title"]["en"] == "At the counter"


def test_a_language_comes_with_its_state():
    told = with_language(document(), "fr", "community")
    assert told["languages"] == ["vi", "en", "fr"]
    assert told["states"] == {"fr": "community"}
    assert with_language(told, "fr", "official")["languages"] == ["vi", "en", "fr"]


def test_a_language_goes_with_all_its_words():
    told = without_language(with_language(document(), "en", "community"), "en")
    assert told["languages"] == ["vi"]
    assert "states" not in told
    assert not any(wording.in_language("en") for wording in wordings(told))
