"""XLSForms that others made: what maps is mapped, and every cell that does not is told."""

from typing import Any

import pytest

from forms import reading
from forms.exchange.imported import Imported
from forms.exchange.reading_in import read_file
from tests.forms.exchange.xlsx import Rows, book, survey

HEAD = ("type", "name", "label", "relevant")
YES = [("yn", "yes", "Có"), ("yn", "no", "Không")]
WHY = [("why", "wait", "Chờ lâu"), ("why", "Far Away", "Xa"), ("why", "99", "Khác")]

KOBO_COLUMNS = (
    "type name label::English_(en) label::Tiếng_Việt_(vi) required relevant appearance constraint "
    "hint::Tiếng_Việt_(vi) kobo--score-choices kobo--rank-items $kuid calculation"
)
KOBO_COLUMNS = tuple(column.replace("_", " ") for column in KOBO_COLUMNS.split())

# As KoboToolbox writes a form: two languages, matrix by its "rating" type, ranking by its own.
KOBO: dict[str, Rows] = {
    "survey": [
        KOBO_COLUMNS,
        ("start", "start"),
        ("begin_group", "Visit", "Your visit", "Lần đến", "", "", "field-list"),
        ("select_one yn", "Used_before", "Used it?", "Đã dùng?", "true", "", "", "", "Năm nay"),
        ("select_multiple why", "why", "Why?", "Vì sao?", "", "${Used_before} = 'no'"),
        ("integer", "age", "Age", "Tuổi", "false", "", "", ". >= 18 and . < 100"),
        ("end_group",),
        ("begin_group", "g2", "More", "Thêm", "", "selected(${why}, 'Far Away') or ${age} > 60"),
        ("begin_score", "rate", "Rate", "Chấm điểm", "", "", "", "", "", "sat"),
        ("score__row", "speed", "Speed", "Nhanh", "true"),
        ("score__row", "manner", "Manner", "Lịch sự", "true"),
        ("end_score",),
        ("begin_rank", "worst", "Worst", "Tệ nhất", "", "", "", "", "", "", "why"),
        ("rank__level", "first", "1st", "Thứ nhất"),
        ("rank__level", "second", "2nd", "Thứ hai"),
        ("end_rank",),
        ("calculate", "total", "", "", "", "", "", "", "", "", "", "", "${age} * 2"),
        ("geopoint", "where", "Where", "Ở đâu"),
        ("text", "more", "More", "Nói thêm", "", "contains(${why}, 'wait')", "multiline"),
        ("end_group",),
    ],
    "choices": [
        ("list_name", "name", "label::English (en)", "label::Tiếng Việt (vi)"),
        ("yn", "yes", "Yes", "Có"),
        ("yn", "no", "No", "Không"),
        ("why", "wait", "Long wait", "Chờ lâu"),
        ("why", "Far Away", "Far", "Xa"),
        ("sat", 1, "Bad", "Tệ"),
        ("sat", 2, "Good", "Tốt"),
    ],
    "settings": [("id_string", "version", "style"), ("aXyZ", "vABC 2021-01-01", "pages")],
    "notes": [("draft",)],
}


def read(content: bytes) -> Imported:
    return read_file("biểu mẫu.xlsx", content)


def questions(content: bytes) -> dict[str, Any]:
    sections = read(content).document["sections"]
    return {each["code"]: each for section in sections for each in section["questions"]}


def test_a_form_from_kobotoolbox_becomes_a_sound_document():
    document = read(book(KOBO)).document
    assert reading.faults_of(document) == []
    made = reading.made(document)
    # The title is there in one language only.
    assert (made.languages, made.unfinished) == (("vi",), ("en",))
    assert [(s.code, s.begins_page, s.when) for s in made.sections] == [
        ("visit", False, ""),
        ("g2", False, 'why has "far_away" or age > 60'),
    ]
    assert [(q.code, q.kind, q.when, q.is_required) for q in made.questions] == [
        ("used_before", "yes_no", "", True),
        ("why", "choices", 'used_before = "no"', False),
        ("age", "number", "", False),
        ("rate", "matrix", "", True),
        ("worst", "ranking", "", False),
        ("more", "text", "", False),
    ]
    assert (made.question("age").least, made.question("age").most) == ("18", "99")
    assert dict(made.question("used_before").hint) == {"vi": "Năm nay"}
    assert [row.code for row in made.question("rate").rows] == ["speed", "manner"]


