"""What became of each question, counted and in words."""

from copy import deepcopy

from forms.compare import Change
from forms.reading import made
from survey.questionnaires.comparing import CHANGE_NAMES, compared
from tests.survey.questionnaires.written import document, text


def test_every_change_has_its_words():
    assert set(CHANGE_NAMES) == set(Change)


def test_the_same_is_comparable_throughout():
    found = compared(made(document()), made(document()))
    assert (found.comparable, found.shared) == (4, 4)


def test_a_reworded_question_and_a_new_one():
    changed = deepcopy(document())
    changed["sections"][0]["questions"][0]["words"] = text("Hài lòng chứ?", "Are you satisfied?")
    changed["sections"][1]["questions"][0]["code"] = "pace"
    found = compared(made(document()), made(changed))
    assert (found.comparable, found.shared) == (2, 3)
    lines = {line.compared.code: line for line in found.lines}
    assert lines["overall"].words == "Hài lòng chứ?"
    assert [str(change) for change in lines["speed"].changes] == ["đã bỏ"]
