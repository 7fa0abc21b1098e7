import secrets

import pytest

from survey.invitations.links import KeyGone
from survey.invitations.sealing import opened, sealed

KEY = b"k" * 32


def entries(count: int) -> list[dict[str, object]]:
    return [{"id": secrets.token_hex(16), "answers": {"q": n}, "words": {}} for n in range(count)]


def test_what_was_sealed_is_opened_in_an_order_that_is_not_theirs():
    given = entries(40)
    found = opened(KEY, sealed(KEY, given))
    assert sorted(found, key=str) == sorted(given, key=str)
    assert [each["answers"] for each in found] != [each["answers"] for each in given]


def test_an_empty_box_holds_nothing():
    assert opened(KEY, b"") == []


def test_another_key_opens_nothing():
    with pytest.raises(KeyGone):
        opened(b"x" * 32, sealed(KEY, entries(3)))


def test_neither_length_nor_bytes_tell_what_came_between_two_copies():
    given = entries(9)
    long = [*given, {"id": "f" * 32, "answers": {}, "words": {"why": "dài " * 500}}]
    first, second, third = sealed(KEY, given), sealed(KEY, given), sealed(KEY, long)
    assert len({first, second, third}) == 3
    assert len({len(first), len(second), len(third)}) == 1
