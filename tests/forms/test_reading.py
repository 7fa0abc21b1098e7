"""A file becomes a questionnaire only when it is whole, and says where it is not."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.check import Fault
from forms.filling import fill
from forms.reading import FaultyQuestionnaire, faults_in, faults_of, gaps_of, made, read
from forms.writing import document_of
from tests.forms.small import EVERYTHING, SHELVES, everything, everything_written
from tests.forms.tiny import SOUND, put, tiny, written


def test_a_sound_file_is_read(tmp_path: Path) -> None:
    path = put(tmp_path, SOUND)
    assert faults_in(path) == []
    assert read(path) == tiny()


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    assert read(put(tmp_path, b"\xef\xbb\xbf" + SOUND.encode())).digest == tiny().digest


def test_a_fault_is_told_with_file_line_and_place(tmp_path: Path) -> None:
    path = put(tmp_path, SOUND.replace("      - 2\n", "      - 7\n"))
    line = SOUND.splitlines().index("    satisfied:") + 1
    assert faults_in(path) == [
        f"{path}:{line}: scales.mood.satisfied: 7 không phải một mức của thang đo"
    ]


@pytest.mark.parametrize("name", ["other/1.yaml", "tiny/2.yaml", "tiny/một.yaml", "tiny/１.yaml"])
def test_a_file_must_lie_where_it_says(tmp_path: Path, name: str) -> None:
    assert len(faults_in(put(tmp_path, SOUND, name))) == 1


@pytest.mark.parametrize("text", [b"\xff\xfe", "code: [", "code: 1\ncode: 1\n", "", "- 1\n"])
def test_an_unreadable_file_is_a_fault_not_a_crash(tmp_path: Path, text: str | bytes) -> None:
    path = put(tmp_path, text)
    with pytest.raises(FaultyQuestionnaire) as refused:
        read(path)
    assert refused.value.found == faults_in(path)
    assert len(refused.value.found) == 1


def places_in(part: Any, path: tuple = ()) -> Iterator[tuple]:
    yield path
    if isinstance(part, dict | list):
        for key in part if isinstance(part, dict) else range(len(part)):
            yield from places_in(part[key], (*path, key))


PLACES = [path for path in places_in(everything_written()) if path]
ODD = (None, True, 0, -1, 7, 10**30, 1.5, float("nan"), "", " ", "overall", "a = 1", "vi", "\0")
ODDER: tuple[Any, ...] = ([], {}, [[]], [{}], {"vi": "x"}, {"vi": 3}, {1: 2}, [1, "a"], ["refused"])
VALUES = st.sampled_from([*ODD, *ODDER, "2026-01-31", "9" * 50])


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PLACES), VALUES), min_size=1, max_size=3))
def test_whatever_stands_anywhere_is_told_or_makes_a_questionnaire_that_works(changes) -> None:
    document = everything_written()
    for path, value in changes:
        at = document
        for step in path[:-1]:
            inside = isinstance(at, list) and isinstance(step, int) and step < len(at)
            at = at[step] if inside or (isinstance(at, dict) and step in at) else None
        if isinstance(at, dict) or (isinstance(at, list) and at and path[-1] in range(len(at))):
            at[path[-1]] = value
    faults = faults_of(document, shelves=SHELVES)
    gaps_of(document)
    assert all(isinstance(each, Fault) and each.what for each in faults)
    if not faults:
        questionnaire = made(document, SHELVES)
        assert made(document_of(questionnaire), SHELVES) == questionnaire
        assert fill(questionnaire, {}).faults == {}


@given(st.recursive(VALUES, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_no_document_is_too_odd_to_be_told_its_faults(document: object) -> None:
    assert faults_of(document)


def test_conditions_are_looked_at_when_everything_else_is_well() -> None:
    document = written()
    document["sections"][0]["questions"][1]["when"] = "nobody = 1"
    assert [fault.what for fault in faults_of(document)] == ["không có câu hỏi 'nobody'"]
    document["title"] = 3
    assert [fault.where for fault in faults_of(document)] == ["title"]


def test_speech_must_lie_beside_the_questionnaire(tmp_path: Path) -> None:
    assert faults_of(everything_written(), shelves=SHELVES) == []
    (fault,) = faults_of(everything_written(), shelves=tmp_path)
    assert (fault.where, fault.what) == (
        "sections[0].questions[1].audio.vi",
        "không có tệp overall.vi.opus",
    )


def test_it_may_lie_beside_the_one_it_was_copied_from() -> None:
    document = everything_written() | {"code": "copy"}
    document["sections"][0]["questions"][1]["audio"] = {"vi": "everything/overall.vi.opus"}
    assert faults_of(document, shelves=SHELVES) == []
    spoken = made(document, SHELVES).question("overall")
    assert spoken is not None
    assert spoken.audio == (everything().question("overall") or spoken).audio


def test_a_name_that_must_be_is_held_to_it_and_a_draft_to_none() -> None:
    assert faults_of(written()) == []
    assert [fault.where for fault in faults_of(written(), code="other")] == ["code"]
    assert [fault.where for fault in faults_of(written(), version=2)] == ["version"]


def test_a_document_that_is_made_has_everything_a_file_has() -> None:
    assert made(everything_written(), SHELVES) == read(EVERYTHING)
    assert gaps_of(everything_written())[0].where == "title.km"
