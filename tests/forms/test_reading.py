"""A file becomes a questionnaire only when it is whole, and says where it is not."""

from pathlib import Path

import pytest

from forms.reading import FaultyQuestionnaire, faults_in, read
from tests.forms.tiny import SOUND, put, tiny


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
