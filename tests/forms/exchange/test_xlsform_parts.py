"""The parts an XLSForm is read and written by, each looked at by itself."""

import pytest

from forms.exchange.conditions_in import Meant
from forms.exchange.form_in import Form, Waiting
from forms.exchange.imported import CannotRead
from forms.exchange.workbook_in import Line
from forms.exchange.xlsform_details_in import is_required, put_details
from forms.exchange.xlsform_groups import put_sections
from forms.exchange.xlsform_headings import name_columns, spoken_in, take_text
from forms.exchange.xlsform_lists import choices_of, lists_in, scale_of
from forms.exchange.xlsform_matrix_in import is_question, question_in_group
from forms.exchange.xlsform_questions_in import question_in
from forms.exchange.xlsform_questions_out import rows_of
from forms.exchange.xlsform_settings import put_settings, take_opening, take_rules
from forms.exchange.xlsform_tree import tree_of, type_of


def line(**cells: str) -> Line:
    named = {name.replace("__", "::"): said for name, said in cells.items()}
    return Line("survey", 2, named)


def lists(*names: str) -> list[Line]:
    return [line(list_name="l", name=name, label__vi=f"Ý {name}") for name in names]


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("label::English (en)", "label::en"),
        ("Label : Vietnamese", "label::vi"),
        ("media::audio::vi", "audio::vi"),
        ("bind::relevant", "relevant"),
        ("relevance", "relevant"),
        ("list name", "list_name"),
        ("hint", "hint::vi"),
        ("label::Dothraki", "label::Dothraki"),
        ("langnghe_source", "langnghe_source"),
    ],
)
def test_every_spelling_of_a_column_has_one_name(heading, name):
    sheets = {"survey": [Line("survey", 2, {heading: "x"})]}
    name_columns(sheets)
    assert list(sheets["survey"][0].cells) == [name]


def test_a_label_without_a_language_is_in_the_forms_own_and_that_is_told():
    sheets = {
        "survey": [Line("survey", 2, {"label": "Name?"})],
        "settings": [Line("settings", 2, {"default_language": "English (en)"})],
    }
    assert name_columns(sheets) == ["Cột label không ghi ngôn ngữ: coi là “en”."]
    assert spoken_in(sheets) == ["vi", "en"]
    assert take_text(sheets["survey"][0], "label") == {"en": "Name?"}


def test_words_are_taken_once_and_blank_ones_are_none():
    one = line(label__vi="Có", label__en="  ")
    assert take_text(one, "label") == {"vi": "Có"}
    assert one.cells == {}


def test_a_list_of_numbers_is_a_scale_lowest_first():
    found = lists_in(lists("5", "1", "mark-dont_know"))["l"]
    assert found.is_whole
    assert found.allows == ["dont_know"]
    assert [option["value"] for option in scale_of(found)["options"]] == [1, 5]


def test_names_that_are_no_codes_get_one_each():
    choices, values = choices_of(lists_in(lists("ok", "Ok", "99"))["l"])
    assert values == {"ok": "ok", "Ok": "ok_2", "99": "c_99"}
    assert [choice["code"] for choice in choices] == ["ok", "ok_2", "c_99"]


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("begin group", "begin_group"),
        ("End Repeat", "end_repeat"),
        ("select one a", "select_one a"),
    ],
)
def test_old_spellings_of_types_are_known(said, kind):
    assert type_of(line(type=said)) == kind


def test_rows_become_a_tree_of_groups():
    rows = [line(type="begin_group", name="g"), line(type="text", name="a"), line(type="end_group")]
    notes: list[str] = []
    top = tree_of([*rows, line(type="text", name="b")], notes)
    assert notes == []
    assert [group.line.cells["name"] for group in top.groups] == ["g"]
    assert len(top.within) == 2


def test_a_section_is_made_of_a_group_and_begins_a_page_where_it_is_one():
    form = Form()
    rows = []
    for name in ("one", "two"):
        rows += [line(type="begin_group", name=name, label__vi=name, appearance="field-list")]
        rows += [line(type="text", name=f"q_{name}", label__vi="x"), line(type="end_group")]
    put_sections(tree_of(rows, form.notes), form)
    assert [(s["code"], s.get("page", False)) for s in form.sections] == [
        ("one", False),
        ("two", True),
    ]


