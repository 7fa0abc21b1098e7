"""Choosing a campaign: those one can look at from a unit, and the one shown unless told."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from survey.campaigns.kinds import Kind, State
from survey.campaigns.reading import Listed, campaigns_about


def campaigns_to_see(session: Session, unit_id: int, day: date) -> list[Listed]:
    """Return the campaigns about the unit that were ever opened, newest first."""
    about = campaigns_about(session, unit_id, day)
    return [each for each in about if each.state is not State.DRAFT]


def chosen(campaigns: Sequence[Listed], code: str | None) -> Listed | None:
    """Return the campaign with `code`, or the running routine one when none is named.

    Where no routine one is running it is the newest; None for a code that is not there.
    """
    if code:
        return next((each for each in campaigns if each.campaign.code == code), None)
    running = (
        each for each in campaigns if each.kind is Kind.ROUTINE and each.state is State.RUNNING
    )
    return next(running, campaigns[0] if campaigns else None)
