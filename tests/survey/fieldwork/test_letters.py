"""A letter has one meaning, or is none."""

import json

import pytest

from survey.fieldwork.dispositions import Disposition
from survey.fieldwork.letters import Position, read

WHOLE = {
    "v": 1, "kind": "attempt", "at": 1, "session": "0" * 16, "mono": 1.0, "offset": None,
    "campaign": 1, "questionnaire": "dossier", "version": 1, "language": "vi", "case": 7,
    "disposition": "complete", "form": "overall=5", "started": 0, "took": 61_500,
    "position": {"lat": 13.77649, "lon": 109.2, "accuracy": 9}, "note": " a  b ",
}  # fmt: skip


def told(**changes):
    return read(json.dumps(WHOLE | changes).encode())


def test_a_whole_letter_is_read():
    letter = told()
    assert (letter.case, letter.disposition, letter.seconds) == (7, Disposition.COMPLETE, 61)
    assert (letter.position, letter.note) == (Position(13.776, 109.2), "a b")


@pytest.mark.parametrize(
    "changes",
    [
        {"v": 2}, {"kind": "rating"}, {"disposition": "x"}, {"disposition": 1}, {"case": 0},
        {"case": True}, {"case": "7"}, {"form": None}, {"form": "x" * 70_000}, {"at": "x"},
        {"session": "x"}, {"disposition": "refusal"}, {"version": -1}, {"language": 5},
        {"questionnaire": "\0"}, {"campaign": 2**31},
    ],
)  # fmt: skip
def test_another_is_none(changes):
    assert told(**changes) is None


@pytest.mark.parametrize(
    "position",
    [None, 5, [], {}, {"lat": 91, "lon": 0}, {"lat": 0, "lon": "0"}, {"lat": True, "lon": 1}],
)
def test_a_position_that_is_none_costs_no_interview(position):
    assert told(position=position).position is None


def test_a_note_and_a_duration_that_are_none_cost_no_interview():
    letter = told(note="x" * 5000, took="long")
    assert (len(letter.note), letter.seconds) == (400, None)
    assert told(note=["x"], took=-1).note is None


@pytest.mark.parametrize("bytes_", [b"", b"[]", b"{", b"\xff", b"null"])
def test_what_is_no_object_is_none(bytes_):
    assert read(bytes_) is None
