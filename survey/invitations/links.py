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

_LETTERS = 26  # 128 bits and a little in base 32
_MARK = 16


class Links:
    """The links of one campaign."""

    def __init__(self, var: Path, campaign_id: int) -> None:
        self._path = var / "invitations" / f"{campaign_id}.key"

    def token(self, invitee_id: int) -> str:
        """Return the token of somebody's link."""
        made = digest(self._key, f"link|{invitee_id}".encode(), "sha256")
        return b32encode(made).decode()[:_LETTERS].lower()

    def forget(self) -> None:
        """Remove the key: from now on no mark leads anywhere."""
        with suppress(FileNotFoundError):
            size = self._path.stat().st_size
            self._path.write_bytes(b"\0" * size)
            self._path.unlink()
            settle(self._path.parent)

    @cached_property
    def _key(self) -> bytes:
        self._path.parent.mkdir(mode=0o700, exist_ok=True)
        return kept(self._path, lambda: secrets.token_bytes(32))


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