def test_a_table_of_one_list_is_a_matrix():
    form = Form(lists=lists_in(lists("1", "2")))
    rows = [line(type="begin_group", name="m", label__vi="Bảng", appearance="table-list")]
    rows += [line(type="select_one l", name="m-a", label__vi="Dòng", required="yes")]
    group = tree_of([*rows, line(type="end_group")], form.notes).groups[0]
    assert is_question(group, form)
    question = question_in_group(group, form)
    assert (question["kind"], question["required"], question["scale"]) == ("matrix", True, "l")
    assert question["rows"] == [{"code": "a", "words": {"vi": "Dòng"}}]
    assert form.meant["m-a"].ref == "m.a"


def test_an_unknown_type_is_told_and_its_row_is_used_up():
    form, row = Form(), line(type="barcode", name="b")
    assert question_in(row, form) is None
    assert form.notes == ["survey, dòng 2: loại “barcode” không có ở đây nên câu bị bỏ lại."]
    assert row.cells == {}


@pytest.mark.parametrize(
    ("said", "required", "notes"),
    [("yes", True, 0), ("", False, 0), ("false()", False, 0), ("${a} = 1", True, 1)]
)  # fmt: skip
def test_required_is_read_and_a_condition_on_it_is_told(said, required, notes):
    form = Form()
    assert is_required(line(required=said), {"kind": "text"}, form) is required
    assert len(form.notes) == notes


def test_choices_taken_from_earlier_ticks_are_known_by_their_filter():
    form = Form(meant={"why": Meant("why", "choices", {})})
    question = {"kind": "ranking", "choices": []}
    put_details(line(choice_filter="selected(${why}, name)"), question, form)
    assert question["among"] == "why"
    put_details(line(choice_filter="province = ${p}"), {"kind": "choice"}, form)
    assert "province = ${p}" in form.notes[-1]


def test_title_introduction_and_rules_are_taken_out_of_the_tree():
    form = Form()
    rows = [
        line(type="note", name="form--title", label__vi="Tên"),
        line(type="begin_group", name="form--rules"),
        line(type="note", name="rule--r", label__vi="Sai", relevant="${a} > 1"),
        line(type="end_group"),
    ]
    top, document = tree_of(rows, form.notes), {}
    take_opening(top, document)
    take_rules(top, form)
    assert document == {"title": {"vi": "Tên"}}
    assert form.rules == [{"code": "r", "words": {"vi": "Sai"}}]
    assert top.within == []


def test_settings_have_defaults_that_are_told():
    document, form = {"languages": ["vi"]}, Form()
    put_settings([], document, form)
    assert (document["code"], document["version"], document["official"]) == (
        "bieu_mau_chua_co_ten",
        1,
        False,
    )
    assert form.notes == ["settings: phiên bản “” không phải số thứ tự, đổi thành 1."]


def test_two_lists_of_one_name_stay_two_scales():
    form = Form()
    first = form.scale_named("s", {"options": [1]})
    assert (first, form.scale_named("s", {"options": [1]})) == ("s", "s")
    assert form.scale_named("s", {"options": [2]}) == "s_2"


def test_a_condition_that_waits_is_settled_or_told():
    form = Form(meant={"a": Meant("a", "number", {})})
    known, told = {"code": "b", "kind": "text"}, {"code": "c", "kind": "text"}
    first = {"code": "a", "kind": "number"}
    form.sections = [{"code": "s", "questions": [first, known, told]}]
    form.waiting = [
        Waiting(told, "when", ("pulldata(1)",), "", "dòng 4"),
        Waiting(known, "when", ("${a} > 1",), "a   > 1", "dòng 3"),
    ]
    form.settle()
    assert known["when"] == "a   > 1"
    assert "when" not in told
    assert form.notes == [
        "dòng 4: điều kiện “pulldata(1)” không diễn đạt được ở đây; xin viết lại."
    ]


def test_dont_know_beside_a_number_is_a_row_of_its_own():
    question = {"code": "n", "kind": "number", "words": {"vi": "Mấy?"}, "source": "thử"}
    rows = list(rows_of(question | {"allows": ["dont_know"], "required": True}, {}, ("vi",)))
    assert [(row["type"], row["name"]) for row in rows] == [
        ("integer", "n"),
        ("select_one marks--dont_know", "n-mark"),
    ]
    assert rows[0]["required"] == "${n-mark} = ''"
    assert rows[1]["constraint"] == "${n} = ''"


def test_groups_without_end_are_refused_and_not_followed() -> None:
    deep = [Line("survey", number, {"type": "begin_group"}) for number in range(2, 5_002)]
    with pytest.raises(CannotRead, match="lồng nhau quá 20 tầng"):
        tree_of(deep, [])
