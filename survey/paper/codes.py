"""Form codes: seven symbols and a check symbol, printed on every page and typed by hand.

The symbols are 31, a prime, and the check symbol makes the weighted sum nought: one wrong
symbol, or any two exchanged, always gives a code that is not well formed. The seven are
dealt by chance, so a code says nothing of whom its form was meant for, nor of the next.
"""

import secrets
from collections.abc import Collection
from hashlib import sha256

SYMBOLS = "0123456789ABCDEFGHJKMNPQRTVWXYZ"
LENGTH = 8
_READ = str.maketrans("OILSU", "0115V", "-‐‑–—._")
_VALUES = {symbol: value for value, symbol in enumerate(SYMBOLS)}


def deal(count: int, taken: Collection[str] = ()) -> list[str]:
    """Return `count` new codes, none of them in `taken`, in the order of the alphabet."""
    dealt: set[str] = set()
    while len(dealt) < count:
        body = "".join(secrets.choice(SYMBOLS) for _ in range(LENGTH - 1))
        code = body + check_symbol(body)
        if code not in taken:
            dealt.add(code)
    return sorted(dealt)


def check_symbol(body: str) -> str:
    """Return the symbol that makes the sum of `body` and itself nought."""
    total = sum(weight * _VALUES[symbol] for weight, symbol in enumerate(body, start=2))
    return SYMBOLS[-total % len(SYMBOLS)]


def normal(text: str) -> str:
    """Return what was typed or scanned as it would be kept.

    Small letters, spaces and hyphens are forgiven; O, I, L, S and U are read as the
    symbols they are mistaken for, for no code has them.
    """
    return "".join(text.split()).upper().translate(_READ)


def is_well_formed(code: str) -> bool:
    """Whether `code` could have been dealt: right symbols, right check symbol."""
    if len(code) != LENGTH or not set(code) <= set(SYMBOLS):
        return False
    return check_symbol(code[:-1]) == code[-1]


def printed(code: str) -> str:
    """Return `code` as it stands on paper: in fours."""
    return f"{code[:4]}-{code[4:]}"


def response_id(code: str) -> str:
    """Return the id of the response a form becomes: the same form twice is one response."""
    return sha256(f"paper form {code}".encode()).hexdigest()[:32]


def shuffle(codes: list[str]) -> None:
    """Put `codes` in an order that says nothing."""
    secrets.SystemRandom().shuffle(codes)
