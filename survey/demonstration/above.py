"""What the floor above does for the demonstration, if there is one: it keeps and counts.

This floor imports nothing from above, so whoever wires the house says how it is done.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from flask import Flask
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from survey.campaigns.models import Campaign

Totals = Mapping[str, Mapping[str, float]]
_NAME = "demonstration"


class KeepTotals(Protocol):
    """Keeps known totals of a campaign, which its sample is weighted to."""

    def __call__(
        self, session: Session, campaign: Campaign, totals: Totals, *, source: str, at: datetime
    ) -> object:
        """Keep `totals`; the caller commits."""


@dataclass(frozen=True, slots=True)
class Above:
    """Keeping known totals, and counting what stands in the ledger."""

    keep_totals: KeepTotals
    count: Callable[[Engine], object]


def tell(app: Flask, above: Above) -> None:
    """Let the demonstration of `app` do these things."""
    app.extensions[_NAME] = above


def above_of(app: Flask) -> Above | None:
    """Return what the floor above does, or None where there is none."""
    found: Above | None = app.extensions.get(_NAME)
    return found
