"""Ways on from a campaign's page: a registry, so that rooms above add theirs.

This room knows neither draws nor invitations. Each room says, when it is composed, which
kinds of campaign it has a page for, and in which states; the campaign's page shows the ways
that the actor may follow. The endpoint is asked for with the campaign's code.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from enum import Enum

from flask import Flask, current_app

from survey.campaigns.kinds import Kind, State
from survey.navigation import Words

_NAME = "campaign_links"


@dataclass(frozen=True, slots=True)
class Link:
    """A way on to what another room keeps of campaigns of these kinds.

    `asks` is the name under which the page takes the campaign's code.
    """

    kinds: Collection[Kind]
    endpoint: str
    label: Words
    permission: Enum
    order: int = 50
    states: Collection[State] = field(default=frozenset(State))
    asks: str = "code"


def init_app(app: Flask) -> None:
    """Give `app` an empty list, unless it has one."""
    app.extensions.setdefault(_NAME, [])


def add(app: Flask, link: Link) -> None:
    """Put `link` at its place on the pages of campaigns of its kinds."""
    init_app(app)
    links: list[Link] = app.extensions[_NAME]
    links.append(link)
    links.sort(key=lambda each: each.order)


def open_to(kind: Kind, state: State, permissions: Collection[Enum]) -> list[Link]:
    """Return the ways on from such a campaign that these permissions allow, in order."""
    init_app(current_app)
    links: list[Link] = current_app.extensions[_NAME]
    fit = (each for each in links if kind in each.kinds and state in each.states)
    return [each for each in fit if each.permission in permissions]
