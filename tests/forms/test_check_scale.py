"""Each rule of a scale, broken once."""

import pytest

from forms.check_scale import faults_in_scales
from tests.forms.tiny import broken, found, written


@pytest.mark.parametrize(
    ("where", "value", "place", "what"),
    [
        ("scales", [], "scales", "theo mã"),
        ("scales/mood", 3, "scales.mood", "options và satisfied"),
        ("scales/mood/satisfied", None, "sections[0].questions[0].scale", "mức nào là hài lòng"),
        ("scales/mood/satisfied", [], "scales.mood.satisfied", "mức nào là hài lòng"),
        ("scales/mood/satisfied", [3], "scales.mood.satisfied", "không phải một mức"),
        ("scales/mood/satisfied", [True], "scales.mood.satisfied", "không phải một mức"),
        ("scales/mood/satisfied", [[2]], "scales.mood.satisfied", "không phải một mức"),
        ("scales/mood/satisfied", [1, 2], "scales.mood.satisfied", "mức nào cũng"),
        ("scales/mood/options", [], "scales.mood.options", "ít nhất hai mức"),
        ("scales/mood/options/0/value", 2, "scales.mood.options", "tăng dần"),
        ("scales/mood/options/0/value", "1", "scales.mood.options", "số nguyên"),
        ("scales/mood/options/0/value", -1, "scales.mood.options", "số nguyên"),
        ("scales/mood/options/0/face", "angry", "scales.mood.options[0].face", "gương mặt"),
        ("scales/mood/options/0/words/vi", None, "scales.mood.options[0].words", "ngôn ngữ vi"),
        ("scales/mood/options/0", 1, "scales.mood.options[0]", "value và words"),
    ],
)
def test_a_broken_rule_is_told_with_its_place(
    where: str, value: object, place: str, what: str
) -> None:
    told = broken(where, value)
    assert what in told[place]


def test_a_scale_may_do_without_faces() -> None:
    scales = written()["scales"]
    for option in scales["mood"]["options"]:
        del option["face"]
    assert list(faults_in_scales(scales, ("vi", "en"))) == []


def test_scales_under_a_bad_code_are_told() -> None:
    scales = {"Mood!": written()["scales"]["mood"]}
    assert [fault.where for fault in faults_in_scales(scales, ("vi", "en"))] == ["scales.Mood!"]


def test_only_the_scale_of_the_overall_question_says_what_is_satisfied() -> None:
    document = written()
    document["sections"][0]["questions"][0]["code"] = "often"
    del document["scales"]["mood"]["satisfied"]
    assert found(document) == {}
