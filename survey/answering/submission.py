"""What a browser sent, read strictly: nothing guessed, nothing good thrown away.

A body is read pair by pair. A pair that is broken becomes a fault; the others
stay, so that the form comes back with every answer that was readable.
"""

from dataclasses import dataclass, field
from enum import Enum
from urllib.parse import unquote_to_bytes

LARGEST = 64 * 1024
"""Bytes of body that are read; the longest honest answer is under 20 kB."""

HEARD_OUT = 32 * 1024 * 1024
"""Bytes that are let through unread, so that whoever sends them can be told so."""


class Flaw(Enum):
    """What can be wrong with a body before anybody looks at the answers."""

    TOO_LARGE = "too large"
    NOT_A_FORM = "not a form"
    NOT_UTF_8 = "not UTF-8"
    NUL = "NUL"
    TWICE = "twice"


@dataclass(slots=True)
class Submission:
    """The readable fields of a body, and the first flaw found in it."""

    fields: dict[str, str] = field(default_factory=dict)
    flaw: Flaw | None = None

    def _note(self, flaw: Flaw) -> None:
        self.flaw = self.flaw or flaw


def read(body: bytes, content_type: str, length: int | None = None) -> Submission:
    """Read a urlencoded form from the first LARGEST bytes of a body of `length`."""
    found = Submission()
    if content_type.partition(";")[0].strip().lower() != "application/x-www-form-urlencoded":
        found.flaw = Flaw.NOT_A_FORM
        return found
    pairs = body[:LARGEST].split(b"&")
    if max(len(body), length or 0) > LARGEST:
        found.flaw = Flaw.TOO_LARGE
        pairs = pairs[:-1]  # the last one is cut in the middle
    for pair in pairs:
        _take(found, pair)
    return found


def _take(found: Submission, pair: bytes) -> None:
    if not pair:
        return
    name, _, value = pair.partition(b"=")
    try:
        key, text = _decoded(name), _decoded(value)
    except UnicodeDecodeError:
        found._note(Flaw.NOT_UTF_8)
        return
    if "\0" in key or "\0" in text:
        found._note(Flaw.NUL)
    elif key in found.fields:
        # Which of the two was meant? Nobody knows, so neither is taken.
        found._note(Flaw.TWICE)
        found.fields[key] = ""
    else:
        found.fields[key] = text


def _decoded(quoted: bytes) -> str:
    # Browsers send line ends as CR LF; people typed one line end.
    return unquote_to_bytes(quoted.replace(b"+", b" ")).decode().replace("\r\n", "\n")
