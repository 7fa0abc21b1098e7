import unicodedata

import pytest

from survey.places.spelling import folded


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Phường Quy Nhơn Bắc", "phuong quy nhon bac"),
        ("ĐỐNG  ĐA ", "dong da"),
        ("Xã Ia Ơ", "xa ia o"),
        ("Ea H'Leo", "ea h'leo"),
        ("Tưởng, Ưỡn, Ế, Ỷ", "tuong, uon, e, y"),
    ],
)
def test_marks_and_case_are_left_out(written, plain):
    assert folded(written) == plain
    assert folded(unicodedata.normalize("NFD", written)) == plain
    assert folded(plain) == plain
