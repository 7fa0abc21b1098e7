"""One-time links: made of a campaign's own key, written down nowhere.

A link's token is worked out from the key and who is invited, when it is mailed and when
those are looked for who have not spent theirs. The database knows two marks of it, each a
hash that leads to nothing: one lets a token in, the other says that it was spent. Without
the key, which lies in a file and is gone once the campaign closes, nobody can say which
mark of the second kind belongs to which of the first.
"""

import secrets
from base64 import b32encode
from contextlib import suppress
from functools import cached_property
from hashlib import sha256
from hmac import digest
from pathlib import Path

from survey.keyfile import kept, settle

FOLDER = "invitations"
_LETTERS = 26  # 128 bits and a little in base 32
_MARK = 16


class KeyGone(Exception):
    """The campaign's key is not where it was: nothing in its boxes can be opened."""


class Links:
    """The links of one campaign, and the key its boxes are sealed with."""

    def __init__(self, var: Path, campaign_id: int) -> None:
        self._path = var / FOLDER / f"{campaign_id}.key"

    def begin(self) -> None:
        """Make the campaign's key, unless it is there."""
        self._path.parent.mkdir(mode=0o700, exist_ok=True)
        kept(self._path, lambda: secrets.token_bytes(32))

    def token(self, invitee_id: int) -> str:
        """Return the token of somebody's link; raises KeyGone."""
        made = digest(self._key, f"link|{invitee_id}".encode(), "sha256")
        return b32encode(made).decode()[:_LETTERS].lower()

    @cached_property
    def box_key(self) -> bytes:
        """The key of the campaign's boxes; raises KeyGone."""
        return digest(self._key, b"box", "sha256")

    def forget(self) -> None:
        """Remove the key: from now on no mark leads anywhere."""
        with suppress(FileNotFoundError):
            size = self._path.stat().st_size
            self._path.write_bytes(b"\0" * size)
            self._path.unlink()
            settle(self._path.parent)

    @cached_property
    def _key(self) -> bytes:
        try:
            return self._path.read_bytes()
        except FileNotFoundError:
            raise KeyGone(str(self._path)) from None


def entry_of(token: str) -> str:
    """Return the mark that lets `token` in."""
    return sha256(f"entry|{token}".encode()).hexdigest()[: 2 * _MARK]


def mark_of(token: str) -> bytes:
    """Return the mark that says `token` was spent."""
    return sha256(f"spent|{token}".encode()).digest()[:_MARK]


def marks_in(spent: bytes) -> set[bytes]:
    """Return the marks a box holds."""
    return {spent[at : at + _MARK] for at in range(0, len(spent), _MARK)}


def joined(marks: set[bytes]) -> bytes:
    """Return marks as a box holds them: in the order of their own bytes, whichever came first."""
    return b"".join(sorted(marks))
