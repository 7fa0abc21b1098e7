"""Which promise is in force: for a kind of campaign, in a unit, on a day.

A unit's own promise comes before that of the unit above it, and before the one
made for everywhere; of each, the latest that has begun.
"""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis.rollup.pooling import Path
from analysis.targets.check import Promise
from analysis.targets.models import Target
from survey.campaigns.models import Campaign
from survey.clock import day_of

Promises = Mapping[int | None, Promise]
"""The promises in force on one day, by the unit they are made for (None: everywhere)."""


def promise_for(session: Session, kind: str, path: Path, day: date) -> Promise | None:
    """Return the promise for the unit at the end of `path` (topmost first) on `day`."""
    return nearest(promises_in_force(session, kind, day), path)


def promises_in_force(session: Session, kind: str, day: date) -> Promises:
    """Return, for each unit that has one, the latest promise begun by `day`."""
    found = session.scalars(
        select(Target)
        .where(Target.kind == kind, Target.valid_from <= day)
        .order_by(Target.valid_from, Target.id)
    )
    # A later row takes the place of an earlier one of the same unit.
    return {
        target.unit_id: Promise(target.basis_points, target.comparator, target.source)
        for target in found
    }


def nearest(promises: Promises, path: Path) -> Promise | None:
    """Return the promise of the lowest unit on `path` that has one, else the one everywhere."""
    for unit_id in reversed(path):
        if unit_id in promises:
            return promises[unit_id]
    return promises.get(None)


def judged_on(campaign: Campaign, moment: datetime) -> date:
    """Return the day whose promise a campaign is held to.

    That is its last day, or the day it was closed, or `moment`'s, whichever is first.
    """
    return min(campaign.ends_on, day_of(campaign.closed_at or moment))
