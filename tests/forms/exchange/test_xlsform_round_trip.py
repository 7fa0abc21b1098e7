"""What travels as XLSForm comes back as it was, and the judge of XLSForms takes it.

The judge is pyxform, which ODK and KoboToolbox convert forms with.
"""

from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from openpyxl import load_workbook
from pyxform.xls2xform import convert

from forms import library, reading
from forms.exchange.imported import CannotWrite, Imported
from forms.exchange.reading_in import read_file
from forms.exchange.xlsform_out import workbook
from forms.questionnaire import Questionnaire
from tests.forms.random_questionnaires import documents, questionnaires
from tests.forms.tiny import tiny, written

SHIPPED = [pytest.param(each, id=f"{each.code}-{each.version}") for each in library.shipped()]


PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
"""Without shrinking: making a whole workbook smaller bit by bit takes minutes."""


def back(content: bytes) -> Imported:
    return read_file("phiếu.xlsx", content)


def judged(content: bytes) -> str:
    """Return the XForm that pyxform makes; it raises where it finds an error."""
    return convert(content, validate=False, file_type=".xlsx").xform


def with_cells(questionnaire: Questionnaire, change: Any) -> bytes:
    """Return the workbook after somebody changed its sheets, as a spreadsheet program would."""
    book = load_workbook(BytesIO(workbook(questionnaire)))
    change(book)
    changed = BytesIO()
    book.save(changed)
    return changed.getvalue()


def without_our_columns(book: Any) -> None:
    for sheet in book.worksheets:
        for cell in reversed(list(sheet[1])):
            if str(cell.value).startswith("langnghe_"):
                sheet.delete_cols(cell.column)


@pytest.mark.parametrize("questionnaire", SHIPPED)
def test_every_shipped_questionnaire_comes_back_the_same(questionnaire):
    found = back(workbook(questionnaire))
    assert found.notes == ()
    assert reading.made(found.document) == questionnaire
    assert reading.made(found.document).digest == questionnaire.digest


@pytest.mark.parametrize("questionnaire", SHIPPED)
def test_every_shipped_questionnaire_passes_the_judge(questionnaire):
    assert f'id="{questionnaire.code}"' in judged(workbook(questionnaire))


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES)
@given(questionnaires())
def test_any_questionnaire_comes_back_the_same_and_passes_the_judge(questionnaire):
    content = workbook(questionnaire)
    found = back(content)
    assert found.notes == ()
    assert reading.made(found.document) == questionnaire
    assert reading.made(found.document).digest == questionnaire.digest
    judged(content)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES)
@given(documents())
def test_without_our_columns_the_same_questions_are_read(document):
    questionnaire = reading.made(document)
    imported = back(with_cells(questionnaire, without_our_columns))
    found = imported.document
    listed = sum("điều kiện" in note for note in imported.notes)
    codes = [question.code for question in questionnaire.questions]
    asked = [each for section in found["sections"] for each in section["questions"]]
    assert [question["code"] for question in asked] == codes
    for question in asked:
        was = questionnaire.question(question["code"])
        assert question["words"] == dict(was.words)
        assert bool(question.get("when")) == bool(was.when) or listed
        assert bool(question.get("required")) == was.is_required
        assert [each["code"] for each in question.get("choices", [])] == [
            choice.code for choice in was.choices
        ]


def test_without_our_columns_what_was_lost_has_a_default_that_is_said():
    found = back(with_cells(tiny(), without_our_columns)).document
    comment = found["sections"][0]["questions"][1]
    assert comment["kind"] == "text"
    assert comment["source"] == "Biểu mẫu nhập từ nơi khác, chưa ghi nguồn"
    assert found["official"] is False


def test_a_label_changed_elsewhere_counts_as_changed():
    def reword(book: Any) -> None:
        for row in book["survey"].iter_rows():
            for cell in row:
                if cell.value == "Nói thêm":
                    cell.value = "Ý kiến khác"

    found = reading.made(back(with_cells(tiny(), reword)).document)
    assert found.question("comment").words["vi"] == "Ý kiến khác"
    assert found.question("overall") == tiny().question("overall")


def test_a_condition_changed_elsewhere_is_believed_rather_than_ours():
    document = written()
    document["sections"][0]["questions"][1]["when"] = "overall <= 1"

    def change(book: Any) -> None:
        for row in book["survey"].iter_rows():
            for cell in row:
                if cell.value == "${overall} <= 1":
                    cell.value = "${overall} = 2"

    content = with_cells(reading.made(document), change)
    assert back(content).document["sections"][0]["questions"][1]["when"] == "overall = 2"


def test_no_cell_is_a_formula_whatever_it_begins_with():
    document = written()
    document["title"]["vi"] = "=1+1"
    document["sections"][0]["questions"][1]["words"]["vi"] = "@SUM(A1)"
    book = load_workbook(BytesIO(workbook(reading.made(document))))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert {"=1+1", "@SUM(A1)"} <= {cell.value for cell in cells}


def test_words_that_would_be_a_reference_there_are_refused_with_their_place():
    document = written()
    document["sections"][0]["questions"][1]["words"]["vi"] = "Giá là ${gia}"
    with pytest.raises(CannotWrite) as refused:
        workbook(reading.made(document))
    assert refused.value.words.startswith("survey, dòng 7, cột label::Tiếng Việt (vi): ")


def test_words_longer_than_a_cell_are_refused():
    document = written()
    document["intro"]["vi"] = "a" * 40_000
    with pytest.raises(CannotWrite, match="32767"):
        workbook(reading.made(document))
