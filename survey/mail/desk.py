"""The desk: who writes which kind of letter, and when there is no use in trying.

Rooms above say who composes their letters; this room knows none of them. A composer is
asked at the moment of sending, reads what it needs in the session it is given, changes
nothing, and returns None for a letter that has become needless.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from flask import Flask
from sqlalchemy.orm import Session

from survey.mail.composing import Message
from survey.mail.models import Letter

Compose = Callable[[Session, Letter], Message | None]
_NAME = "mail"
_FIRST_REST, _LONGEST_REST = 5.0, 300.0
MOST_REFUSED = 10
"""So many letters refused one after another are no fault of the letters."""


@dataclass(slots=True)
class Desk:
    """Who composes what; and until when (by this process's clock) nothing is tried."""

    composers: dict[str, Compose] = field(default_factory=dict)
    until: float = 0.0
    rest: float = 0.0
    refused: int = 0

    def is_resting(self) -> bool:
        """Whether the last try is too recent for another."""
        return time.monotonic() < self.until

    def goes_on(self) -> None:
        """Take note that letters go out."""
        self.rest, self.until, self.refused = 0.0, 0.0, 0

    def has_enough(self) -> bool:
        """Take note of a letter refused; whether these are too many in a row."""
        self.refused += 1
        return self.refused >= MOST_REFUSED

    def stops(self) -> None:
        """Rest, each time for longer."""
        self.rest = min(max(_FIRST_REST, 2 * self.rest), _LONGEST_REST)
        self.until, self.refused = time.monotonic() + self.rest, 0


def desk_of(app: Flask) -> Desk:
    """Return the desk of `app`; an empty one before anybody has registered."""
    found: Desk = app.extensions.setdefault(_NAME, Desk())
    return found


def register(app: Flask, kind: str, compose: Compose) -> None:
    """Let `compose` write the letters called `kind`."""
    desk_of(app).composers[kind] = compose
