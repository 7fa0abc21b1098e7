"""Which promise is in force: for a kind of campaign, in a unit, for a procedure group, on a day.

The nearest is asked first, and of each the latest that has begun: the unit's own for
the group, the unit's own; then of the unit above it, the group's, its own; and so on
up; last what is made for everywhere, the group's before the general one. So whoever is
nearer has the word, even where somebody further up spoke of the group by name (such a
promise is pointed out, see `review`). A whole unit is never held to a group's promise.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis.rollup.pooling import Path
from analysis.targets.check import Promise
from analysis.targets.models import Target
from survey.campaigns.models import Campaign
from survey.clock import day_of

Place = tuple[int | None, str | None]
"""A unit (None: everywhere) and a procedure group (None: all of them together)."""

Promises = Mapping[Place, Promise]
"""The promises in force on one day, by what they are made for."""


def promise_for(
    session: Session, kind: str, path: Path, day: date, group: str | None = None
) -> Promise | None:
    """Return the promise for the unit at the end of `path` (topmost first) on `day`."""
    return nearest(promises_in_force(session, kind, day), path, group)


def promises_in_force(session: Session, kind: str, day: date) -> Promises:
    """Return, for each unit and group that has one, the latest promise begun by `day`."""
    found = session.scalars(
        select(Target)
        .where(Target.kind == kind, Target.valid_from <= day)
        .order_by(Target.valid_from, Target.id)
    )
    # A later row takes the place of an earlier one of the same unit and group.
    return {
        (target.unit_id, target.procedure_group): Promise(
            target.basis_points, target.comparator, target.source
        )
        for target in found
    }


def nearest(promises: Promises, path: Path, group: str | None = None) -> Promise | None:
    """Return the promise that a unit is held to, or one group of its dossiers.

    `path` ends with the unit; the order is that of this module's first lines.
    """
    for place in places(path, group):
        if place in promises:
            return promises[place]
    return None


def places(path: Path, group: str | None = None) -> Iterator[Place]:
    """Yield what a promise may be made for to reach the unit and group, the nearest first."""
    for unit_id in (*reversed(path), None):
        if group:
            yield unit_id, group
        yield unit_id, None


def judged_on(campaign: Campaign, moment: datetime) -> date:
    """Return the day whose promise a campaign is held to.

    That is its last day, or the day it was closed, or `moment`'s, whichever is first.
    """
    return min(campaign.ends_on, day_of(campaign.closed_at or moment))
