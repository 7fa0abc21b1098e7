"""Chance that anybody can check: each number follows from the published seed.

The number of a unit is the first 53 bits of the SHA-256 of `seed|label|label…` over 2^53.
By hand: `printf '%s' '2024|1/01|001' | sha256sum`, the first 14 hexadecimal digits, over 8
without the remainder, over 2^53. No number depends on another or on an order, so it is
the same whatever was read first, and a unit cannot be moved by adding one elsewhere.

A sign that parts labels is escaped inside them (`\\|`), so two rows of labels never meet.
Nothing guards against whoever tries seeds until the draw pleases: for that the seed is
made known, or taken from a public draw, before the frame is.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256

BITS = 53
_SIGNS = 7  # bytes that hold these bits, and three more


def uniform(seed: str, *labels: str) -> float:
    """Return the number of `labels` under `seed`, in [0, 1)."""
    return _number(sha256(written(seed, *labels).encode()).digest())


def uniforms(seed: str, label: str, codes: Iterable[str]) -> list[float]:
    """Return `uniform(seed, label, code)` for each of many codes, faster."""
    begun = f"{written(seed, label)}|".encode()
    return [_number(sha256(begun + _safe(code).encode()).digest()) for code in codes]


def first(seed: str, label: str, codes: Sequence[str], n: int) -> list[str]:
    """Return the `n` of `codes` with the smallest numbers, smallest first."""
    if n <= 0:
        return []
    numbers = uniforms(seed, label, codes)
    # Most of a long list is never put in order: only who may be among the first.
    last = sorted(numbers)[min(n, len(numbers)) - 1] if numbers else 0.0
    low = sorted(pair for pair in zip(numbers, codes, strict=True) if pair[0] <= last)
    return [code for _number, code in low[:n]]


def shuffled(seed: str, label: str, codes: Iterable[str]) -> list[str]:
    """Return `codes` by their numbers: every order is as likely, whatever order they had."""
    known = list(codes)
    return first(seed, label, known, len(known))


def written(seed: str, *labels: str) -> str:
    """Return what is hashed: what a printed record shows for `sha256sum`."""
    return "|".join([_safe(label) for label in (seed, *labels)])


def path(*codes: str) -> str:
    """Return codes from the top down as one label: "01/001"."""
    return "/".join([code.replace("\\", "\\\\").replace("/", "\\/") for code in codes])


def topmost(path: str) -> str:
    """Return the first code of a path, whatever signs it was written with."""
    first: list[str] = []
    signs = iter(path)
    for sign in signs:
        if sign == "/":
            break
        first.append(next(signs, "") if sign == "\\" else sign)
    return "".join(first)


def _number(digest: bytes) -> float:
    return (int.from_bytes(digest[:_SIGNS]) >> (8 * _SIGNS - BITS)) / 2**BITS


def _safe(label: str) -> str:
    if "|" not in label and "\\" not in label:
        return label
    return label.replace("\\", "\\\\").replace("|", "\\|")
