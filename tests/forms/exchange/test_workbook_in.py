"""A workbook from outside is read with distrust; each refusal is a sentence with a place."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from forms import reading
from forms.exchange import workbook_in
from forms.exchange.imported import CannotRead
from forms.exchange.reading_in import read_file
from forms.exchange.xlsform_out import workbook
from tests.forms.exchange.xlsx import ONE_QUESTION, book, repacked, survey
from tests.forms.tiny import tiny

GOOD = book(ONE_QUESTION)
HEAD = ("type", "name", "label")


def refused(content: bytes, name: str = "phiếu.xlsx") -> str:
    with pytest.raises(CannotRead) as error:
        read_file(name, content)
    return error.value.words


def test_the_good_one_is_read_so_that_the_bad_ones_mean_something():
    assert read_file("phiếu.xlsx", GOOD).document["sections"][0]["questions"][0]["code"] == "q1"


def test_50_megabytes_are_refused_before_anything_is_unpacked():
    assert refused(b"PK" + b"\0" * 50_000_000).startswith("Tệp nặng 50 MB")


def test_macros_are_refused_whatever_the_file_is_called():
    with_macro = repacked(GOOD, **{"xl__vbaProject.bin": b"\xd0\xcf\x11\xe0"})
    for name in ("phiếu.xlsm", "phiếu.xlsx"):
        assert "macro" in refused(with_macro, name)


def test_a_workbook_declared_to_hold_macros_is_refused():
    with ZipFile(BytesIO(GOOD)) as archive:
        types = archive.read("[Content_Types].xml")
    declared = types.replace(b"sheet.main+xml", b"sheet.macroEnabled.main+xml")
    assert "macro" in refused(repacked(GOOD, **{"[Content_Types].xml": declared}))


def test_a_zip_bomb_is_refused_by_what_it_says_it_unpacks_to():
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"\0" * 70_000_000)
    assert len(written.getvalue()) < 100_000
    assert "quá lớn" in refused(written.getvalue())


def test_a_bomb_that_lies_about_its_size_is_refused():
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"\0" * 70_000_000)
    size = (70_000_000).to_bytes(4, "little")
    assert "hỏng" in refused(written.getvalue().replace(size, (10).to_bytes(4, "little")))


def test_thousands_of_parts_are_refused():
    written = BytesIO()
    with ZipFile(written, "w") as archive:
        for number in range(1_001):
            archive.writestr(f"xl/{number}.xml", b"")
    assert "quá lớn" in refused(written.getvalue())


def test_an_entity_bomb_in_a_part_is_refused():
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><sst>&a;</sst>'
    for coded in (bomb, bomb.decode().encode("utf-16")):
        assert "DOCTYPE" in refused(repacked(GOOD, **{"xl__workbook.xml": coded}))


def test_links_to_other_files_are_refused():
    content = repacked(GOOD, **{"xl__externalLinks__externalLink1.xml": b"<externalLink/>"})
    assert "liên kết" in refused(content)


def test_a_formula_in_a_label_is_refused_with_its_cell():
    words = refused(survey(HEAD, ("text", "q1", '=HYPERLINK("http://x","Bấm")')))
    assert words.startswith("Ô survey!C2 là công thức")


def test_an_old_workbook_and_one_with_a_password_are_told_apart():
    assert "đời cũ" in refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    locked = b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    assert "mật khẩu" in refused(locked)


@pytest.mark.parametrize("cut", [4, 30, 500, -1, -30, -400])
def test_a_workbook_cut_short_is_refused(cut):
    assert "hỏng" in refused(GOOD[:cut])


@pytest.mark.parametrize("at", range(60, len(GOOD) - 60, 997))
def test_a_damaged_byte_never_brings_a_librarys_own_complaint(at):
    damaged = GOOD[:at] + bytes([GOOD[at] ^ 0x5A]) + GOOD[at + 1 :]
    try:
        read_file("phiếu.xlsx", damaged)
    except CannotRead as error:
        assert error.words.endswith(".")


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"%PDF-1.7", b"<html></html>"])
def test_other_files_named_xlsx_are_refused(content):
    assert "không phải bảng tính" in refused(content)


@pytest.mark.parametrize(
    "part", ["xl__worksheets__sheet1.xml", "xl__workbook.xml", "xl__sharedStrings.xml"]
)
def test_nonsense_in_a_part_is_refused_in_words(part):
    for nonsense in (b"", b"<a>", b"<worksheet/>", b'<x xmlns="y"><z>1</z></x>'):
        assert refused(repacked(workbook(tiny()), **{part: nonsense})).endswith(".")


def test_too_many_rows_and_columns_are_refused(monkeypatch):
    far = survey(HEAD, *[("note", f"n{number}", "x") for number in range(60)])
    monkeypatch.setattr(workbook_in, "MOST_ROWS", 50)
    assert "50 dòng" in refused(far)
    wide = survey([f"c{number}" for number in range(250)], ["x"] * 250)
    assert "200 cột" in refused(wide)


def test_two_columns_of_one_name_are_refused():
    assert "hai cột cùng tên “label”" in refused(survey((*HEAD, "label"), ("text", "q", "a", "b")))


def test_a_workbook_without_a_survey_is_refused():
    assert "survey" in refused(book({"Sheet1": [("a",), ("b",)]}))
    assert "không có câu hỏi" in refused(survey(HEAD))


def test_html_in_a_label_stays_letters():
    content = survey(HEAD, ("text", "q1", "<script>alert(1)</script> <b>Đậm</b>"))
    words = read_file("a.xlsx", content).document["sections"][0]["questions"][0]["words"]
    assert words == {"vi": "<script>alert(1)</script> <b>Đậm</b>"}


@pytest.mark.parametrize("hidden", ["\u202e", "\u200b", "\u2066", "\ufeff"])
def test_letters_that_cannot_be_seen_are_a_fault_with_its_place(hidden):
    document = read_file("a.xlsx", survey(HEAD, ("text", "q1", f"Chào{hidden} bạn"))).document
    faults = {fault.where: fault.what for fault in reading.faults_of(document)}
    where = "sections[0].questions[0].words.vi"
    assert faults[where] == f"có ký tự không nhìn thấy: U+{ord(hidden):04X}"
