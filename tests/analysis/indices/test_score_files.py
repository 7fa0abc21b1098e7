import io
import zipfile

import pytest
from openpyxl import Workbook

from analysis.indices.score_files import LARGEST, Unreadable, lines_in


def workbook(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_a_csv_is_read_with_the_numbers_of_its_lines():
    content = '\ufeffa;b\n\n1;"x\ny"\n2;z\n'.encode()
    assert [(n, list(cells)) for n, cells in lines_in(content)] == [
        (1, ["a", "b"]),
        (4, ["1", "x\ny"]),
        (5, ["2", "z"]),
    ]


def test_a_workbook_gives_its_fractions():
    found = list(lines_in(workbook(["a", "b"], [None, None], [46.0415, 2019.0])))
    assert found == [(1, ["a", "b"]), (3, ["46.0415", "2019"])]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK not a workbook", "hỏng"),
        (b"\xff\xfe\x00a", "UTF-8"),
        (b'a,b\n"open,1\n', "ngoặc kép"),
        (b"x" * (LARGEST + 1), "MB"),
        (b"a\n" * 20_002, "20000"),
    ],
)
def test_what_cannot_be_read_is_said(content, words):
    with pytest.raises(Unreadable, match=words):
        list(lines_in(content))


def test_a_workbook_damaged_on_its_way_is_said():
    content = workbook(*([f"Tỉnh {n}", n] for n in range(400)))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.getinfo("xl/worksheets/sheet1.xml")
    told = 0
    for place in range(40, sheet.compress_size, 97):
        damaged = bytearray(content)
        damaged[sheet.header_offset + place] ^= 0xFF
        try:  # where the damage spares the sheet it is read; nothing else may come out
            list(lines_in(bytes(damaged)))
        except Unreadable:
            told += 1
    assert told > 5
