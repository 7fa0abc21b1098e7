from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from survey.objects import of_objects, parsed
from survey.row import CannotRead
from survey.sheets import rows_in


@pytest.fixture
def rows(tmp_path):
    def read(content: bytes | str, name: str = "ho-so.csv"):
        path = tmp_path / "sheet"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return list(rows_in(path, name))

    return read


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_sheet_is_read_however_it_is_separated(rows, separator, start, end):
    text = start + end.join(separator.join(row) for row in (["mã", "ngày"], ["H1", "1/2/2026"]))
    assert [row.cells for row in rows(text)] == [["mã", "ngày"], ["H1", "1/2/2026"]]


def test_a_bad_row_does_not_cost_the_next(rows):
    content = b'a,b\n"open,1\n\xff\xfe,2\n\n"x, y","say ""hi"""\ng,' + b"z" * 200_000 + b"\nh,3"
    told = rows(content)
    assert [(row.number, row.fault is None) for row in told] == [
        (1, True), (2, False), (3, False), (5, True), (6, False), (7, True),
    ]  # fmt: skip
    assert told[3].cells == ["x, y", 'say "hi"']
    assert "UTF-8" in told[2].fault


def test_marks_apart_from_their_letters_are_joined(rows):
    (row,) = rows("Đa\u0302\u0301t")
    assert row.cells == ["Đất"]


def workbook(*rows_: tuple) -> bytes:
    book, written = Workbook(), BytesIO()
    for row in rows_:
        book.active.append(row)
    book.save(written)
    return written.getvalue()


def test_a_workbook_gives_days_and_numbers_as_words(rows):
    told = rows(workbook(("mã", "ngày", "x"), (12, date(2026, 11, 2), None)), "a.xlsx")
    assert told[1].cells == ["12", "2026-11-02", ""]


def test_a_cell_that_is_neither_costs_its_row_only(rows):
    told = rows(workbook(("a",), (1.5,), ("x",), (True,)), "a.xlsx")
    assert [row.fault is None for row in told] == [True, False, True, False]


@pytest.mark.parametrize("part", ["xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml"])
def test_a_workbook_with_a_program_or_a_link_is_refused(rows, part):
    content = BytesIO(workbook(("a",)))
    with ZipFile(content, "a") as archive:
        archive.writestr(part, b"x")
    with pytest.raises(CannotRead, match="macro"):
        rows(content.getvalue(), "a.xlsx")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"PK\x03\x04 cut", "a.xlsx"),
        (b"\xd0\xcf\x11\xe0 old", "a.xls"),
        (b"a\0b\0", "a.csv"),
        (b"{", "a.json"),
        (b'{"dossiers": 3}', "a.json"),
        (b'[{"code": 1, "code": 2}]', "a.json"),
        (b"[1]", "a.json"),
        (b"[" * 100_000, "a.json"),
    ],
)
def test_a_file_that_is_none_is_refused_in_words(rows, content, name):
    with pytest.raises(CannotRead):
        rows(content, name)


def test_a_workbook_cut_short_is_refused(rows):
    with pytest.raises(CannotRead):
        rows(workbook(("a",), ("b",))[:-200], "a.xlsx")


def test_objects_are_rows_under_one_heading():
    told = list(of_objects([{"a": "1", "b": 2}, {"b": None, "c": "3"}, {"a": [1]}, {"a": True}]))
    assert told[0].cells == ["a", "b", "c"]
    assert [row.cells for row in told[1:3]] == [["1", "2", ""], ["", "", "3"]]
    assert all("null" in row.fault for row in told[3:])


def test_numbers_that_are_none_are_no_json():
    for content in (b"NaN", b"[Infinity]", b"\xff", b""):
        with pytest.raises(CannotRead):
            parsed(content)


@pytest.mark.parametrize("part", ["xl/styles.xml", "xl/sharedStrings.xml", "xl/worksheets/x.xml"])
def test_a_workbook_that_swells_in_memory_is_refused_before_it_is_read(tmp_path, part):
    path = tmp_path / "phong.xlsx"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive, archive.open(part, "w") as file:
        for _ in range(151):
            file.write(b" " * 1_000_000)
    with pytest.raises(CannotRead, match="bung ra quá lớn"):
        list(rows_in(path, path.name))
