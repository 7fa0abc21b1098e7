"""The rules of choices and rows, each broken once."""

from typing import Any

import pytest

from forms.check_choices import LONGEST_KEY
from tests.forms.kinds.asking import choices, faults_with, rows

ALIKE = [
    ("choice", "choices", {}),
    ("choices", "choices", {}),
    ("ranking", "choices", {}),
    ("matrix", "rows", {"scale": "mood"}),
]


@pytest.mark.parametrize(("kind", "name", "keys"), ALIKE)
@pytest.mark.parametrize(
    ("at", "changed", "where"),
    [
        (1, {"code": "a"}, "[1].code"),
        (1, {"code": "A-1"}, "[1].code"),
        (1, {"code": 5}, "[1].code"),
        (0, {"words": {"en": "only"}}, "[0].words"),
        (0, {"words": "a"}, "[0].words"),
        (0, {"words": {"vi": "\u200b"}}, "[0].words.vi"),
        (0, {"words": {"vi": "a", "fr": "a"}}, "[0].words.fr"),
        (0, {"colour": "red"}, "[0].colour"),
    ],
)
def test_each_is_known_by_its_own_code_and_has_words(
    kind: str, name: str, keys: dict[str, Any], at: int, changed: dict[str, Any], where: str
) -> None:
    parts = choices("a", "b", "c")
    assert faults_with(kind, **{name: parts}, **keys) == {}
    parts[at] = parts[at] | changed
    assert f"{name}{where}" in faults_with(kind, **{name: parts}, **keys)


@pytest.mark.parametrize(("kind", "name", "keys"), ALIKE)
@pytest.mark.parametrize("parts", [[], {}, "a", None, 5])
def test_there_is_something_to_take(
    kind: str, name: str, keys: dict[str, Any], parts: object
) -> None:
    assert name in faults_with(kind, **{name: parts}, **keys)


@pytest.mark.parametrize(("kind", "name", "keys"), ALIKE)
def test_a_part_that_is_no_part_is_a_fault(kind: str, name: str, keys: dict[str, Any]) -> None:
    found = faults_with(kind, **{name: [*choices("a", "b"), "c"]}, **keys)
    assert f"{name}[2]" in found


@pytest.mark.parametrize("kind", ["choice", "choices", "ranking"])
def test_one_choice_is_none_but_one_row_is_a_matrix(kind: str) -> None:
    assert "choices" in faults_with(kind, choices=choices("a"))
    assert faults_with("matrix", scale="mood", rows=rows("a")) == {}


@pytest.mark.parametrize("kind", ["choice", "choices"])
def test_one_choice_at_most_asks_for_words(kind: str) -> None:
    assert faults_with(kind, choices=choices("a", "b", "c", other=["c"])) == {}
    found = faults_with(kind, choices=choices("a", "b", "c", other=["b", "c"]))
    assert list(found) == ["choices"]


@pytest.mark.parametrize("name", ["other", "exclusive"])
@pytest.mark.parametrize("value", ["true", 1, None, ["a"]])
def test_other_and_exclusive_are_true_or_false(name: str, value: object) -> None:
    parts = choices("a", "b", "c")
    parts[2][name] = value
    assert list(faults_with("choices", choices=parts)) == [f"choices[2].{name}"]
    parts[2][name] = False
    assert faults_with("choices", choices=parts) == {}


def test_what_is_ticked_alone_asks_for_no_words() -> None:
    found = faults_with("choices", choices=choices("a", "b", "c", other=["c"], exclusive=["c"]))
    assert list(found) == ["choices[2].exclusive"]


def test_some_choices_can_be_ticked_together() -> None:
    found = faults_with("choices", choices=choices("a", "b", "c", exclusive=["b", "c"]))
    assert list(found) == ["choices"]


@pytest.mark.parametrize(
    ("kind", "name"),
    [("choice", "exclusive"), ("ranking", "exclusive"), ("ranking", "other"), ("matrix", "other")],
)
def test_a_mark_that_means_nothing_for_a_kind_is_a_fault(kind: str, name: str) -> None:
    parts = choices("a", "b", "c", **{name: ["c"]})
    keys = {"rows": parts, "scale": "mood"} if kind == "matrix" else {"choices": parts}
    assert list(faults_with(kind, **keys)) == [
        f"{'rows' if kind == 'matrix' else 'choices'}[2].{name}"
    ]


@pytest.mark.parametrize("value", [0, -1, 4, "2", 1.5, True, None])
@pytest.mark.parametrize(
    ("kind", "name"), [("choices", "least"), ("choices", "most"), ("ranking", "most")]
)
def test_so_many_are_taken_as_there_are(kind: str, name: str, value: object) -> None:
    parts = choices("a", "b", "c")
    assert faults_with(kind, choices=parts, **{name: 3}) == {}
    assert list(faults_with(kind, choices=parts, **{name: value})) == [name]


def test_exclusive_choices_do_not_count_among_those_ticked() -> None:
    parts = choices("a", "b", "none", exclusive=["none"])
    assert faults_with("choices", choices=parts, most=2) == {}
    assert list(faults_with("choices", choices=parts, most=3)) == ["most"]


def test_the_least_is_no_more_than_the_most() -> None:
    parts = choices("a", "b", "c")
    assert faults_with("choices", choices=parts, least=2, most=2) == {}
    assert list(faults_with("choices", choices=parts, least=3, most=2)) == ["least"]


@pytest.mark.parametrize(("kind", "name"), [("ranking", "choices"), ("matrix", "rows")])
def test_question_and_row_together_fit_what_tallies_keep(kind: str, name: str) -> None:
    keys = {"scale": "mood"} if kind == "matrix" else {}
    fits = "a" * (LONGEST_KEY - len("q1."))
    assert faults_with(kind, **{name: choices(fits, "b")}, **keys) == {}
    found = faults_with(kind, **{name: choices("b", f"{fits}a")}, **keys)
    assert list(found) == [f"{name}[1].code"]
    assert faults_with("choices", choices=choices("b", f"{fits}a")) == {}


@pytest.mark.parametrize("among", ["", 5, None, ["why"]])
@pytest.mark.parametrize("kind", ["choice", "ranking"])
def test_among_names_a_question(kind: str, among: object) -> None:
    assert "among" in faults_with(kind, choices=choices("a", "b"), among=among)


def test_choices_that_were_ticked_before_do_not_ask_again_which() -> None:
    parts = choices("a", "b", other=["b"])
    assert "choices[1].other" in faults_with("choice", choices=parts, among="why")
    assert faults_with("choice", choices=parts) == {}
