from datetime import date

import pytest

from survey.dossiers.headings import columns_of
from survey.dossiers.lines import Fault, Line, normal_code, read

TODAY = date(2026, 11, 20)
COLUMNS = ("code", "unit_code", "resolving_unit_code", "procedure_code", "field")
COLUMNS += ("received_on", "due_on", "done_on")
GOOD = {"code": "H21.15-1", "unit_code": "21583", "received_on": "2026-11-02"}


def line(**cells: str) -> Line | Fault:
    told = GOOD | cells
    row = [told.get(column, "") for column in COLUMNS]
    return read(7, row, columns_of(COLUMNS).at, TODAY)


def test_a_good_line_says_what_it_says():
    said = line(due_on="15/11/2026", done_on="2026-11-14 16:30", field=" Đất  đai ")
    assert said.due_on == date(2026, 11, 15)
    assert said.done_on == date(2026, 11, 14)
    assert (said.number, said.code, said.procedure_group) == (7, "H21.15-1", "Đất đai")


def test_a_short_row_is_filled_up_with_nothing():
    assert isinstance(read(7, ["a", "21583"], columns_of(COLUMNS).at, TODAY), Fault)


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        ({"received_on": "31/02/2026"}, "ngày tiếp nhận", "không có ngày 31/02/2026"),
        ({"received_on": "2026-13-01"}, "ngày tiếp nhận", "không có ngày"),
        ({"received_on": "hôm qua"}, "ngày tiếp nhận", "dd/MM/yyyy"),
        ({"received_on": "１１/11/2026"}, "ngày tiếp nhận", "dd/MM/yyyy"),
        ({"received_on": ""}, "ngày tiếp nhận", "để trống"),
        ({"received_on": "21/11/2026"}, "ngày tiếp nhận", "chưa tới"),
        ({"received_on": "01/01/1999"}, "ngày tiếp nhận", "ngoài các năm"),
        ({"due_on": "01/11/2026"}, "ngày hẹn trả", "trước ngày tiếp nhận 02/11/2026"),
        ({"done_on": "01/11/2026"}, "ngày trả kết quả", "trước ngày tiếp nhận"),
        ({"done_on": "21/11/2026"}, "ngày trả kết quả", "chưa tới"),
        ({"code": ""}, "mã hồ sơ", "để trống"),
        ({"code": "a;b"}, "mã hồ sơ", "chỉ gồm"),
        ({"code": "=1+1"}, "mã hồ sơ", ""),
        ({"code": "-1"}, "mã hồ sơ", "bắt đầu"),
        ({"code": "A" * 81}, "mã hồ sơ", "tối đa 80"),
        ({"unit_code": ""}, "mã đơn vị tiếp nhận", "để trống"),
        ({"unit_code": "Xã Ia Le"}, "mã đơn vị tiếp nhận", "mã đơn vị chỉ gồm"),
        ({"field": "=HYPERLINK(1)"}, "lĩnh vực", "bắt đầu"),
        ({"field": "Đ" * 121}, "lĩnh vực", "dài 121"),
        ({"field": "An 0912345678"}, "lĩnh vực", "thông tin cá nhân"),
        ({"field": "052099001234"}, "lĩnh vực", "thông tin cá nhân"),
        ({"procedure_code": "an@example.vn"}, "mã thủ tục", "thông tin cá nhân"),
        ({"field": "a\u202eb"}, "lĩnh vực", "không đọc được"),
    ],
)
def test_what_cannot_be_true_is_told_with_its_column(cells, column, words):
    fault = line(**cells)
    assert isinstance(fault, Fault)
    assert (fault.line, fault.column) == (7, column)
    assert words in fault.words


def test_a_message_repeats_no_cell_but_a_day():
    for cells in ({"code": "Nguyễn Văn An"}, {"field": "Nguyễn An 0912345678"}):
        assert "Nguyễn" not in str(line(**cells))


def test_a_code_is_the_same_however_it_is_spaced_and_cased():
    assert normal_code(" h21.15- 0001 ") == normal_code("H21.15-0001") == "H21.15-0001"
    assert normal_code("a" * 81) is normal_code("") is normal_code("a\0b") is None
    assert normal_code("\ud800") is None


def test_a_procedure_code_of_the_national_portal_is_no_telephone():
    assert line(procedure_code="1.004199.000.00.00.H21").procedure_code.startswith("1.004199")
