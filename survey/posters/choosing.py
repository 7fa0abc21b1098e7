"""Choosing: whose counters are printed. A closed one never is: its code leads nowhere."""

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from survey.access import paths
from survey.places.models import Counter, Unit
from survey.posters.branding import Branding, branding_of
from survey.posters.faces import face_of
from survey.posters.printing import Placed

MOST_AT_ONCE = 30
"""So many are printed while somebody waits at the page; more than that is a job."""
MOST = 2_000
"""More pages than these would need more memory than a small server has."""


def open_below(session: Session, unit_id: int) -> list[Counter]:
    """Return the open counters of a unit and of all below it, place by place."""
    found = (
        select(Counter)
        .join(Unit, Unit.id == Counter.unit_id)
        .where(Counter.unit_id.in_(paths.below(session, unit_id)), Counter.closed_on.is_(None))
        .order_by(Unit.name_folded, Unit.id, Counter.id)
    )
    return list(session.scalars(found))


def number_below(session: Session, unit_id: int) -> int:
    """Return how many open counters there are at a unit and below it."""
    below = paths.below(session, unit_id)
    counted = select(func.count()).where(Counter.unit_id.in_(below), Counter.closed_on.is_(None))
    return session.scalar(counted.select_from(Counter)) or 0


def placed(session: Session, counters: Iterable[Counter], public_url: str) -> list[Placed]:
    """Return each counter as its print shows it, in the look of its unit."""
    looks: dict[int, Branding] = {}
    found: list[Placed] = []
    for counter in counters:
        if counter.unit_id not in looks:
            looks[counter.unit_id] = branding_of(session, counter.unit_id)
        found.append((face_of(session, counter, public_url), looks[counter.unit_id]))
    return found
