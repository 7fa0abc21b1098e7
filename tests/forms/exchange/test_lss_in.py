"""A LimeSurvey survey becomes a document; what does not fit is told with its question."""

from typing import Any

import pytest

from forms import reading
from forms.exchange.imported import CannotRead, Imported
from forms.exchange.reading_in import read_file
from tests.forms.exchange.lss import newer, survey

SATISFIED = {"1": "Không hài lòng", "2": "Bình thường", "3": "Hài lòng"}
USED = {"type": "Y", "title": "used", "vi": "Ông/Bà đã đến đây chưa?"}
KINDS_OF_TYPES = (
    "S=line",
    "T=text",
    "U=text",
    "N=number",
    "D=date",
    "X=note",
    "Y=yes_no",
    "G=choice",
    "5=scale",
)
WHY = {"type": "M", "title": "why", "vi": "Vì sao?", "rows": {"SQ001": "Chờ lâu", "SQ002": "Xa"}}


def read(content: bytes) -> Imported:
    return read_file("phiếu.lss", content)


def asked(content: bytes) -> dict[str, Any]:
    sections = read(content).document["sections"]
    return {each["code"]: each for section in sections for each in section["questions"]}


def one(**question: Any) -> dict[str, Any]:
    return next(iter(asked(newer([{"title": "q1", "vi": "Hỏi", **question}])).values()))


def test_a_survey_of_version_6_becomes_a_sound_document():
    content = newer(
        [
            USED,
            {**WHY, "other": "Y", "relevance": '((used.NAOK == "N"))'},
            {
                "type": "F",
                "title": "rate",
                "vi": "Đánh giá",
                "rows": {"a": "Chờ"},
                "answers": SATISFIED,
            },
            {"type": "T", "title": "note", "vi": "Nói thêm", "relevance": "rate_a.NAOK <= 2"},
        ]
    )
    found = read(content)
    assert reading.faults_of(found.document) == []
    questions = {q.code: q for q in reading.made(found.document).questions}
    assert [(q.kind, q.when) for q in questions.values()] == [
        ("yes_no", ""),
        ("choices", 'used = "no"'),
        ("matrix", ""),
        ("text", "rate.a <= 2"),
    ]
    assert [c.code for c in questions["why"].choices] == ["sq001", "sq002", "other"]
    assert questions["why"].choices[-1].asks_words
    assert questions["rate"].scale.highest.words["vi"] == "Hài lòng"
    assert questions["used"].source == "Nhập từ LimeSurvey, câu used"


def test_a_survey_of_version_3_has_its_words_in_every_row():
    def row(language: str, words: str) -> dict[str, object]:
        base = {"qid": 5, "parent_qid": 0, "sid": 1, "gid": 2, "type": "L", "title": "Q01"}
        return {**base, "question": words, "language": language, "relevance": "1"}

    answers = [
        {
            "qid": 5,
            "code": code,
            "answer": f"{code} {language}",
            "sortorder": at,
            "language": language,
        }
        for language in ("vi", "en")
        for at, code in enumerate(("A1", "A2"))
    ]
    content = survey(
        {
            "answers": answers,
            "groups": [
                {"gid": 2, "group_name": "Nhóm", "group_order": 1, "language": "vi"},
                {"gid": 2, "group_name": "Group", "group_order": 1, "language": "en"},
            ],
            "questions": [row("vi", "<p>Chọn <b>một</b></p>"), row("en", "Pick one")],
            "surveys": [{"sid": 1, "language": "vi", "additional_languages": "en", "format": "G"}],
            "surveys_languagesettings": [
                {"surveyls_survey_id": 1, "surveyls_language": "vi", "surveyls_title": "Phiếu"},
                {"surveyls_survey_id": 1, "surveyls_language": "en", "surveyls_title": "Form"},
            ],
        },
        version=359,
    )
    document = read(content).document
    assert reading.faults_of(document) == []
    made = reading.made(document)
    assert made.languages == ("vi", "en")
    assert dict(made.title) == {"vi": "Phiếu", "en": "Form"}
    assert dict(made.questions[0].words) == {"vi": "Chọn một", "en": "Pick one"}
    assert [dict(choice.words) for choice in made.questions[0].choices] == [
        {"vi": "A1 vi", "en": "A1 en"},
        {"vi": "A2 vi", "en": "A2 en"},
    ]


@pytest.mark.parametrize(
    ("type_", "kind"),
    [pair.split("=") for pair in KINDS_OF_TYPES],
)
def test_a_question_without_parts_has_its_kind(type_, kind):
    assert one(type=type_)["kind"] == kind


@pytest.mark.parametrize(
    ("type_", "steps"), [("A", 5), ("B", 10), ("C", 3), ("E", 3), ("F", 3), ("H", 3)]
)
def test_an_array_is_a_matrix(type_, steps):
    question = {"type": type_, "title": "m", "vi": "Bảng", "rows": {"a": "Dòng"}}
    document = read(newer([question | {"answers": SATISFIED}])).document
    found = document["sections"][0]["questions"][0]
    assert found["kind"] == "matrix"
    assert len(document["scales"][found["scale"]]["options"]) == steps
    assert reading.faults_of(document) == []


