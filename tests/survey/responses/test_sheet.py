from datetime import date

import pytest

from survey.responses.sheet import Fault, Header, Line, header_of, lines_of

COLUMNS = "unit_code,campaign,day,channel,form_no,overall,comment"


def read(text: str) -> list[Line | Fault]:
    header = header_of(text.partition("\n")[0])
    assert isinstance(header, Header)
    return list(lines_of(text, header))


def test_a_line_says_where_when_and_what():
    (line,) = read(COLUMNS + "\n21553,TX,2026-11-20,paper,7,5,Tốt\n")
    assert line == Line(
        *(2, "21553", "", "TX", date(2026, 11, 20), "paper", "vi", "7"),
        {"overall": "5", "comment": "Tốt"},
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_columns_may_be_parted_as_vietnamese_spreadsheets_do(delimiter):
    (line,) = read(f"{COLUMNS}\n21553,TX,20/11/2026,paper,7,5,\n".replace(",", delimiter))
    assert (line.day, line.cells) == (date(2026, 11, 20), {"overall": "5"})


@pytest.mark.parametrize(
    ("first_line", "words"),
    [
        ("unit_code,day,channel,overall", "thiếu cột campaign"),
        ("campaign,day,channel,overall", "thiếu cột unit_code"),
        ("unit_code,campaign,day,channel,overall,overall", "có hai lần"),
        ("unit_code|campaign|day|channel|overall", "cách nhau bằng dấu phẩy"),
        ("", "thiếu cột"),
    ],
)
def test_a_wrong_header_is_told(first_line, words):
    fault = header_of(first_line)
    assert isinstance(fault, Fault)
    assert words in fault.words


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("21553,TX,31/06/2026,paper,7,5,", "ngày"),
        ("21553,TX,13/25/2025,paper,7,5,", "ngày"),
        ("21553,TX,2026-11-20,fax,7,5,", "kênh 'fax'"),
        ("21553,TX,2026-11-20,paper,7,5", "có 6 cột"),
        ("21553,TX,2026-11-20,paper,7,5,a,b", "có 8 cột"),
        ("21553,TX,2026-11-20,paper,7,5,a\0b", "ký tự không hợp lệ"),
    ],
)
def test_a_bad_line_is_told_with_its_number_and_costs_no_neighbour(line, words):
    good = "21553,TX,2026-11-20,paper,8,4,"
    bad, fine = read(f"{COLUMNS}\n\n{line}\n{good}\n")
    assert isinstance(bad, Fault)
    assert (bad.line, fine.number) == (3, 4)
    assert words in bad.words


def test_lines_are_numbered_as_an_editor_does_when_words_span_lines():
    first, second = read(COLUMNS + '\n1,TX,2026-11-20,paper,1,5,"a\nb"\n1,TX,2026-11-20,fax,2,5,\n')
    assert (first.number, first.cells["comment"], second.line) == (2, "a\nb", 4)
