"""Two questionnaires compared: whose answers may stand side by side, and why not."""

from typing import Any

import pytest

from forms import reading
from forms.compare import Change, Compared, compare
from tests.forms.tiny import tiny, written


def changed(change: Any) -> Compared:
    """Return how the question `overall` or `comment` fares after `change` of the document."""
    document = written()
    change(document, document["sections"][0]["questions"])
    found = compare(tiny(), reading.made(document))
    touched = [each for each in found if each.changes]
    return touched[0] if touched else found[0]


def test_what_is_the_same_is_comparable_and_has_no_change():
    assert [(each.code, each.changes) for each in compare(tiny(), tiny())] == [
        ("overall", ()),
        ("comment", ()),
    ]
    assert all(each.comparable for each in compare(tiny(), tiny()))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_other_words_are_told_with_their_language(language):
    found = changed(lambda _doc, asked: asked[1]["words"].update({language: "Khác hẳn"}))
    assert (found.changes, found.reworded) == ((Change.REWORDED,), (language,))
    assert not found.comparable


def test_a_language_that_only_one_of_them_has_changes_nothing():
    document = written()
    document["languages"] = ["vi"]
    assert all(each.comparable for each in compare(tiny(), reading.made(document)))


def test_a_hint_and_the_words_of_a_step_are_words_too():
    assert changed(lambda _doc, asked: asked[1].pop("hint")).reworded == ("vi", "en")
    step = changed(lambda doc, _: doc["scales"]["mood"]["options"][0]["words"].update(vi="Chán"))
    assert (step.code, step.reworded) == ("overall", ("vi",))


def _more_steps(document: Any, asked: Any) -> None:
    document["scales"]["mood"]["options"].append(
        {"value": 3, "words": {"vi": "Rất vui", "en": "!"}}
    )


def _other_satisfied(document: Any, asked: Any) -> None:
    document["scales"]["mood"]["satisfied"] = [1]


@pytest.mark.parametrize("change", [_more_steps, _other_satisfied])
def test_another_scale_is_not_comparable(change):
    found = changed(change)
    assert found.changes == (Change.OTHER_SCALE,)
    assert not found.comparable


def test_another_kind_is_not_comparable():
    found = changed(lambda _doc, asked: asked[1].update(kind="line"))
    assert found.changes == (Change.OTHER_KIND,)


def test_offering_dont_know_makes_other_answers():
    found = changed(lambda _doc, asked: asked[0].update(allows=["dont_know"]))
    assert (found.changes, found.comparable) == ((Change.OTHER_ANSWERS,), False)


def test_another_condition_is_told_and_stays_comparable():
    found = changed(lambda _doc, asked: asked[1].update(when="overall = 1"))
    assert (found.changes, found.comparable) == ((Change.OTHER_CONDITION,), True)


def test_choices_and_rows_are_told_apart():
    def with_choices(codes: str) -> Any:
        document = written()
        document["sections"][0]["questions"][1] = {
            "code": "why",
            "kind": "choices",
            "words": {"vi": "a", "en": "a"},
            "source": "thử",
            "choices": [{"code": code, "words": {"vi": code, "en": code}} for code in codes],
        }
        return reading.made(document)

    same, other = with_choices("cba"), with_choices("abd")
    assert compare(with_choices("abc"), same)[1].comparable
    assert compare(same, other)[1].changes == (Change.OTHER_CHOICES,)


def test_what_only_one_asks_is_added_or_removed():
    document = written()
    document["sections"][0]["questions"][1]["code"] = "more"
    found = {each.code: each for each in compare(tiny(), reading.made(document))}
    assert found["more"].changes == (Change.ADDED,)
    assert found["comment"].changes == (Change.REMOVED,)
    assert not found["more"].is_shared
    assert found["overall"].is_shared
