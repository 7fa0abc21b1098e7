"""A note says something, asks nothing, and leaves nothing to keep."""

from forms import filling
from forms.kinds import KINDS
from tests.forms.kinds.asking import asked, faults_with, made, shown


def test_a_note_has_no_field_and_no_answer() -> None:
    assert KINDS["note"].parts(asked("note")) == ()
    assert not KINDS["note"].is_asked
    form = made("note")
    assert "q1" not in filling.names_of(form)
    filled = filling.fill(form, {})
    assert "q1" not in filled.answers
    assert filled.is_empty


def test_a_note_cannot_be_made_to_be_answered() -> None:
    assert list(faults_with("note", required=True)) == ["required"]
    assert faults_with("note", required=False) == {}
    assert list(faults_with("note", allows=["refused"])) == ["allows"]


def test_a_note_is_words_and_nothing_to_fill_in(in_app) -> None:
    note = shown(made("note"))
    assert note.text == "Câu hỏi một?"
    assert not [e for e in note.walk() if e.tag in ("input", "label", "fieldset", "select")]
