import io

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
