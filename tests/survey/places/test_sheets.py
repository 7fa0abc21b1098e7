import pytest

from survey.places.sheets import read, type_of

HEADER = "code,name,level,parent_code"
LINKS = "predecessor_code,successor_code,relation,note"
GOOD = "52,Tỉnh Gia Lai,tinh,"


def units(*lines, header=HEADER, end="\n"):
    return read("units.csv", end.join((header, *lines)).encode())


def test_a_header_says_whether_a_sheet_is_of_units_or_of_successions():
    assert len(units(GOOD).units) == 1
    assert len(read("s.csv", f"{LINKS}\n1,2,merged,\n".encode()).links) == 1


def test_a_byte_order_mark_and_crlf_are_welcome():
    sheet = read("units.csv", f"\ufeff{HEADER}\r\n{GOOD}\r\n".encode())
    assert sheet.faults == []
    assert sheet.units[0].parent_code == ""


def test_columns_beyond_the_first_are_left_alone():
    sheet = units(GOOD + ",13.9,108.4", header=HEADER + ",latitude,longitude")
    assert sheet.units[0].name == "Tỉnh Gia Lai"


def test_names_are_kept_with_their_marks_joined_to_their_letters():
    assert units("52,Ti\u0309nh Gia Lai,tinh,").units[0].name == "Tỉnh Gia Lai"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("52,Tỉnh Gia Lai,tinh", "có 3 cột, cần 4 cột"),
        ("52,Tỉnh Gia Lai,thon,", "không có cấp “thon”"),
        ("52,Tỉnh Gia Lai,tinh,01", "cấp tinh không có parent_code"),
        ("21553,Xã Ia Le,xa,", "các cấp khác phải có"),
        ("5 2,Tỉnh Gia Lai,tinh,", "mã “5 2”"),
        (",Tỉnh Gia Lai,tinh,", "mã “”"),
        ("52,Gia Lai,tinh,", "phải bắt đầu bằng"),
        ("52,=1+1,tinh,", "phải bắt đầu bằng"),
        ("52," + "Tỉnh " + "a" * 200 + ",tinh,", "phải bắt đầu bằng"),
        ("52,Tỉnh Gia\0 Lai,tinh,", "ký tự điều khiển"),
        ('52,"Tỉnh Gia Lai,tinh,', "dấu ngoặc kép"),
        ("52,Tỉnh " + "a" * 200_000 + ",tinh,", "ô quá dài"),
    ],
)
def test_a_bad_row_is_named_with_its_line_and_costs_no_other(line, reason):
    sheet = units(GOOD, line, "", "64,Tỉnh Khác,tinh,")
    assert [unit.code for unit in sheet.units] == ["52", "64"]
    (fault,) = sheet.faults
    assert (fault.sheet, fault.line) == ("units.csv", 3)
    assert reason in str(fault)
    assert str(fault).startswith("units.csv, dòng 3: ")


def test_letters_that_are_not_utf8_spoil_their_own_line_only():
    sheet = read("u.csv", f"{HEADER}\n".encode() + b"1,T\xff,tinh,\n" + GOOD.encode())
    assert [fault.line for fault in sheet.faults] == [2]
    assert len(sheet.units) == 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "không nhận ra cột"),
        (HEADER.replace(",", ";").encode(), "dấu phẩy"),
        (HEADER.replace(",", "\t").encode(), "dấu phẩy"),
        (b"name,code,level,parent_code\n", "không nhận ra cột"),
        ("code,name".encode("utf-16"), "không nhận ra cột"),
        (b"\x00\xff\xfe\n\n\n", "không nhận ra cột"),
    ],
)
def test_a_sheet_that_is_neither_is_refused_whole(content, reason):
    sheet = read("x.csv", content)
    assert (sheet.units, sheet.links) == ([], [])
    assert reason in str(sheet.faults[0])


def test_a_succession_of_an_unknown_kind_is_refused():
    sheet = read("s.csv", f"{LINKS}\n1,2,moved,\n1,2,split,main\n".encode())
    assert "không có quan hệ “moved”" in str(sheet.faults[0])
    assert sheet.links[0].is_main


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Thị Xã Mường Lay", "Thị xã"), ("Đặc khu Phú Quý", "Đặc khu"), ("Xãhội", ""), ("Xã", "")],
)
def test_the_first_words_of_a_name_are_its_type(name, kind):
    assert type_of(name) == kind
