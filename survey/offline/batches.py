"""A batch: what a tablet says of itself, and the sealed entries it hands over.

What it says of itself is taken where it can be read and left where not; no rating waits
for a battery's reading. An entry that cannot be read is told apart, for it is to be set
aside and not to stop the others.
"""

import json
from dataclasses import dataclass

from survey.offline.clocks import Reading
from survey.offline.strict import (
    SAFE,
    Fields,
    TooLarge,
    Unreadable,
    fields,
    hexadecimal,
    text,
    truth,
    whole,
)

MOST_ENTRIES = 1000
_LONGEST_LETTER = 512 * 1024


@dataclass(frozen=True, slots=True)
class Sealed:
    """One entry, before anybody has opened it; without a letter where it cannot be read."""

    id: str
    number: int | None
    kid: str
    point: str
    letter: str | None
    sent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What the tablet says of itself."""

    app: str | None
    config: str | None
    waiting: int
    battery: int | None
    charging: bool | None
    used: int | None
    quota: int | None
    persisted: bool | None


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch as it was read; `nameless` entries can be named to nobody."""

    nonce: str
    clocks: Reading
    health: Health
    entries: tuple[Sealed, ...]
    nameless: int


def read(body: bytes) -> Batch:
    """Return the batch that `body` says; raise Unreadable or TooLarge."""
    said = fields(body)
    nonce = hexadecimal(said.get("nonce"), 32)
    clocks = clocks_in(said, "sent_at")
    listed = said.get("entries", [])
    if nonce is None or clocks is None or not isinstance(listed, list):
        raise Unreadable("batch")
    if len(listed) > MOST_ENTRIES:
        raise TooLarge
    found = [_sealed(entry) for entry in listed]
    named = {entry.id: entry for entry in reversed(found) if entry is not None}
    return Batch(
        nonce=nonce,
        clocks=clocks,
        health=_health(said),
        entries=tuple(sorted(named.values(), key=lambda entry: entry.number or 0)),
        nameless=sum(entry is None for entry in found),
    )


def clocks_in(said: Fields, wall: str) -> Reading | None:
    """Return what the clocks of a tablet showed, the wall's under the name `wall`."""
    at, session = whole(said.get(wall)), hexadecimal(said.get("session"), 16)
    mono = said.get("mono")
    ran = whole(round(mono) if isinstance(mono, float) and abs(mono) < SAFE else mono)
    if at is None or session is None or ran is None:
        return None
    return Reading(at, session, ran)


def _sealed(entry: object) -> Sealed | None:
    if not isinstance(entry, dict):
        return None
    identity = hexadecimal(entry.get("id"), 32)
    if identity is None:
        return None
    number, kid = whole(entry.get("n"), 1), text(entry.get("kid"), 32)
    point, letter = text(entry.get("k"), 88), text(entry.get("b"), _LONGEST_LETTER)
    is_whole = None not in (number, kid, point)
    # As it came, and in letters that any database keeps.
    sent = json.dumps(entry, sort_keys=True)
    return Sealed(identity, number, kid or "", point or "", letter if is_whole else None, sent)


def _health(said: Fields) -> Health:
    storage = said.get("storage")
    room: Fields = storage if isinstance(storage, dict) else {}
    return Health(
        app=_word(said.get("app"), 40),
        config=_word(said.get("config"), 64),
        waiting=whole(said.get("waiting"), 0) or 0,
        battery=_percent(said.get("battery")),
        charging=truth(said.get("charging")),
        used=whole(room.get("usage"), 0),
        quota=whole(room.get("quota"), 0),
        persisted=truth(room.get("persisted")),
    )


def _word(value: object, longest: int) -> str | None:
    found = text(value, longest)
    return found if found and found.isascii() and found.isprintable() else None


def _percent(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        return None
    return round(value * 100)
