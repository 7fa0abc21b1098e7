"""Turning points: what rooms above want asked before a campaign opens, or done as it closes.

This room stands below those that draw, invite and interview, and knows none of them. What
is done at the closing is done in its transaction, with every chain locked and the campaign
still open, so the last answers may yet be kept.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from flask import Flask, current_app
from sqlalchemy.orm import Session

from survey.campaigns.models import Campaign
from survey.navigation import Words

Objection = Callable[[Session, Campaign], Words | None]
Act = Callable[[Session, Campaign], None]
_NAME = "turning"


@dataclass(slots=True)
class Turns:
    """What was asked for, in the order of the rooms."""

    objections: list[Objection] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)


def init_app(app: Flask) -> None:
    """Give `app` an empty list, unless it has one."""
    app.extensions.setdefault(_NAME, Turns())


def before_opening(app: Flask, objection: Objection) -> None:
    """Ask `objection` before a campaign opens: what it says, if anything, is in the way."""
    _of(app).objections.append(objection)


def at_closing(app: Flask, act: Act) -> None:
    """Do `act` while a campaign closes, before nothing more is kept."""
    _of(app).acts.append(act)


def objections_to(session: Session, campaign: Campaign) -> list[str]:
    """Return what is in the way of opening `campaign`, as sentences."""
    said = [ask(session, campaign) for ask in _of(current_app).objections]
    return [str(words) for words in said if words]


def close(session: Session, campaign: Campaign) -> None:
    """Do everything that is to be done while `campaign` closes."""
    for act in _of(current_app).acts:
        act(session, campaign)


def _of(app: Flask) -> Turns:
    init_app(app)
    turns: Turns = app.extensions[_NAME]
    return turns
