"""Known totals from a sheet: every wrong line is told."""

import pytest

from analysis.samples.sheets import MOST, totals_in
from survey.sheets import rows_of


def read(text: str, name: str = "dan-so.csv"):
    return totals_in(rows_of(text.encode(), name))


def words(text: str) -> list[str]:
    return [f"{each.line}: {each.words}" for each in read(text).wrong]


def test_levels_come_by_variable():
    sheet = read("variable,level,total\nsex,F,2927883.486\nSex,M,10\nage,60+,5\n")
    assert (sheet.totals, sheet.wrong) == (
        {"sex": {"F": 2927883.486, "M": 10.0}, "age": {"60+": 5.0}},
        [],
    )


def test_vietnamese_headings_and_semicolons_are_read():
    assert read("Biến;Mức;Số người\nsex;F;12\n").totals == {"sex": {"F": 12.0}}


@pytest.mark.parametrize("total", ["0", "-1", '"1,5"', "", "NaN", "inf", "1e999", "mười", "٣"])
def test_a_total_that_is_none_is_told_by_its_line(total):
    (told,) = words(f"variable,level,total\nsex,F,1\nsex,M,{total}\n")
    assert told.startswith("3: số người")


def test_a_level_that_comes_twice_is_told():
    assert words("variable,level,total\nsex,F,1\nsex,F,2\n") == [
        "3: mức 'F' của 'sex' đã có ở dòng 2"
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "1: tệp trống"),
        ("a,b\n", "1: thiếu cột biến, mức, số người"),
        ("variable,level,total\n", "1: không có dòng nào"),
        ("variable,level,total\n,F,1\n", "2: để trống cột biến"),
        ("variable,level,total\nsex\n", "2: để trống cột mức"),
        (f"variable,level,total\nsex,{'x' * 81},1\n", "2: cột mức quá dài"),
        ('variable,level,total\nsex,"F,1\n', "2: dấu ngoặc kép"),
    ],
)
def test_what_is_no_line_is_told(text, told):
    assert words(text)[0].startswith(told)


def test_a_sheet_without_end_is_stopped():
    lines = "".join(f"v,{n},1\n" for n in range(MOST + 5))
    assert words(f"variable,level,total\n{lines}")[-1].endswith(f"tệp dài quá {MOST} dòng")
