"""What became of handing a letter over, and what whoever hands it over is asked.

`mark` is called at the last moment at which the letter has certainly not gone out. It says
whether it may go; once it has said so, nobody can be sure any more until the end is known.
"""

import re
from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple, Protocol

from survey.mail.models import Way

Mark = Callable[[], bool]
_LONGEST = 160
_ADDRESS = re.compile(r"\S+@\S+")


class Outcome(StrEnum):
    """What became of one letter."""

    SENT = "sent"
    LATER = "later"  # the other side said: not now
    REFUSED = "refused"  # it said: never
    UNSURE = "unsure"  # it was handed over and no answer came
    TAKEN = "taken"  # somebody else has it; nothing went out
    AWAY = "away"  # nothing can be handed over to anybody now; nothing went out


class Posted(NamedTuple):
    """What became of it, and in whose words."""

    outcome: Outcome
    words: str = ""


class Poster(Protocol):
    """Whoever carries letters away, many in a row."""

    way: Way

    def post(self, to: str, name: str, raw: bytes, mark: Mark) -> Posted:
        """Hand over the letter called `name`, asking `mark` at the last moment."""

    def holds(self, name: str) -> bool | None:
        """Whether the letter called `name` has gone out; None where nobody can know."""

    def close(self) -> None:
        """Take leave; the next letter opens it again."""


def quoted(words: str) -> str:
    """Return what another machine said, fit to be kept: one line, no address in it."""
    one = "".join(sign if sign.isprintable() else " " for sign in words)
    return " ".join(_ADDRESS.sub("…", one).split())[:_LONGEST]
