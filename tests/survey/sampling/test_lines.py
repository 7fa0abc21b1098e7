import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.sampling.headings import columns_of
from survey.sampling.lines import Fault, Line, reader

HEADER = ["code", "stratum", "commune", "village", "size", "họ tên", "địa chỉ", "label:sex"]
GOOD = ["H1", "01", "21583", "T1", "4", "Trần Văn Bình", "Số 5, tổ 2", "M"]
read = reader(columns_of(HEADER))


def changed(column: str, cell: str) -> Line | Fault:
    cells = dict(zip(HEADER, GOOD, strict=True)) | {column: cell}
    return read(7, list(cells.values()))


def test_a_good_line_says_who_may_be_drawn():
    said = Line(7, "H1", "01", "", "21583", "T1", 4, "Trần Văn Bình, Số 5, tổ 2", '{"sex":"M"}')
    assert read(7, GOOD) == said


def test_what_a_file_has_no_column_for_is_left_open():
    assert reader(columns_of(["code"]))(2, ["H1"]) == Line(2, "H1", "", "", "", "", 1, None, "{}")


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        ("size", "0", "lớn hơn 0"),
        ("size", "-3", "lớn hơn 0"),
        ("size", "-1,5", "lớn hơn 0"),
        ("size", "1,5", "số nguyên"),
        ("size", "1.000", "số nguyên"),
        ("size", "4e2", "số nguyên"),
        ("size", "NaN", "số nguyên"),
        ("size", "٣", "số nguyên"),
        ("size", "", "để trống"),
        ("size", "99999999", "nhiều nhất"),
        ("code", "", "để trống"),
        ("code", "H 1", "chỉ gồm"),
        ("code", "H" * 41, "tối đa 40"),
        ("code", "-H1", "không được bắt đầu"),
        ("code", "079123456789", "số định danh"),
        ("village", "", "để trống"),
        ("village", "x" * 41, "dài 41"),
        ("village", "=1+1", "không được bắt đầu"),
        ("stratum", "012345678901", "số định danh"),
        ("họ tên", "Bình 0905123456", "điện thoại"),
        ("họ tên", "binh@example.vn", "điện thoại hoặc thư"),
        ("họ tên", "x" * 201, "dài 201"),
        ("địa chỉ", "y" * 195, "cùng với họ tên"),
        ("label:sex", "z" * 41, "dài 41"),
        ("họ tên", "Bình\u202e", "không đọc được"),
    ],
)
def test_a_line_that_cannot_be_drawn_is_told_with_its_reason(column, cell, words):
    fault = changed(column, cell)
    assert isinstance(fault, Fault)
    assert words in fault.words
    assert str(fault).startswith("dòng 7, cột “")
    assert len(cell) < 3 or cell not in str(fault)  # a cell in the wrong column may name somebody


def test_a_short_line_misses_its_last_cells():
    assert read(7, ["H1"]) == Fault(7, "tầng", "để trống")


@given(st.lists(st.text(max_size=60), max_size=10))
def test_whatever_stands_in_a_line_it_is_read_or_told(cells):
    said = read(3, cells)
    assert isinstance(said, Fault) or (said.size > 0 and said.code and len(said.village) <= 40)
