"""Every question as a file: one row a value, nothing the page hides, nothing that runs."""

import csv
import io
from dataclasses import fields

import pytest

from analysis.dashboard.gathering import questions
from analysis.dashboard.question_sheet import QuestionRow, csv_rows, question_rows
from tests.analysis.ledgers import MOMENT, answer, open_campaign
from tests.analysis.questionnaires import OVERALL, WHY, asks, put_on_shelf, questionnaire

ASKED = questionnaire(
    "thu",
    OVERALL,
    {**WHY, "choices": [*WHY["choices"], {"code": "odd", "words": {"vi": "=1+1", "en": "=1+1"}}]},
    asks("paid", "decimal", "Trả bao nhiêu?", decimals=2),
    asks("remark", "text", "Nói gì thêm?"),
)
COLUMNS = (
    *("campaign", "questionnaire", "version", "unit", "question", "row", "value", "label"),
    *("n", "share", "answered", "dont_know", "refused", "not_asked", "skipped"),
    *("responses", "method"),
)


@pytest.fixture
def rows(app, session, land):
    put_on_shelf(app, ASKED)
    campaign = open_campaign(session, land.province, code="K", asks=ASKED)

    def of(*answers, **more) -> list[dict[str, str]]:
        answer(session, campaign, land.ia_le, answers, **more)
        with app.app_context():
            found = questions(session, land.ia_le, campaign, MOMENT, "vi")
            written = csv_rows(question_rows(found), QuestionRow)
        return list(csv.DictReader(io.StringIO(written)))

    return of


def test_the_columns_are_those_other_programs_rely_on():
    assert tuple(field.name for field in fields(QuestionRow)) == COLUMNS


def test_each_value_is_a_row_with_its_share_and_the_silence_of_its_question(rows, land):
    given = [{"overall": 5}] * 6 + [{"overall": 2, "why": ["odd"]}] * 2
    found = rows(*given, {"overall": "~refused"}, {})

    (five,) = [row for row in found if (row["question"], row["value"]) == ("overall", "5")]
    assert five["label"] == "Rất hài lòng"
    assert five["unit"] == land.ia_le.code
    assert (five["campaign"], five["questionnaire"], five["version"]) == ("K", "thu", "1")
    numbers = ("n", "share", "answered", "dont_know", "refused", "not_asked", "skipped")
    assert [five[name] for name in numbers] == ["6", "0.75", "8", "0", "1", "0", "1"]
    assert five["responses"] == "10"
    assert "trên số người trả lời" in five["method"]


def test_the_satisfied_share_comes_with_its_interval(rows):
    found = rows(*[{"overall": 5}] * 6, *[{"overall": 2}] * 2)
    (satisfied,) = [row for row in found if row["value"] == "~satisfied"]
    assert (satisfied["n"], satisfied["share"]) == ("6", "0.75")
    assert satisfied["method"].startswith("Clopper–Pearson 95 %: 34,9 % – 96,8 %")


def test_of_fewer_than_five_nothing_is_told_whatever_they_said(rows):
    found = rows(*[{"overall": 5}] * 10, *[{"why": ["odd"]}] * 4)
    (why,) = [row for row in found if row["question"] == "why"]
    assert why["label"] == "dưới 5 phiếu"
    assert {why[name] for name in ("value", "n", "share", "answered", "skipped")} == {""}


def test_a_label_that_would_run_as_a_formula_is_text(rows):
    found = rows(*[{"overall": 1, "why": ["odd"]}] * 5)
    (odd,) = [row for row in found if row["value"] == "odd"]
    assert odd["label"] == "'=1+1"


def test_numbers_have_their_quartiles_and_words_one_row(rows):
    given = [{"paid": value} for value in ("1.00", "2.00", "3.00", "4.50", "9.00")]
    found = rows(*given, words={"remark": "Tốt"})
    paid = {row["label"]: row["value"] for row in found if row["question"] == "paid"}
    assert paid["Một nửa không quá (trung vị)"] == "3"
    assert (paid["Nhỏ nhất"], paid["Lớn nhất"]) == ("1.00", "9.00")
    (remark,) = [row for row in found if row["question"] == "remark"]
    assert (remark["answered"], remark["value"]) == ("5", "")
