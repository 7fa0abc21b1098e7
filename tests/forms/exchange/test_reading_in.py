"""A file is read by what it is called; what cannot be read is refused in words."""

import pytest

from forms import library, reading
from forms.exchange.imported import CannotRead
from forms.exchange.json_out import json_of
from forms.exchange.reading_in import read_file


def test_every_shipped_questionnaire_comes_back_from_json_the_same():
    for questionnaire in library.shipped():
        found = read_file("phiếu.json", json_of(questionnaire))
        assert found.notes == ()
        assert reading.made(found.document) == questionnaire


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.docx", b"PK", "Chỉ đọc được"),
        ("a", b"", "Chỉ đọc được"),
        ("a.json", b"[1, 2]", "không phải một phiếu"),
        ("a.json", b"{", "Dòng "),
        ("a.json", b'{"a": 1, "a": 2}', "khoá a ghi hai lần"),
        ("a.yaml", b"a: &x 1\nb: *x\n", "Dòng 2: không được dùng bí danh"),
        ("a.yaml", b"\xff\xfe", "UTF-8"),
        ("a.yaml", b"a" * 9_000_000, "8 MB"),
        ("a.yaml", b"a: !!python/object/apply:os.system ['ls']", "YAML"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(name, content, words):
    with pytest.raises(CannotRead, match=words):
        read_file(name, content)