def test_what_did_not_fit_is_told_with_sheet_and_row():
    notes = read(book(KOBO)).notes
    for told in (
        "survey, dòng 2: loại “start” không có ở đây nên câu bị bỏ lại.",
        "survey, dòng 4: tên “Used_before” không làm mã được, đổi thành “used_before”.",
        "survey, dòng 17: loại “calculate” không có ở đây nên câu bị bỏ lại.",
        "survey, dòng 18: loại “geopoint” không có ở đây nên câu bị bỏ lại.",
        "survey, dòng 19: điều kiện “contains(${why}, 'wait')” không diễn đạt được ở đây;"
        " xin viết lại.",
        "settings: phiên bản “vABC 2021-01-01” không phải số thứ tự, đổi thành 1.",
        "Trang “notes”: không dùng tới.",
    ):
        assert told in notes


def test_no_cell_is_lost_without_a_word():
    row = ("text", "q1", "Hỏi", "", "đọc to", "7", "once")
    content = survey((*HEAD, "Ghi chú", "default", "trigger"), row)
    assert read(content).notes[-3:] == (
        "survey, cột ghi chú: không dùng tới (dòng 2).",
        "survey, cột default: không dùng tới (dòng 2).",
        "survey, cột trigger: không dùng tới (dòng 2).",
    )


@pytest.mark.parametrize(
    ("relevant", "when"),
    [
        ("${used} = 'yes'", 'used = "yes"'),
        ("'yes' = ${used}", 'used = "yes"'),
        ("${used} != 'yes'", 'not used = "yes"'),
        ("selected(${why}, 'wait') and not(selected(${why}, '99'))",
         'why has "wait" and not why has "c_99"'),
        ("not(${used} = 'yes' or ${n} > 3)", 'not (used = "yes" or n > 3)'),
        ("${n} >= 3 and (${n} < 9 or ${used} = 'no')", 'n >= 3 and (n < 9 or used = "no")'),
        ("3 < ${n}", "n > 3"),
        ("${n} = ''", "not n is answered"),
        ("${n} != ''", "n is answered"),
        ("count-selected(${why}) > 1", "count(why) > 1"),
        ("count-selected(${why}) < 2", "not count(why) >= 2"),
        ("string-length(${n}) > 0", "n is answered"),
    ],
)  # fmt: skip
def test_a_condition_is_said_in_our_words(relevant, when):
    content = survey(
        HEAD,
        ("select_one yn", "used", "Đã dùng?"),
        ("select_multiple why", "why", "Vì sao?"),
        ("integer", "n", "Mấy lần?"),
        ("text", "more", "Nói thêm", relevant),
        choices=[*YES, *WHY],
    )
    found = read(content)
    assert reading.faults_of(found.document) == []
    assert questions(content)["more"]["when"] == when


@pytest.mark.parametrize(
    "relevant",
    [
        "regex(${n}, '^1')",
        "${n} mod 2 = 0",
        "${nobody} = 1",
        "${used} = 'maybe'",
        "position(..) = 1",
        "${n} + 1 > 3",
        "((((",
        "pulldata('x')",
        "__import__('os').system('ls')",
        "(" * 5_000,
    ],
)
def test_a_condition_without_equal_is_told_and_never_run(relevant):
    content = survey(
        HEAD,
        ("select_one yn", "used", "Đã dùng?"),
        ("integer", "n", "Mấy lần?"),
        ("text", "more", "Nói thêm", relevant),
        choices=YES,
    )
    assert "when" not in questions(content)["more"]
    assert f"survey, dòng 4: điều kiện “{relevant}” không diễn đạt được ở đây; xin viết lại." in (
        read(content).notes
    )


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (("decimal", "d", "x"), {"kind": "decimal", "decimals": 2}),
        (("date", "d", "x"), {"kind": "date"}),
        (("note", "d", "x"), {"kind": "note"}),
        (("acknowledge", "d", "x"), {"kind": "consent"}),
        (("select one yn", "d", "x"), {"kind": "yes_no"}),
        (("select_one why", "d", "x"), {"kind": "choice"}),
        (("rank why", "d", "x"), {"kind": "ranking"}),
    ],
)
def test_a_type_has_its_kind(row, expected):
    found = questions(survey(HEAD, row, choices=[*YES, *WHY]))["d"]
    assert expected.items() <= found.items()


