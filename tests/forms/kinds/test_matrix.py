"""Each row of a matrix is a step of its scale; rows passed over are left out."""

import pytest

from forms.domains import OneOf, Rows
from forms.kinds import KINDS, BadAnswer
from tests.forms.kinds.asking import asked, made, read, rows, shown, taken

KEYS = {"scale": "mood", "rows": rows("speed", "fee")}
GRID = asked("matrix", **KEYS)


@pytest.mark.parametrize(
    ("sent", "answer"),
    [
        ({"speed": "1", "fee": "2"}, {"speed": 1, "fee": 2}),
        ({"speed": "", "fee": "2"}, {"fee": 2}),
        ({"speed": "1"}, {"speed": 1}),
        ({"speed": "", "fee": ""}, None),
    ],
)
def test_rows_passed_over_are_left_out(sent: dict[str, str], answer: dict[str, int] | None) -> None:
    assert read(GRID, sent) == answer


@pytest.mark.parametrize("raw", ["0", "3", "１", "1.0", " 1", "happy", "~dont_know"])
def test_a_row_is_read_as_strictly_as_a_scale(raw: str) -> None:
    with pytest.raises(BadAnswer, match="Xin chọn lại"):
        read(GRID, {"speed": "1", "fee": raw})


def test_a_row_may_be_marked_as_not_known_where_that_is_offered() -> None:
    question = asked("matrix", allows=["dont_know"], **KEYS)
    answer = read(question, {"speed": "~dont_know", "fee": "2"})
    assert answer == {"speed": "~dont_know", "fee": 2}


def test_a_matrix_that_must_be_answered_is_answered_in_every_row() -> None:
    question = asked("matrix", required=True, **KEYS)
    assert read(question, {}) is None
    with pytest.raises(BadAnswer, match="mỗi dòng"):
        read(question, {"speed": "1"})
    assert read(question, {"speed": "1", "fee": "1"}) == {"speed": 1, "fee": 1}


def test_a_condition_may_compare_with_each_row() -> None:
    steps = OneOf((1, 2))
    assert KINDS["matrix"].domain(GRID) == Rows({"speed": steps, "fee": steps})


def test_each_row_is_a_group_of_its_own_with_the_words_of_both_ends(in_app) -> None:
    question = shown(made("matrix", allows=["refused"], **KEYS), {"q1.fee": "2", "q1.speed": "9"})
    groups = question.find_all("fieldset", class_="row")
    assert [group.find("legend").text for group in groups] == ["Ý speed", "Ý fee"]
    for group, code in zip(groups, ("speed", "fee"), strict=True):
        radios = group.find_all("input", type="radio", name=f"q1.{code}")
        assert [radio["value"] for radio in radios] == ["1", "2", "~refused"]
        assert "Buồn" in group.text
        assert "Vui" in group.text
    assert taken(question) == ["q1-fee-2"]
    assert not question.find_all("table")
