"""A ballot: one filled-in questionnaire on its way into the ledger.

It carries the Visit's id, never an address, a device or a name. Words travel
beside the answers: only their salted digests enter the chain, so that words can
be erased later without breaking it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from forms.answers import Answer, canonical
from survey.responses.design import Design


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot:
    """What one person answered, where, in which campaign and by which way."""

    id: str
    campaign_id: int
    unit_id: int
    counter_id: int | None
    questionnaire: str
    version: int
    language: str
    channel: str
    day: date
    minute: int | None
    answers: Mapping[str, Answer]
    words: Mapping[str, str] = field(default_factory=dict)
    flags: frozenset[str] = frozenset()
    procedure_group: str | None = None
    resolving_unit_id: int | None = None
    on_time: bool | None = None
    design: Design | None = None  # how whoever answered was chosen, where somebody chose
    spends: str | None = None  # the mark of a single-use code; never kept with the response


def digest_of(words: str, salt: str) -> str:
    """Return what the chain knows of `words`: a digest nobody can guess back."""
    return sha256(bytes.fromhex(salt) + words.encode()).hexdigest()


def body_of(row: Mapping[str, object]) -> bytes:
    """Return the bytes that are linked for a response row: every column but the link.

    Every column is in, so that whichever is altered, the chain says so. A later column
    is in where it holds something: links from before it was there stay good.
    """
    content = {name: row[name] for name in LINKED_COLUMNS}
    later = {name: row[name] for name in LATER_COLUMNS}
    content |= {name: value for name, value in later.items() if value is not None}
    content["day"] = str(content["day"])
    return canonical(content).encode()


LINKED_COLUMNS = (
    "answers",
    "campaign_id",
    "channel",
    "counter_id",
    "day",
    "id",
    "language",
    "minute",
    "position",
    "questionnaire",
    "salt",
    "unit_id",
    "version",
    "words",
)

LATER_COLUMNS = ("design", "flags", "on_time", "procedure_group", "resolving_unit_id")
