"""JSON of one meaning, and packed bodies that stay small."""

import gzip

import pytest

from survey.offline import strict
from survey.offline.strict import TooLarge, Unreadable


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"a"',
        b'{"a": NaN}',
        b'{"a": Infinity}',
        b'{"a": 1, "a": 2}',
        b"\xff\xfe",
        b'{"a": ' + b"[" * 100_000,
        b'{"a": ' + b"9" * 10_000 + b"}",
    ],
)
def test_what_has_no_one_meaning_is_unreadable(body):
    with pytest.raises(Unreadable):
        strict.fields(body)


def test_a_bomb_is_found_before_it_bursts():
    bomb = gzip.compress(bytes(strict.LARGEST + 1))
    assert len(bomb) < 20_000
    with pytest.raises(TooLarge):
        strict.inflated(bomb, "gzip")
    assert len(strict.inflated(gzip.compress(bytes(strict.LARGEST)), "gzip")) == strict.LARGEST


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (b"no gzip", "gzip"),
        (gzip.compress(b"{}")[:-4], "gzip"),
        (gzip.compress(b"{}") + b"more", "gzip"),
        (b"{}", "br"),
    ],
)
def test_what_is_badly_packed_is_unreadable(body, encoding):
    with pytest.raises(Unreadable):
        strict.inflated(body, encoding)


def test_a_whole_number_is_neither_true_nor_a_part_nor_beyond_counting():
    assert [strict.whole(value) for value in (1, 2.0, -3, strict.SAFE)] == [1, 2, -3, strict.SAFE]
    for value in (True, 1.5, "1", None, [], float("inf"), strict.SAFE + 1, 10**400):
        assert strict.whole(value) is None
    assert strict.whole(0, 1) is None


def test_text_is_what_every_database_keeps():
    assert strict.text("Quầy", 4) == "Quầy"
    for value in ("a\0b", "\ud800", "abcde", 1, None):
        assert strict.text(value, 4) is None


def test_hexadecimal_is_small_and_of_one_length():
    assert strict.hexadecimal("0a" * 16, 32) == "0a" * 16
    for value in ("0A" * 16, "0a" * 15, "0g" * 16, "٠" * 32, None, 1):
        assert strict.hexadecimal(value, 32) is None
