"""What a language still lacks is told, and until it is whole nobody is asked in it."""

import pytest

from forms import reading
from forms.form import BallotForm
from forms.gaps import gaps, unfinished
from tests.forms.small import EVERYTHING, everything, everything_written
from tests.forms.tiny import written

FIRST = ("sections", 0, "questions", 0)
PLACES = {
    "title.en": ("title",),
    "intro.en": ("intro",),
    "scales.mood.options[1].words.en": ("scales", "mood", "options", 1, "words"),
    "sections[0].title.en": ("sections", 0, "title"),
    "sections[0].questions[0].words.en": (*FIRST, "words"),
    "sections[0].questions[1].hint.en": ("sections", 0, "questions", 1, "hint"),
}


@pytest.mark.parametrize("place", PLACES)
def test_one_text_less_and_the_language_is_not_offered(place: str) -> None:
    document = written()
    at = document
    for step in PLACES[place]:
        at = at[step]
    del at["en"]
    assert [gap.where for gap in gaps(document)] == [place]
    assert reading.faults_of(document) == []
    questionnaire = reading.made(document)
    assert (questionnaire.languages, questionnaire.unfinished) == (("vi",), ("en",))
    with pytest.raises(ValueError, match="en"):
        BallotForm(questionnaire, "en")


def test_every_text_that_a_citizen_reads_is_missed() -> None:
    document = everything_written()
    document["languages"] = ["vi", "en"]
    document.pop("states")
    found = 0

    def without(part: object) -> int:
        if isinstance(part, dict):
            if "vi" in part and "en" in part:
                words = part.pop("en")
                assert len(gaps(document)) == 1
                part["en"] = words
                return 1
            return sum(map(without, part.values()))
        return sum(map(without, part)) if isinstance(part, list) else 0

    found = without(document)
    assert found == len([gap for gap in gaps(everything_written()) if gap.where.endswith(".km")])
    assert gaps(document) == []


def test_what_is_whole_has_no_gap() -> None:
    assert gaps(written()) == []
    assert unfinished(written()) == ()


def test_a_language_nobody_began_with_is_named_and_not_asked() -> None:
    assert everything().languages == ("vi", "en")
    assert everything().unfinished == ("km",)


def test_speech_is_no_text_and_may_be_lacking() -> None:
    spoken = everything().question("overall")
    assert spoken is not None
    assert set(spoken.audio or {}) == {"vi"}
    assert "en" in everything().languages


@pytest.mark.parametrize("code", ["title", "words", "hint", "intro", "measure", "reason"])
def test_a_scale_may_be_called_like_a_text(code: str) -> None:
    document = written()
    document["scales"][code] = document["scales"].pop("mood")
    document["sections"][0]["questions"][0]["scale"] = code
    assert reading.faults_of(document) == []
    assert gaps(document) == []
    del document["scales"][code]["options"][0]["words"]["en"]
    assert [gap.where for gap in gaps(document)] == [f"scales.{code}.options[0].words.en"]


def test_gaps_of_a_file_are_told_with_their_lines() -> None:
    faults, told = reading.faults_and_gaps_in(EVERYTHING)
    assert faults == []
    line = EVERYTHING.read_text(encoding="utf-8").splitlines().index("title:") + 1
    assert told[0] == f"{EVERYTHING}:{line}: title.km: chưa có lời bằng ngôn ngữ km"


@pytest.mark.parametrize("document", [None, 3, [], {}, {"languages": 3}, {"languages": [["en"]]}])
def test_what_is_no_questionnaire_has_no_gaps(document: object) -> None:
    assert gaps(document) == []
    assert unfinished(document) == ()
