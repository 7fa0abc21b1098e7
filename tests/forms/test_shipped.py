"""What is shipped is whole, names its sources, asks nothing too personal, and fits a phone."""

import gzip
import re
from collections.abc import Iterator

import pytest
import yaml
from flask import Flask

from forms import library, showing
from forms.filling import fill
from forms.form import BallotForm
from forms.kinds import KINDS
from forms.paging import Next
from forms.questionnaire import Question, Questionnaire
from forms.reading import SHELVES, faults_in, gaps_of
from forms.routing import asked

SHIPPED = {
    "business": "e6c4b3e47394d5be0c8d26d27f4cfdcac1cc5f07ca578a1d6f3f009e5bb095e1",
    "counter": "8c0f62d87a3ce69a6da316a14fa6cbaf524e3a48a92c6154ceddfe16516eda1a",
    "officials": "d6a8fd41de734ca6ad80b10642f21cc161d4902e65295c64e5cff5091343fdf1",
    "papi-local": "660ca4f352816c4ba9b1f55b4eee5d664020f79dbbec27aa62c0fe971ed30314",
    "sipas-2017": "764b3541705b67744abb06fa6016b33fc8d700d71b7d505706dee0a1d0d070e3",
    "sipas-2022": "e64eac410b660240cc6f2524d473328f1cc003f7caaa76debfd99ce23a64a707",
    "sipas-2023": "afd3e20ebca8034ac99e39d80d48883deb31ae00441d9fbd99e2ff99ad38162d",
}
"""Each with the digest of its first version, which never changes."""

PERSONAL = ("about_you", "about_enterprise")
OWN_WORDS = {"comment", "suggestions", "procedure_name"}
IDENTITY = re.compile(
    r"họ (và )?tên|tên (của )?Ông/Bà|thư điện tử|email|e-mail|điện thoại|địa chỉ|căn cước|"
    r"chứng minh nhân dân|mã số thuế|hộ chiếu|ngày sinh|năm sinh|"
    r"your name|telephone|phone number|address|identity|passport|tax number|date of birth",
    re.IGNORECASE,
)
SAMPLE = "bản mẫu, chưa phải mẫu chính thức"
MOST_BYTES = 12 * 1024
"""A page may have 14 kB; what stands around the questions needs its share."""

MOST_SOUND = 60_000


@pytest.fixture(params=SHIPPED)
def shipped(request: pytest.FixtureRequest) -> Questionnaire:
    return library.find(request.param, 1)


def test_all_that_is_shipped_is_known_here() -> None:
    assert {each.code for each in library.shipped()} == {*SHIPPED, "dossier"}


@pytest.mark.parametrize("code", SHIPPED)
def test_no_fault_and_no_gap(code: str) -> None:
    path = SHELVES / code / "1.yaml"
    assert faults_in(path) == []
    assert gaps_of(yaml.safe_load(path.read_text(encoding="utf-8"))) == []


def test_a_shipped_version_never_changes(shipped: Questionnaire) -> None:
    assert shipped.digest == SHIPPED[shipped.code]


def test_both_languages_are_whole_and_neither_is_called_official(shipped: Questionnaire) -> None:
    assert shipped.languages == ("vi", "en")
    assert not shipped.official
    assert [shipped.state(language) for language in shipped.languages] == ["unverified"] * 2


def test_every_question_says_where_it_comes_from(shipped: Questionnaire) -> None:
    for question in shipped.questions:
        from_the_ministry = question.source.startswith("Phiếu khảo sát SIPAS của Bộ Nội vụ (bản")
        assert from_the_ministry or SAMPLE in question.source, question.code


def test_only_the_form_of_2022_is_taken_from_the_ministry(shipped: Questionnaire) -> None:
    copied = [each for each in shipped.questions if SAMPLE not in each.source]
    assert (len(copied) > 20) == (shipped.code == "sipas-2022")
    assert all("theo bản sao công khai" in each.source for each in copied)


def test_nobody_is_asked_who_they_are(shipped: Questionnaire) -> None:
    for question in shipped.questions:
        if KINDS[question.kind].is_asked:
            offered = (*question.rows, *question.choices)
            words = [word for part in (question, *offered) for word in part.words.values()]
            assert not any(map(IDENTITY.search, words)), question.code
        if question.kind in ("line", "text"):
            assert question.code in OWN_WORDS
            assert question.hint is not None
            assert "Xin đừng ghi" in question.hint["vi"]


