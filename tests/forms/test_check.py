"""Each rule of a questionnaire, broken once."""

import pytest

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
        ("languages", ["vi", "en", "km"], "intro", "ngôn ngữ km"),
        ("title/vi", None, "title", "ngôn ngữ vi"),
        ("title/en", "  ", "title.en", "thiếu lời"),
        ("title/en", False, "title.en", "phải là chữ"),
        ("title/vi", "Phie\u0302\u0301u", "title.vi", "NFC"),
        ("title/vi", "Phiếu\u200b", "title.vi", "U+200B"),
        ("title/vi", "\u202ePhiếu", "title.vi", "U+202E"),
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
        (f"{FIRST}/code", "other", "sections", "overall"),
        (f"{FIRST}/code", "_visit", "sections[0].questions[0].code", "không phải mã"),
        (f"{FIRST}/code", "a" * 41, "sections[0].questions[0].code", "không phải mã"),
        (f"{SECOND}/code", "overall", "sections[0].questions[1].code", "đã dùng"),
        (f"{SECOND}/longest", 0, "sections[0].questions[1].longest", "từ 1 đến"),
        (f"{SECOND}/longest", 99_999, "sections[0].questions[1].longest", "từ 1 đến"),
        (f"{SECOND}/hint/en", None, "sections[0].questions[1].hint", "ngôn ngữ en"),
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