def test_or_other_adds_a_choice_that_asks_for_words():
    found = questions(survey(HEAD, ("select_one why or_other", "d", "x"), choices=WHY))["d"]
    assert found["choices"][-1] == {"code": "other", "other": True, "words": {"vi": "Khác"}}


def test_a_slider_is_a_number_between_its_ends():
    content = survey(
        ("type", "name", "label", "parameters"), ("range", "d", "x", "start=0 end=10 step=1")
    )
    found = questions(content)["d"]
    assert (found["kind"], found["least"], found["most"]) == ("number", 0, 10)


def test_a_likert_list_is_a_scale_and_other_numbers_are_choices_with_a_note():
    head = ("type", "name", "label", "appearance")
    lists = [("sat", 5, "Tốt"), ("sat", 1, "Tệ")]
    content = survey(
        head, ("select_one sat", "d", "x", "likert"), ("select_one sat", "e", "x"), choices=lists
    )
    found = questions(content)
    assert (found["d"]["kind"], found["e"]["kind"]) == ("scale", "choice")
    assert [o["value"] for o in read(content).document["scales"]["sat"]["options"]] == [1, 5]
    assert any("toàn số" in note for note in read(content).notes)


def test_groups_in_groups_hand_their_conditions_down():
    content = survey(
        HEAD,
        ("integer", "n", "x"),
        ("begin group", "outer", "Ngoài", "${n} > 1"),
        ("text", "a", "x"),
        ("begin group", "inner", "Trong", "${n} > 2"),
        ("text", "b", "x"),
        ("end group",),
        ("end group",),
    )
    sections = read(content).document["sections"]
    assert [(s["title"]["vi"], s.get("when")) for s in sections] == [
        ("Phần 1", None),
        ("Ngoài", "n > 1"),
        ("Trong", "(n > 1) and (n > 2)"),
    ]


def test_groups_that_do_not_close_are_told():
    notes = read(survey(HEAD, ("begin_group", "g", "Nhóm"), ("text", "a", "x"))).notes
    assert "survey, dòng 2: nhóm này không được đóng lại." in notes
    notes = read(survey(HEAD, ("text", "a", "x"), ("end_group",))).notes
    assert "survey, dòng 3: end_group mà không có nhóm nào đang mở." in notes


def test_a_repeat_is_asked_once_and_that_is_told():
    content = survey(HEAD, ("begin_repeat", "r", "Lặp"), ("text", "a", "x"), ("end_repeat",))
    assert any("lặp lại" in note for note in read(content).notes)
    assert list(questions(content)) == ["a"]


def test_two_questions_of_one_name_get_codes_of_their_own():
    content = survey(HEAD, ("text", "q", "x"), ("text", "Q", "y"))
    assert list(questions(content)) == ["q", "q_2"]


def test_words_on_several_lines_become_one():
    assert questions(survey(HEAD, ("text", "q", "Một\nhai\t ba")))["q"]["words"] == {
        "vi": "Một hai ba"
    }


def test_our_own_json_and_yaml_are_read_with_the_same_distrust():
    assert read_file("a.json", b'{"code": "x"}').document == {"code": "x"}
    assert read_file("a.yaml", b"code: x\nn: 2026-01-31").document == {
        "code": "x",
        "n": "2026-01-31",
    }
