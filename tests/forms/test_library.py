"""What is shipped is whole, and found by code and version."""

from pathlib import Path

import pytest

from forms import library
from forms.library import UnknownQuestionnaire
from forms.reading import FaultyQuestionnaire, faults_in
from tests.forms.tiny import SOUND, put


@pytest.fixture
def shelves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A library of the test's own."""
    monkeypatch.setattr(library, "SHELVES", tmp_path)
    library._shipped.cache_clear()
    yield tmp_path
    library._shipped.cache_clear()


def test_no_shipped_file_has_a_fault() -> None:
    assert [line for path in library.files() for line in faults_in(path)] == []


def test_the_dossier_ballot_asks_twelve_criteria_and_for_words() -> None:
    dossier = library.newest("dossier")
    kinds = [question.kind for question in dossier.questions]
    assert kinds == ["scale"] * 12 + ["text"]
    assert dossier.questions[0].code == dossier.overall
    assert not dossier.official
    assert dossier.languages == ("vi", "en")


def test_neutral_counts_as_an_answer_and_not_as_satisfied() -> None:
    for question in library.newest("dossier").questions[:12]:
        assert question.scale is not None
        assert [option.value for option in question.scale.options] == [1, 2, 3, 4, 5]
        assert question.scale.satisfied == {4, 5}
        assert question.scale.options[2].words["vi"] == "Bình thường"


def test_every_question_is_short_and_says_where_it_comes_from() -> None:
    for question in library.newest("dossier").questions:
        assert question.source
        assert all(len(words) <= 70 for words in question.words.values()), question.words


def test_a_published_version_never_changes() -> None:
    assert library.find("dossier", 1).digest == DOSSIER_1


def test_the_newest_version_is_found_by_number_not_by_letter(shelves: Path) -> None:
    for version in (1, 2, 10):
        text = SOUND.replace("version: 1", f"version: {version}")
        put(shelves, text, f"tiny/{version}.yaml")
    assert library.newest("tiny").version == 10
    assert [each.version for each in library.every()] == [1, 2, 10]
    assert library.find("tiny", 2) is library.find("tiny", 2)


def test_what_is_not_there_is_unknown() -> None:
    with pytest.raises(UnknownQuestionnaire):
        library.find("dossier", 99)
    with pytest.raises(UnknownQuestionnaire):
        library.newest("../../etc/passwd")


def test_one_faulty_file_and_the_library_does_not_open(shelves: Path) -> None:
    put(shelves, SOUND)
    put(shelves, SOUND.replace("en: Glad", "em: Glad"), "tiny/2.yaml")
    with pytest.raises(FaultyQuestionnaire):
        library.find("tiny", 1)


DOSSIER_1 = "4e136e4a0c0f6522f2b095ea7961373d7e65f9fc8f97b32f2bab57c5e9e649e9"
