"""Each rule of a questionnaire, broken once."""

import pytest

from forms.reading import made
from tests.forms.tiny import broken, found, written

FIRST = "sections/0/questions/0"
SECOND = "sections/0/questions/1"


def test_the_sound_one_has_no_fault() -> None:
    assert found(written()) == {}


@pytest.mark.parametrize(
    ("where", "value", "place", "what"),
    [
        ("surprise", 1, "surprise", "không có khoá"),
        ("title", None, "", "thiếu khoá title"),
        ("code", "Tiny", "code", "trùng tên thư mục"),
        ("version", 2, "version", "trùng tên tệp"),
        ("version", True, "version", "trùng tên tệp"),
        ("version", "1", "version", "trùng tên tệp"),
        ("official", "no", "official", "true hoặc false"),
        ("languages", "vi", "languages", "phải có tiếng Việt"),
        ("languages", ["vi", "en", "en"], "languages", "hai lần"),
        ("languages", ["vi", "en", "!"], "languages", "không phải mã ngôn ngữ"),
        ("languages", ["vi"], "title.en", "không có trong languages"),
        ("states", [], "states", "từng ngôn ngữ"),
        ("states", {"km": "official"}, "states.km", "không có trong languages"),
        ("states", {"en": "good"}, "states.en", "official, community, unverified"),
        ("rules", {}, "rules", "danh sách"),
        ("rules", [1], "rules[0]", "code, rule và words"),
        ("rules", [{"code": "r", "rule": "a > 1"}], "rules[0]", "thiếu khoá words"),
        (
            "rules",
            [{"code": "R", "rule": "a", "words": {"vi": "x"}}],
            "rules[0].code",
            "không phải mã",
        ),
        (
            "rules",
            [{"code": "r", "rule": "a\nb", "words": {"vi": "x"}}],
            "rules[0].rule",
            "một dòng",
        ),
        ("rules", [{"code": "r", "rule": 3, "words": {"vi": "x"}}], "rules[0].rule", "một dòng"),
        (
            "rules",
            [{"code": "r", "rule": "a", "words": {"km": "x"}}],
            "rules[0].words",
            "ngôn ngữ vi",
        ),
        ("sections/0/page", "yes", "sections[0].page", "true hoặc false"),
        ("sections/0/when", " ", "sections[0].when", "một dòng"),
        ("sections/0/when", ["a"], "sections[0].when", "một dòng"),
        ("title/vi", None, "title", "ngôn ngữ vi"),
        ("title/en", "  ", "title.en", "thiếu lời"),
        ("title/en", False, "title.en", "phải là chữ"),
        ("title/vi", "Phie\u0302\u0301u", "title.vi", "NFC"),
        ("title/vi", "Phiếu\u200b", "title.vi", "U+200B"),
        ("title/vi", "\u202ePhiếu", "title.vi", "U+202E"),
        ("title/vi", "Phiếu\uffff", "title.vi", "U+FFFF"),
        ("title", "Phiếu", "title", "từng ngôn ngữ"),
        ("sections", [], "sections", "ít nhất một phần"),
        ("sections/0", 1, "sections[0]", "code, title"),
        ("sections/0/questions", [], "sections[0].questions", "ít nhất một câu hỏi"),
        (FIRST, 1, "sections[0].questions[0]", "câu hỏi phải có"),
        (f"{FIRST}/kind", "dance", "sections[0].questions[0].kind", "không có loại"),
        (f"{FIRST}/kind", ["scale"], "sections[0].questions[0].kind", "không có loại"),
        (f"{FIRST}/scale", "joy", "sections[0].questions[0].scale", "không có thang đo"),
        (f"{FIRST}/scale", ["mood"], "sections[0].questions[0].scale", "không có thang đo"),
        (f"{FIRST}/scale", None, "sections[0].questions[0]", "thiếu khoá scale"),
        (f"{FIRST}/longest", 5, "sections[0].questions[0].longest", "không có khoá"),
        (f"{FIRST}/source", None, "sections[0].questions[0]", "thiếu khoá source"),
        (f"{FIRST}/source", " ", "sections[0].questions[0].source", "thiếu lời"),
        (f"{SECOND}/when", "", "sections[0].questions[1].when", "một dòng"),
        (f"{SECOND}/when", "a = 1\u2028or b = 1", "sections[0].questions[1].when", "một dòng"),
        (f"{SECOND}/required", 1, "sections[0].questions[1].required", "true hoặc false"),
        (f"{SECOND}/allows", "refused", "sections[0].questions[1].allows", "danh sách"),
        (f"{SECOND}/allows", ["refused"] * 2, "sections[0].questions[1].allows", "hai lần"),
        (f"{SECOND}/allows", ["unsure"], "sections[0].questions[1].allows", "dont_know, refused"),
        (f"{SECOND}/allows", [3], "sections[0].questions[1].allows", "danh sách"),
        (f"{SECOND}/reason", {"en": "x"}, "sections[0].questions[1].reason", "ngôn ngữ vi"),
        (f"{SECOND}/audio", "a.mp3", "sections[0].questions[1].audio", "từng ngôn ngữ"),
        (f"{SECOND}/audio", {"km": "a.mp3"}, "sections[0].questions[1].audio.km", "không có trong"),
        (f"{SECOND}/audio", {"vi": "../a.mp3"}, "sections[0].questions[1].audio.vi", "tên tệp"),
        (f"{SECOND}/audio", {"vi": "a.exe"}, "sections[0].questions[1].audio.vi", "tên tệp"),
        (f"{SECOND}/audio", {"vi": 3}, "sections[0].questions[1].audio.vi", "tên tệp"),
        (f"{FIRST}/kind", "text", "sections[0].questions[0].kind", "phải theo thang đo"),
        (f"{FIRST}/code", "_visit", "sections[0].questions[0].code", "không phải mã"),
        (f"{FIRST}/code", "a" * 41, "sections[0].questions[0].code", "không phải mã"),
        (f"{SECOND}/code", "overall", "sections[0].questions[1].code", "đã dùng"),
        (f"{SECOND}/longest", 0, "sections[0].questions[1].longest", "từ 1 đến"),
        (f"{SECOND}/longest", 99_999, "sections[0].questions[1].longest", "từ 1 đến"),
        (f"{SECOND}/hint/vi", None, "sections[0].questions[1].hint", "ngôn ngữ vi"),
    ],
)
def test_a_broken_rule_is_told_with_its_place(
    where: str, value: object, place: str, what: str
) -> None:
    told = broken(where, value)
    assert what in told[place]


