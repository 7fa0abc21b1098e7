"""Single-use codes: a dossier's number, sealed so that only the key of its quarter opens it.

A code is eighty bits: a tag over the number and the dossier's hash, then the number
masked by the tag. The same dossier always has the same code, so that its receipt, a
supplement request, a refusal and its result share one. No code is stored anywhere.
`mark_of` gives what the ledger keeps when a code is spent; without the key neither a
code nor a mark leads to a dossier, and the key is destroyed in time (`keyring`).

Binding the dossier's hash into the tag keeps a slip from speaking for another dossier
where a database was restored and its numbers dealt again.
"""

from base64 import b32encode
from hashlib import sha256
from hmac import compare_digest, digest

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16
_TAG, _NUMBER = 6, 4
_BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_WRITTEN = str.maketrans(_BASE32, ALPHABET)
_READ = str.maketrans("OIL", "011", "-‐‑–—._")
_VALUES = {symbol: value for value, symbol in enumerate(ALPHABET)}


def seal(key: bytes, number: int, code_hash: bytes) -> str:
    """Return the code of the dossier with this number and hash."""
    tag = _tag(key, number, code_hash)
    sealed = tag + _masked(key, tag, number.to_bytes(_NUMBER, "big"))
    return b32encode(sealed).decode().translate(_WRITTEN)


def printed(code: str) -> str:
    """Return `code` as it stands on paper: in fours."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def normal(text: str) -> str | None:
    """Return the code somebody typed or scanned, or None where it can be none.

    Small letters, spaces, hyphens, and O, I and L for 0 and 1 are forgiven.
    """
    asked = "".join(text.split()).upper().translate(_READ)
    is_one = len(asked) == LENGTH and all(symbol in _VALUES for symbol in asked)
    return asked if is_one else None


def number_in(key: bytes, code: str) -> int:
    """Return the number `code` would hold under `key`; `is_genuine` says whether it does."""
    sealed = _sealed(code)
    return int.from_bytes(_masked(key, sealed[:_TAG], sealed[_TAG:]), "big")


def is_genuine(key: bytes, code: str, code_hash: bytes) -> bool:
    """Whether `code` was sealed under `key` for the dossier with this hash."""
    tag = _tag(key, number_in(key, code), code_hash)
    return compare_digest(tag, _sealed(code)[:_TAG])


def mark_of(key: bytes, code: str) -> str:
    """Return what is kept when `code` is spent: 32 hexadecimal digits."""
    return digest(_own(key, b"mark"), _sealed(code), sha256).hex()[:32]


def _sealed(code: str) -> bytes:
    value = 0
    for symbol in code:
        value = value << 5 | _VALUES[symbol]
    return value.to_bytes(_TAG + _NUMBER, "big")


def _tag(key: bytes, number: int, code_hash: bytes) -> bytes:
    told = number.to_bytes(_NUMBER, "big") + code_hash
    return digest(_own(key, b"tag"), told, sha256)[:_TAG]


def _masked(key: bytes, tag: bytes, number: bytes) -> bytes:
    mask = digest(_own(key, b"mask"), tag, sha256)
    return bytes(a ^ b for a, b in zip(number, mask, strict=False))


def _own(key: bytes, purpose: bytes) -> bytes:
    return digest(key, b"slip " + purpose, sha256)