@pytest.mark.parametrize("type_", ["L", "!", "O"])
def test_a_list_is_a_choice(type_):
    found = one(type=type_, answers={"A1": "Một", "A2": "Hai"}, mandatory="Y")
    assert (found["kind"], found["required"]) == ("choice", True)
    assert found["choices"] == [
        {"code": "a1", "words": {"vi": "Một"}},
        {"code": "a2", "words": {"vi": "Hai"}},
    ]


def test_a_ranking_is_read_from_answers_and_from_subquestions():
    for key in ("answers", "rows"):
        found = one(type="R", **{key: {"a": "Một", "b": "Hai"}})
        assert (found["kind"], len(found["choices"])) == ("ranking", 2)


@pytest.mark.parametrize(("type_", "kind"), [("K", "number"), ("Q", "line")])
def test_several_boxes_are_several_questions(type_, kind):
    found = asked(
        newer([{"type": type_, "title": "k", "vi": "Số", "rows": {"a": "trẻ", "b": "già"}}])
    )
    assert [(code, each["kind"], each["words"]["vi"]) for code, each in found.items()] == [
        ("k_a", kind, "Số trẻ"),
        ("k_b", kind, "Số già"),
    ]


def test_attributes_that_bound_are_bounds_and_the_rest_is_told():
    content = newer(
        [{"type": "N", "title": "n", "vi": "Bao nhiêu?"}],
        question_attributes=[
            {"qid": 100, "attribute": "min_num_value_n", "value": "1"},
            {"qid": 100, "attribute": "max_num_value_n", "value": "9"},
            {"qid": 100, "attribute": "em_validation_q", "value": "this > 3"},
            {"qid": 100, "attribute": "statistics_showgraph", "value": "1"},
        ],
    )
    found = read(content)
    assert found.document["sections"][0]["questions"][0]["least"] == 1
    assert found.document["sections"][0]["questions"][0]["most"] == 9
    assert found.notes == ("câu n (qid 100): thuộc tính không dùng tới: em_validation_q.",)


@pytest.mark.parametrize(
    ("relevance", "line"),
    [
        ('why_SQ001.NAOK == "Y"', 'why has "sq001"'),
        ('((why_SQ001.NAOK == "Y" or why_SQ002 == "Y"))', 'why has "sq001" or why has "sq002"'),
        ('used != "Y" && !is_empty(why_SQ001)', 'not used = "yes" and why has "sq001"'),
        ('!is_empty(used.NAOK) and used eq "N"', 'used is answered and used = "no"'),
        ('1X7X100 == "Y"', 'used = "yes"'),
        ("count(that.why) > 1", None),
        ("rand(1,2) == 1", None),
        ("1", ""),
    ],
)
def test_relevance_becomes_a_condition_or_is_told(relevance, line):
    found = read(
        newer([USED, WHY, {"type": "T", "title": "t", "vi": "Nói", "relevance": relevance}])
    )
    question = found.document["sections"][0]["questions"][2]
    if line is None:
        assert "when" not in question
        assert [note for note in found.notes if relevance in note and "qid 140" in note]
    else:
        assert question.get("when", "") == line
        assert reading.faults_of(found.document) == []


@pytest.mark.parametrize("type_", ["1", ";", ":", "|", "*", "I"])
def test_what_has_no_equal_is_told_with_its_code_and_qid(type_):
    found = read(newer([USED, {"type": type_, "title": "odd", "vi": "Lạ"}]))
    assert found.notes == (
        f"câu odd (qid 120): loại câu “{type_}” không có ở đây nên câu bị bỏ lại.",
    )


def test_tables_we_have_no_words_for_are_told():
    found = read(newer([USED], quota=[{"id": 1}], assessments=[{"id": 1}]))
    assert [note.partition(":")[0] for note in found.notes] == [
        "hạn mức (quota)",
        "chấm điểm (assessment)",
    ]


def test_conditions_of_the_old_sort_are_told():
    found = read(newer([USED, WHY], conditions=[{"cid": 1, "qid": 120, "cqid": 100, "value": "Y"}]))
    assert found.notes == ("câu qid 120: điều kiện kiểu cũ không đọc được ở đây; xin viết lại.",)


BOMB = b'<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
AWAY = b'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("declared", [BOMB, AWAY, b"<!DOCTYPE d SYSTEM 'http://x/d.dtd'>"])
def test_declarations_are_refused(declared):
    with pytest.raises(CannotRead, match="DOCTYPE"):
        read(declared + b"<document>&a;</document>")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "hỏng"),
        (newer([USED])[:-40], "hỏng"),
        (b"\xff\xfe\x00<document/>", "hỏng"),
        (b'<?xml version="1.0" encoding="klingon"?><document/>', "hỏng"),
        (b"<document/>", "LimeSurvey"),
        (survey({}, kind="Group"), "LimeSurvey"),
        (survey({"questions": []}), "không có câu hỏi nào"),
        (b" " * 20_000_001, "20 MB"),
        (b"<a>" * 5_000, "hỏng"),
    ],
)
def test_what_is_no_survey_is_refused_in_words(content, words):
    with pytest.raises(CannotRead, match=words):
        read(content)
