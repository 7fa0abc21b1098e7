"""Passwords: how long they may be, and one that nobody has to think up."""

import secrets
import unicodedata

SHORTEST = 12
LONGEST = 128
"""Longer is refused unread: hashing must not cost whoever is asked to do it."""

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # no l, 1, 0, o, i: read from paper


def random_password() -> str:
    """Return a fresh password of 79 bits in four groups, easy to copy by hand."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
    return "-".join(groups)


def is_fitting(password: str) -> bool:
    """Whether `password` is neither too short nor too long."""
    return SHORTEST <= len(password) <= LONGEST


def normal(password: str) -> str:
    """Return `password` as it is hashed: "ế" typed on any keyboard is one letter."""
    return unicodedata.normalize("NFKD", password)