def test_what_is_personal_is_optional_coarse_and_has_its_reason(shipped: Questionnaire) -> None:
    for question in _personal(shipped):
        assert question.kind == "choice", question.code
        assert not question.is_required
        assert question.reason
        assert "refused" in question.allows
        assert not any(choice.asks_words for choice in question.choices), question.code


def test_what_is_personal_is_asked_in_no_other_section() -> None:
    personal = {q.code for code in SHIPPED for q in _personal(library.find(code, 1))}
    assert {"gender", "age", "ethnicity", "role", "size"} <= personal
    for code in SHIPPED:
        questionnaire = library.find(code, 1)
        own = {question.code for question in _personal(questionnaire)}
        assert own == personal & {question.code for question in questionnaire.questions}


def test_only_consent_to_take_part_is_demanded(shipped: Questionnaire) -> None:
    required = [question for question in shipped.questions if question.is_required]
    assert all((each.code, each.kind) == ("consent", "consent") for each in required)


def test_who_declines_is_asked_nothing_more() -> None:
    for code in ("papi-local", "officials"):
        questionnaire = library.find(code, 1)
        assert asked(questionnaire, {"consent": "declined"}) == {"welcome", "consent"}
        assert len(asked(questionnaire, {"consent": "agreed"})) > 10


def test_only_those_with_a_general_question_lead_to_a_verdict() -> None:
    leading = {code for code in SHIPPED if library.find(code, 1).overall}
    assert leading == {"counter", "business", "officials"}


def test_every_kind_is_used_but_the_day() -> None:
    """A day, with the counter, can tell who it was; a month does."""
    used = {q.kind for each in library.shipped() for q in each.questions}
    assert set(KINDS) - used == {"date"}


def test_every_page_fits_in_its_budget(in_app: Flask, shipped: Questionnaire) -> None:
    ticked = {
        f"{q.code}.{part.code}": "1" for q in shipped.questions for part in (*q.rows, *q.choices)
    }
    sent = ticked | {q.code: "1" for q in shipped.questions} | {"consent": "agreed", "used": "yes"}
    for language in shipped.languages:
        for page in range(1, len(shipped.pages) + 1):
            form = BallotForm(shipped, language, sent, next_=Next(page))
            html = f"{showing.style()}{showing.script()}{showing.filled(form)}"
            assert len(gzip.compress(html.encode(), 9)) < MOST_BYTES, page


# The ballot in three taps.


def test_a_good_rating_ends_at_once_and_a_poor_one_asks_why() -> None:
    counter = library.find("counter", 1)
    for rating in (1, 2, 3):
        assert asked(counter, {"overall": rating}) == {"overall", "why"}
    for rating in (4, 5):
        assert asked(counter, {"overall": rating, "why": ["waited", "fees"]}) == {"overall"}
    assert "worst" in asked(counter, {"overall": 2, "why": ["waited", "fees"]})
    assert "worst" not in asked(counter, {"overall": 2, "why": ["waited"]})


def test_the_prompts_are_sound_that_old_phones_play_and_small() -> None:
    counter = library.find("counter", 1)
    for question in counter.questions:
        assert question.audio is not None
        file = (SHELVES / question.audio["vi"].file).read_bytes()
        assert question.audio["vi"].file == f"counter/{question.code}.vi.mp3"
        assert file[0] == 0xFF and file[1] & 0xE6 == 0xE2  # an MPEG frame of layer III
        assert 5_000 < len(file) <= MOST_SOUND


def test_an_enterprise_cannot_have_more_late_dossiers_than_dossiers() -> None:
    sent = {"used": "yes", "dossiers": "2"}
    assert fill(library.find("business", 1), sent | {"late": "3"}).faults
    assert not fill(library.find("business", 1), sent | {"late": "2"}).faults


def test_officials_are_asked_what_their_role_knows() -> None:
    form = library.find("officials", 1)
    councillor = asked(form, {"consent": "agreed", "role": "councillor"})
    chair = asked(form, {"consent": "agreed", "role": "chair"})
    silent = asked(form, {"consent": "agreed"})
    assert "supervision" in councillor and "finance" not in councillor
    assert {"finance", "new_powers"} <= chair and "supervision" not in chair
    assert "finance" in silent and not {"supervision", "new_powers"} & silent


def test_whatever_papi_asks_may_be_unknown_or_refused() -> None:
    form = library.find("papi-local", 1)
    for section in form.sections:
        if section.code.startswith("d"):
            for question in section.questions:
                assert question.kind == "note" or question.allows == ("dont_know", "refused")


def _personal(questionnaire: Questionnaire) -> Iterator[Question]:
    for section in questionnaire.sections:
        if section.code in PERSONAL:
            yield from (each for each in section.questions if each.kind != "note")