@pytest.mark.parametrize("document", [None, [], "phiếu", 3])
def test_what_is_no_mapping_is_one_fault(document: object) -> None:
    assert list(found(document)) == [""]


def test_a_file_whose_name_is_no_number_has_the_wrong_version() -> None:
    assert "version" in found(written(), version=None)


def test_two_sections_may_not_share_a_code() -> None:
    document = written()
    document["sections"].append(document["sections"][0])
    assert "đã dùng" in found(document)["sections[1].code"]


def test_everything_wrong_is_told_at_once() -> None:
    document = written()
    del document["title"]
    document["version"] = 9
    document["scales"]["mood"]["satisfied"] = []
    assert set(found(document)) == {"", "version", "scales.mood.satisfied"}


@pytest.mark.parametrize(
    ("where", "value"),
    [
        ("states", {"en": "community"}),
        ("rules", []),
        ("sections/0/page", True),
        ("sections/0/when", "overall <= 3"),
        (f"{FIRST}/code", "another"),
        (f"{FIRST}/required", True),
        (f"{SECOND}/allows", ["refused", "dont_know"]),
        (f"{SECOND}/audio", {"vi": "overall.vi.opus", "en": "dossier/overall.en.mp3"}),
        (f"{SECOND}/reason", {"vi": "Để biết", "en": "To know"}),
        ("title/en", None),
    ],
)
def test_what_may_be_said_is_no_fault(where: str, value: object) -> None:
    assert broken(where, value) == {}


def test_a_document_without_a_question_of_overall_judges_nobody() -> None:
    document = written()
    document["sections"][0]["questions"].pop(0)
    assert found(document) == {}
    assert made(document).overall is None
