"""Choosing a campaign: those one can look at from a unit, and the one shown unless told.

The one door to results: what may not be looked at yet is on no list, and whoever asks for
it by its code is told so; what was drawn is told on a page of its own, by its weights.
"""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from survey.campaigns.kinds import Kind, State
from survey.campaigns.looking import is_plain, is_shown
from survey.campaigns.reading import Listed, campaigns_about


def campaigns_to_see(session: Session, unit_id: int, day: date) -> list[Listed]:
    """Return the campaigns about the unit whose results may be looked at, newest first."""
    return [each for each in campaigns_opened(session, unit_id, day) if is_shown(each.campaign)]


def campaigns_opened(session: Session, unit_id: int, day: date) -> list[Listed]:
    """Return the campaigns about the unit that were ever opened, newest first."""
    about = campaigns_about(session, unit_id, day)
    return [each for each in about if each.state is not State.DRAFT]


def plain(campaigns: Sequence[Listed]) -> list[Listed]:
    """Return those whose shares are told as they were counted."""
    return [each for each in campaigns if is_plain(each.campaign)]


def chosen(campaigns: Sequence[Listed], code: str | None) -> Listed | None:
    """Return the campaign with `code`, or the running routine one when none is named.

    Where no routine one is running it is the newest that needs no weights, or the newest;
    None for a code that is not there.
    """
    if code:
        return next((each for each in campaigns if each.campaign.code == code), None)
    running = (
        each for each in campaigns if each.kind is Kind.ROUTINE and each.state is State.RUNNING
    )
    return next(running, next(iter([*plain(campaigns), *campaigns]), None))
