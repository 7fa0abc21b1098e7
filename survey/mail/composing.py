"""Composing: a letter's words become the bytes that are handed over.

Whatever a name or a subject holds, it stays in its own line: signs that end a line
anywhere are taken out, and the headers are written here, because the library reads
"=?utf-8?q?=0D=0ABcc…?=" in a subject as what it stands for and then writes that. A letter
fetches nothing when it is opened (no picture, no script, no style from elsewhere), so
nobody learns that it was read.
"""

import hmac
import re
import unicodedata
from base64 import b64encode
from collections.abc import Iterator
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from typing import NamedTuple

LONGEST_SUBJECT, LONGEST_NAME, LONGEST_TEXT = 200, 120, 100_000
_FETCHES = re.compile(
    r"<\s*(?:img|image|svg|script|link|iframe|frame|object|embed|video|audio|source|form|style|base"
    r"|meta)\b|\b(?:src|srcset|background|poster)\s*=|url\s*\(|@import",
    re.I,
)
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\ufeff")
_MAILBOX = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+")
_PLAIN = re.compile(r"[A-Za-z0-9 ]{0,60}")
_WORD_BYTES = 42
"""Of a text this much goes into one encoded word, which has at most 75 signs (RFC 2047)."""


class CannotCompose(ValueError):
    """What was to be sent is no letter; a fault of whoever wrote it, not of the reader."""


class Message(NamedTuple):
    """What a letter says, and to whom: `to` is an address as `addresses.read` returns it."""

    to: str
    subject: str
    text: str
    name: str = ""
    html: str | None = None


class Head(NamedTuple):
    """What stands over every letter: from whom (name and address), and when."""

    sender: tuple[str, str]
    written_at: datetime


def letter_name(key: str, *identity: str | int) -> str:
    """Return the name a letter has for good; without `key` nobody makes out whose it is."""
    said = "|".join(["letter", *map(str, identity)])
    return hmac.new(key.encode(), said.encode(), sha256).hexdigest()[:40]


def composed(message: Message, name: str, head: Head) -> bytes:
    """Return the letter called `name` as bytes, lines ended by CRLF; raises CannotCompose."""
    if not _MAILBOX.fullmatch(message.to) or not message.text.strip():
        raise CannotCompose("a letter needs an address and words")
    if len(message.text) + len(message.html or "") > LONGEST_TEXT:
        raise CannotCompose("a letter of this length is none")
    headers = {
        "From": _mailbox(*head.sender),
        "To": _mailbox(message.name, message.to),
        "Subject": _encoded(_line(message.subject, LONGEST_SUBJECT)),
        # The hour is enough for a reader; the minute would be a record of its own.
        "Date": format_datetime(_hour(head.written_at)),
        "Message-ID": f"<{name}@{head.sender[1].rpartition('@')[2]}>",
        # Nobody's "out of office" is to come back, and no machine is to answer a machine.
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
    lines = "".join(f"{header}: {value}\r\n" for header, value in headers.items())
    return lines.encode("ascii") + _body(message, name)


def _body(message: Message, name: str) -> bytes:
    made = EmailMessage(policy=SMTP)
    made.set_content(_words(message.text), cte="quoted-printable")
    if message.html is not None:
        if _FETCHES.search(message.html):
            raise CannotCompose("a letter fetches nothing when it is opened")
        made.add_alternative(_words(message.html), subtype="html", cte="quoted-printable")
        # Otherwise the boundary is drawn by lot, and the same letter has two forms.
        made.set_boundary(f"=_{name}")
    return made.as_bytes()


def _mailbox(name: str, email: str) -> str:
    one = _line(name, LONGEST_NAME)
    return f"{_encoded(one)} <{email}>" if one else email


def _encoded(line: str) -> str:
    if _PLAIN.fullmatch(line):
        return line
    return "\r\n ".join(
        f"=?utf-8?b?{b64encode(piece.encode()).decode()}?=" for piece in _pieces(line)
    )


def _pieces(line: str) -> Iterator[str]:
    """Cut `line` so that each piece fits an encoded word and no letter is cut in two."""
    piece, length = "", 0
    for sign in line:
        size = len(sign.encode())
        if length + size > _WORD_BYTES:
            yield piece
            piece, length = "", 0
        piece, length = piece + sign, length + size
    yield piece


def _hour(moment: datetime) -> datetime:
    return datetime(*moment.timetuple()[:4], tzinfo=moment.tzinfo)


def _line(text: str, longest: int) -> str:
    one = "".join(" " if _ends_a_line(sign) else sign for sign in text if sign not in _TURNS)
    return " ".join(one.split())[:longest]


def _ends_a_line(sign: str) -> bool:
    return unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp")


def _words(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(
        "".join(" " if _ends_a_line(sign) and sign != "\t" else sign for sign in line)
        for line in lines
    )
