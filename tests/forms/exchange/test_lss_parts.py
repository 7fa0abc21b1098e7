"""A survey's tables, questions and scales, each looked at by itself."""

import pytest

from forms.exchange.form_in import Form
from forms.exchange.lss_matrix import matrix, start
from forms.exchange.lss_questions import questions_of
from forms.exchange.lss_survey import Asked, Part, Survey, unused_attributes
from forms.exchange.lss_tables import Tables, plain, tables_in
from tests.forms.exchange.lss import survey


def asked(type_: str, **more: object) -> Asked:
    row = {"qid": "5", "gid": "2", "sid": "1", "title": "Q1", "type": type_}
    parts = {"rows": [Part("a", {"vi": "Dòng"})], "answers": []} | more
    return Asked(row=row, words={"vi": "Hỏi"}, help={}, **parts)  # type: ignore[arg-type]


def begun() -> Survey:
    return Survey(Tables(), Form(), ["vi"])


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("<p>Một <b>hai</b></p>", "Một hai"),
        ("a &amp; b&nbsp;c", "a & b c"),
        ("x<script>alert(1)</script>y", "x y"),
        ("1 < 2 và 3 > 2", "1 < 2 và 3 > 2"),
        ("<!-- ẩn -->Hiện", "Hiện"),
        ("<!-- <b>ẩn</b> -->Hiện --> nữa", "Hiện --> nữa"),
        ("<STYLE>p{}</Style >Hiện<script>1", "Hiện"),
        ("<script " * 60_000 + "!", ("<script " * 60_000 + "!").strip()),
        ("<!--" * 100_000, ""),
        ("<p></p>", ""),
    ],
)
def test_a_label_is_its_words_without_the_tags(label, words):
    assert plain(label) == words


def test_rows_that_differ_in_language_only_count_once():
    rows = [
        {"qid": 1, "question": "a", "language": "vi"},
        {"qid": 1, "question": "b", "language": "en"},
    ]
    tables = tables_in(survey({"questions": rows}))
    assert len(tables.once("questions", "qid")) == 1
    assert tables.texts("questions", "qid", "question") == {"1": {"vi": "a", "en": "b"}}
    assert tables.of("nothing") == []


def test_answers_that_are_no_numbers_are_numbered_in_their_order_and_told():
    read = begun()
    answers = [Part("A1", {"vi": "Tệ"}), Part("A2", {"vi": "Tốt"})]
    question = next(iter(matrix(asked("F", answers=answers), read)))
    assert [o["value"] for o in read.form.scales[question["scale"]]["options"]] == [1, 2]
    assert read.form.meant["Q1_a"].values == {"A1": "1", "A2": "2"}
    assert read.form.notes[-1].endswith("các mức được đánh số theo thứ tự: A1 = 1, A2 = 2.")


def test_answers_that_rise_keep_their_numbers():
    read = begun()
    answers = [Part("0", {"vi": "Tệ"}), Part("5", {"vi": "Tốt"})]
    question = next(iter(matrix(asked("F", answers=answers), read)))
    assert [o["value"] for o in read.form.scales[question["scale"]]["options"]] == [0, 5]


def test_a_question_begins_with_its_words_and_where_it_comes_from():
    assert start(asked("S"), "line", begun()) == {
        "code": "q1",
        "kind": "line",
        "words": {"vi": "Hỏi"},
        "source": "Nhập từ LimeSurvey, câu Q1",
    }


def test_a_name_stands_for_an_answer_in_the_new_and_the_old_spelling():
    read = begun()
    assert len(questions_of(asked("M", rows=[Part("a", {}), Part("b", {})]), read)) == 1
    assert read.form.meant["Q1_a"] == read.form.meant["1X2X5a"]
    assert read.form.meant["Q1_a"].ticked == "a"


def test_an_exclusive_choice_is_ticked_alone():
    rows = [Part("a", {}), Part("b", {}), Part("c", {})]
    it = asked("M", rows=rows, attributes={"exclude_all_others": "c", "max_answers": "2"})
    question = questions_of(it, begun())[0]
    assert question["choices"][2] == {"code": "c", "words": {}, "exclusive": True}
    assert question["most"] == 2


def test_looks_are_no_loss_and_rules_are():
    it = asked("S", attributes={"cssclass": "x", "statistics_graphtype": "1", "equation": "1"})
    assert unused_attributes(it) == ["equation"]
