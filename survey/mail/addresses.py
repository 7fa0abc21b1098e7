"""Addresses: whether we can write to one, and when two of them are the same mailbox.

Nothing is asked of the network: an address that reads well may still be nobody's, and the
server it is handed to will say so. What stands in a sheet is often a little more than the
address ("Nguyễn Văn A <a@b.vn>", "mailto:…", a space that came along); that is read too.
"""

import re
import unicodedata
from typing import NamedTuple

from email_validator import EmailNotValidError, validate_email

LONGEST = 254
_NAMED = re.compile(r"[^<>]*<([^<>]*)>")
_TOLD_APART = re.compile(r"[;,\s]+")

EMPTY = "chưa có địa chỉ email."
TOO_LONG = f"địa chỉ email dài quá {LONGEST} ký tự."
STRANGE = "địa chỉ email có ký tự không dùng được."
SEVERAL = "một ô chỉ ghi một địa chỉ email."
MARKED = "phần trước @ của địa chỉ email phải viết không dấu."
NOT_ONE = "địa chỉ email chưa đúng dạng, ví dụ: ten@tinh.gov.vn."


class Address(NamedTuple):
    """A mailbox: as it is written to (ASCII alone), and what tells it from all others."""

    email: str
    key: str


class Unusable(NamedTuple):
    """Why nothing can be sent there, in words that go after a column's name."""

    words: str


def read(written: str) -> Address | Unusable:
    """Return the address that `written` holds, or why it holds none."""
    bare = _bare(written)
    if not bare:
        return Unusable(EMPTY)
    if len(bare) > LONGEST:
        return Unusable(TOO_LONG)
    if any(_is_strange(sign) for sign in bare):
        return Unusable(STRANGE)
    if len([part for part in _TOLD_APART.split(bare) if "@" in part]) > 1:
        return Unusable(SEVERAL)
    local, _, domain = bare.rpartition("@")
    if not local.isascii() and domain:
        return Unusable(MARKED)
    return _checked(bare)


def _checked(bare: str) -> Address | Unusable:
    try:
        found = validate_email(bare, check_deliverability=False)
    except (EmailNotValidError, UnicodeError):
        return Unusable(NOT_ONE)
    email = found.ascii_email
    if email is None or len(email) > LONGEST:
        return Unusable(NOT_ONE)
    # No server in use tells "An@" from "an@"; two invitations to one person are worse.
    return Address(email, email.lower())


def _bare(written: str) -> str:
    text = unicodedata.normalize("NFKC", written) if not written.isascii() else written
    # What comes along unseen when a cell is copied: no-break spaces, zero-width signs, a BOM.
    text = text.strip().strip("\u200b\u200c\u200d\u2060\ufeff").strip()
    named = _NAMED.fullmatch(text)
    text = named[1].strip() if named else text
    return text[7:].strip() if text[:7].lower() == "mailto:" else text


def _is_strange(sign: str) -> bool:
    return unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
