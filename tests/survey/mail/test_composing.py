"""Composing: what a reader's program finds in the bytes, and what it never can."""

import email
import email.policy
from datetime import datetime
from email.header import decode_header, make_header
from email.utils import getaddresses

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from survey.clock import VIETNAM
from survey.mail.composing import CannotCompose, Head, Message, composed, letter_name

A_MOMENT = datetime(2026, 11, 20, 9, 31, 7, tzinfo=VIETNAM)
HEAD = Head(("Sở Nội vụ, tỉnh Gia Lai", "so@tinh.vn"), A_MOMENT)
NAME = letter_name("key", "invitation", 1)
WORDS = "Kính gửi Ông/Bà,\n\nhttps://khao-sat.tinh.vn/i/AbC=_-?x=1\n.\n..hai chấm\nTrân trọng"
ALLOWED = {
    *("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-Auto-Response-Suppress"),
    *("MIME-Version", "Content-Type", "Content-Transfer-Encoding"),
}


def opened(message: Message) -> email.message.EmailMessage:
    raw = composed(message, NAME, HEAD)
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    assert b"\n" not in raw.replace(b"\r\n", b"")
    return email.message_from_bytes(raw, policy=email.policy.default)


def test_a_letter_says_from_whom_to_whom_and_what():
    found = opened(Message("an@xn--tnh-dlz.vn", "Mời tham gia khảo sát", WORDS, "Trần Văn Ẵm"))
    assert found["from"].addresses[0].display_name == "Sở Nội vụ, tỉnh Gia Lai"
    assert found["from"].addresses[0].addr_spec == "so@tinh.vn"
    assert (found["to"].addresses[0].display_name, len(found["to"].addresses)) == ("Trần Văn Ẵm", 1)
    assert found["subject"] == "Mời tham gia khảo sát"
    assert found["message-id"] == f"<{NAME}@tinh.vn>"
    assert found["auto-submitted"] == "auto-generated"
    assert found.get_content().split() == WORDS.split()


def test_the_hour_is_told_and_no_minute():
    assert opened(Message("a@b.vn", "x", "y"))["date"] == "Fri, 20 Nov 2026 09:00:00 +0700"


def test_the_same_letter_is_the_same_bytes():
    message = Message("a@b.vn", "Mời", WORDS, "An", f"<p>{WORDS}</p>")
    assert composed(message, NAME, HEAD) == composed(message, NAME, HEAD)


def test_a_letter_with_two_forms_has_both():
    found = opened(Message("a@b.vn", "Mời", WORDS, "An", "<p>Kính gửi</p>"))
    assert found.get_body(["plain"]).get_content().split() == WORDS.split()
    assert found.get_body(["html"]).get_content().split() == ["<p>Kính", "gửi</p>"]


LINE_ENDS = "\r\n\x00\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029\u202e\ud800"
SIGNS = st.sampled_from(LINE_ENDS + ' ,;:<>@"\\()=?_Bcăđ.')
NASTY = st.text(SIGNS | st.characters(), max_size=150)


@given(NASTY, NASTY, NASTY)
@example("An\r\nBcc: x@y.vn", "Mời\n\nBody", "y")
@example("Hòa, Le Van; x@y.vn", "=?utf-8?q?a=0D=0ABcc=3A_x=40y=2Evn?=", "y")
@example('Trần "Tư" (Huế), x <x@y.vn>', "x" * 150, "y")
def test_nothing_in_a_name_or_a_subject_becomes_a_header(name, subject, text):
    raw = composed(Message("an@b.vn", subject, text + ".", name), NAME, HEAD)
    # As a server of today reads it, and as one of twenty years ago does.
    for policy in (email.policy.default, email.policy.compat32):
        found = email.message_from_bytes(raw, policy=policy)
        assert set(found.keys()) <= ALLOWED
        assert len(found.keys()) == len(set(found.keys()))
        assert not found.defects
        to = [address for _name, address in getaddresses([str(found["to"])])]
        assert to == ["an@b.vn"]
        assert len(found["message-id"]) > 40  # every header it ought to have is still one
    subject_read = str(make_header(decode_header(email.message_from_bytes(raw)["subject"])))
    assert not any(sign in subject_read for sign in "\r\n\x00\u2028")


NO_ADDRESS = ("", "an", "an@b.vn\r\nBcc: x@y.vn", "a@b.vn,", "á@b.vn", "an @b.vn", "a@b@c.vn")


@pytest.mark.parametrize("to", NO_ADDRESS)
def test_an_address_that_is_none_makes_no_letter(to):
    with pytest.raises(CannotCompose):
        composed(Message(to, "x", "y"), NAME, HEAD)


@pytest.mark.parametrize("text", ["", " \n", "x" * 100_001])
def test_words_that_are_none_make_no_letter(text):
    with pytest.raises(CannotCompose):
        composed(Message("a@b.vn", "x", text), NAME, HEAD)


@pytest.mark.parametrize(
    "html",
    [
        "<img src=https://x.vn/1.gif>",
        "<IMG\nSRC='cid:1'>",
        '<p style="background: url(//x)">',
        "<style>p {}</style>",
        "<script>",
        '<td background="x">',
    ],
)
def test_a_letter_that_would_fetch_something_is_none(html):
    with pytest.raises(CannotCompose, match="fetches"):
        composed(Message("a@b.vn", "x", "y", html=html), NAME, HEAD)


def test_a_name_is_one_letters_alone_and_nobodys_to_guess():
    names = {
        letter_name(key, "reminder", round_, subject)
        for key in ("k", "l")
        for round_ in (1, 11)
        for subject in (1, 11)
    }
    assert len(names) == 8
    assert all(name.isalnum() and len(name) == 40 for name in names)
