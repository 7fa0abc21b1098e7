"""JSON read strictly: one meaning or none, and never an error that is not ours."""

import json
import zlib

LARGEST_SENT = 2 * 1024 * 1024
LARGEST = 16 * 1024 * 1024
SAFE = 2**53 - 1
"""The largest whole number that every reader of JSON reads as the same."""

_GZIP = 31

Fields = dict[str, object]


class TooLarge(Exception):
    """More than anybody honest sends."""


class Unreadable(Exception):
    """No JSON object, or one of more than one meaning."""


def inflated(body: bytes, encoding: str) -> bytes:
    """Return `body` as it was before it was packed; raise TooLarge before it is too large."""
    if encoding not in ("gzip", "x-gzip"):
        if encoding not in ("", "identity"):
            raise Unreadable(encoding)
        return body
    packer = zlib.decompressobj(_GZIP)
    try:
        plain = packer.decompress(body, LARGEST + 1)
    except zlib.error as error:
        raise Unreadable("gzip") from error
    if len(plain) > LARGEST:
        raise TooLarge
    if not packer.eof or packer.unused_data:
        raise Unreadable("gzip")
    return plain


def fields(body: bytes) -> Fields:
    """Return the object that `body` says; raise Unreadable."""
    try:
        said = json.loads(body.decode(), object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise Unreadable("JSON") from error
    if not isinstance(said, dict):
        raise Unreadable("object")
    return said


def whole(value: object, least: int = -SAFE, most: int = SAFE) -> int | None:
    """Return `value` where it is a whole number within bounds; True is none, 1.5 is none."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    return value if least <= value <= most else None


def text(value: object, longest: int) -> str | None:
    """Return `value` where it is text that every database and file can keep."""
    if not isinstance(value, str) or len(value) > longest or "\0" in value:
        return None
    try:
        value.encode()
    except UnicodeEncodeError:
        return None  # half of a letter
    return value


def hexadecimal(value: object, length: int) -> str | None:
    """Return `value` where it is `length` small hexadecimal digits."""
    if not isinstance(value, str) or len(value) != length:
        return None
    return value if set(value) <= set("0123456789abcdef") else None


def truth(value: object) -> bool | None:
    """Return `value` where it is true or false."""
    return value if isinstance(value, bool) else None


def _once(pairs: list[tuple[str, object]]) -> Fields:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _no_number(name: str) -> object:
    raise ValueError(name)
