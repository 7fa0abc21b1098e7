"""Addresses as they stand in sheets: read, refused in words, told apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.mail import addresses
from survey.mail.addresses import Address, Unusable, read


@pytest.mark.parametrize(
    ("written", "email"),
    [
        ("an@tinh.gov.vn", "an@tinh.gov.vn"),
        (" \tan@tinh.gov.vn\u00a0\r\n", "an@tinh.gov.vn"),
        ("\ufeffan@tinh.gov.vn\u200b", "an@tinh.gov.vn"),
        ("Nguyễn Văn An <an@tinh.gov.vn>", "an@tinh.gov.vn"),
        ("mailto:an@tinh.gov.vn", "an@tinh.gov.vn"),
        ("an+to1@tinh.gov.vn", "an+to1@tinh.gov.vn"),
        ("ａｎ＠tinh.gov.vn", "an@tinh.gov.vn"),
        ("an@tỉnh.vn", "an@xn--tnh-dlz.vn"),
    ],
)
def test_an_address_is_read_through_what_comes_along(written, email):
    assert read(written) == Address(email, email)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("", addresses.EMPTY),
        (" \u00a0\u200b", addresses.EMPTY),
        ("mailto:", addresses.EMPTY),
        ("a" * 300 + "@b.vn", addresses.TOO_LONG),
        ("an@b.vn\r\nBcc: x@y.vn", addresses.STRANGE),
        ("an@b.vn\u2028Bcc: x@y.vn", addresses.STRANGE),
        ("an\x00@b.vn", addresses.STRANGE),
        ("an\u202e@b.vn", addresses.STRANGE),
        ("\ud800@b.vn", addresses.STRANGE),
        ("an@b.vn; binh@b.vn", addresses.SEVERAL),
        ("an@b.vn,binh@b.vn", addresses.SEVERAL),
        ("án@b.vn", addresses.MARKED),
        *((each, addresses.NOT_ONE) for each in ("an", "an@", "@b.vn", "an@b", "an@@b.vn")),
        *((each, addresses.NOT_ONE) for each in ("an b@c.vn", '"a b"@c.vn', "a@[127.0.0.1]")),
        *((each, addresses.NOT_ONE) for each in (".a@b.vn", "a..b@c.vn", "a@-b.vn", "a@b.vn.")),
        *((each, addresses.NOT_ONE) for each in ("a@localhost", "a@x.test", "0912345678")),
    ],
)
def test_what_cannot_be_written_to_is_refused_in_words(written, words):
    assert read(written) == Unusable(words)


def test_two_spellings_of_one_mailbox_are_the_same():
    assert read("An@Tinh.GOV.vn").key == read("an@tinh.gov.vn").key == "an@tinh.gov.vn"
    assert read("an@TỈNH.vn").key == read("An@tỉnh.vn").key == "an@xn--tnh-dlz.vn"


@given(st.text(max_size=60) | st.from_regex(r"[^@]{0,9}@[^@]{0,20}\.vn", fullmatch=True))
def test_whatever_is_written_is_answered(written):
    found = read(written)
    if isinstance(found, Address):
        assert found.email.isascii()
        assert found.email.isprintable()
        assert " " not in found.email
        assert read(found.email) == found
    else:
        assert found.words.endswith(".")
