"""The ledger: every response is linked to the one before it.

A response is never changed or removed once kept. Its link is the hash of the
link before it and of its own bytes, so a response that is altered, dropped or
slipped in breaks every link after it, and `first_break` says where.

Nothing here knows a database or a request: it is given bytes and gives links.
Whoever can write the table can still rewrite the whole chain. Only links that
lie outside their reach (a citizen's receipt, later a daily seal on paper) tell.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Entry:
    """One response as the ledger sees it."""

    position: int
    body: bytes
    link: str


@dataclass(frozen=True, slots=True)
class Head:
    """Where a chain ends: the position and link of its last entry."""

    position: int
    link: str


@dataclass(frozen=True, slots=True)
class Break:
    """The first place at which a chain does not hold, and what is wrong there."""

    position: int
    fault: str


START = Head(0, GENESIS)
"""The head of a chain that has no entry yet."""


def follow(head: Head, body: bytes) -> Entry:
    """Return the entry that puts `body` after `head`."""
    return Entry(head.position + 1, body, _link(head.link, body))


def first_break(entries: Iterable[Entry], head: Head) -> Break | None:
    """Return where `entries`, in order of position, first fail to lead to `head`."""
    last = START
    for entry in entries:
        if entry.position != last.position + 1:
            return Break(last.position + 1, "missing")
        if entry.link != _link(last.link, entry.body):
            return Break(entry.position, "altered")
        last = Head(entry.position, entry.link)
    if last.position < head.position:
        return Break(last.position + 1, "missing")
    if last != head:
        return Break(last.position, "beyond the head")
    return None


def _link(previous: str, body: bytes) -> str:
    # The body is hashed first so that no choice of body can imitate a link.
    return sha256(bytes.fromhex(previous) + sha256(body).digest()).hexdigest()
