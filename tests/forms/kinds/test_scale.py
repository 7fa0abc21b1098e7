"""A step of a scale is taken only as the page sent it out."""

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from forms import library, reading
from forms.domains import OneOf
from forms.kinds import KINDS, BadAnswer
from tests.forms.kinds.asking import read, shown, taken, with_question

OVERALL = library.newest("dossier").question("overall")


def graded(count: int, *, face: str = "", lowest: int = 0):
    """Return a questionnaire whose `q1` is on a scale of `count` steps."""
    document = with_question("scale", scale="graded")
    document["scales"]["graded"] = {
        "options": [
            {"value": value, "words": {"vi": f"Mức {value}", "en": f"Step {value}"}}
            | ({"face": face} if face else {})
            for value in range(lowest, lowest + count)
        ]
    }
    assert reading.faults_of(document) == []
    return reading.made(document)


@pytest.mark.parametrize("value", [1, 2, 3, 4, 5])
def test_each_step_is_taken(value: int) -> None:
    assert read(OVERALL, str(value)) == value


def test_an_empty_value_is_a_skipped_question() -> None:
    assert read(OVERALL, "") is None


@given(st.text())
@example("５")
@example("٣")
@example("1.0")
@example("4.5")
@example(" 5")
@example("5\n")
@example("05")
@example("+5")
@example("0")
@example("6")
@example("-1")
@example("True")
@example("NaN")
@example("1e0")
@example("9" * 5000)
@example("\0")
@example("very_happy")
@example("~refused")
def test_anything_else_is_refused(raw: str) -> None:
    assume(raw not in ("", "1", "2", "3", "4", "5"))
    with pytest.raises(BadAnswer, match="Xin chọn lại"):
        read(OVERALL, raw)


def test_a_condition_may_compare_with_its_steps() -> None:
    assert KINDS["scale"].domain(OVERALL) == OneOf((1, 2, 3, 4, 5))


@pytest.mark.parametrize(
    ("count", "a_row"), [(6, "of-3"), (7, "of-4"), (9, "of-5"), (10, "of-5"), (11, "of-6")]
)
def test_many_steps_stand_in_two_rows_as_long_as_each_other(in_app, count, a_row) -> None:
    boxes = shown(graded(count)).find("div", class_="boxes")
    assert boxes["class"].split() == ["boxes", "many", a_row]
    assert len(boxes.find_all("label")) == count


def test_three_steps_say_their_words_beside_their_faces(in_app) -> None:
    question = shown(graded(3, face="happy"))
    labels = question.find_all("label")
    assert [label.text for label in labels] == ["Mức 0", "Mức 1", "Mức 2"]
    assert [label.find("use")["href"] for label in labels] == ["#f-happy"] * 3
    assert not question.find_all("p", class_="ends")


def test_five_steps_show_their_number_and_say_their_word(in_app) -> None:
    question = shown(graded(5, lowest=1))
    assert question.find("label").text == "1 Mức 1"
    assert question.find("p", class_="ends").text == "Mức 1 Mức 5"


def test_the_step_that_was_sent_stays_chosen(in_app) -> None:
    assert taken(shown(graded(11), {"q1": "10"})) == ["q1-10"]
    assert taken(shown(graded(11), {"q1": "11"})) == []
