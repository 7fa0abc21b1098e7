"""The staff menu: a registry, so that upper floors add entries and lower ones know none.

Each room adds its entry when it is composed; the page frame asks for those the
actor may follow.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from flask import Flask, current_app

FIRST_KEPT = 20
"""The order from which entries lead to what an office keeps, no more to what came in."""


class Words(Protocol):
    """Words that are translated when they are shown (`flask_babel.lazy_gettext`)."""

    def __str__(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """One way into a part of the staff side.

    `under` is the address that the pages of the part lie under, if not that of the way in.
    """

    order: int
    label: Words
    endpoint: str
    permission: Enum
    under: str = ""

    @property
    def is_read(self) -> bool:
        """Whether it leads to what has come in, which stands apart from what is kept."""
        return self.order < FIRST_KEPT


def init_app(app: Flask) -> None:
    """Give `app` an empty menu, unless it has one."""
    app.extensions.setdefault("navigation", [])


def add(app: Flask, entry: Entry) -> None:
    """Put `entry` at its place in the menu of `app`."""
    init_app(app)
    entries: list[Entry] = app.extensions["navigation"]
    entries.append(entry)
    entries.sort(key=lambda each: each.order)


def open_to(permissions: Collection[Enum]) -> list[Entry]:
    """Return the entries that somebody with `permissions` may follow, in order."""
    entries: list[Entry] = current_app.extensions["navigation"]
    return [entry for entry in entries if entry.permission in permissions]
