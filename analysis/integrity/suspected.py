"""Suspicions read for a list, the latest first, and what their places are called."""

from collections.abc import Collection, Sequence

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis.integrity.models import Suspicion
from analysis.integrity.weighing import place_name
from analysis.rollup.models import NO_COUNTER
from survey.places.models import Counter, Unit

MOST_A_PAGE = 50


def list_of(session: Session, unit_ids: Collection[int], page: int = 1) -> list[Suspicion]:
    """Return a page of the units' suspicions, and one more."""
    wanted = (
        select(Suspicion)
        .where(Suspicion.unit_id.in_(unit_ids))
        .order_by(Suspicion.until.desc(), Suspicion.id.desc())
        .limit(MOST_A_PAGE + 1)
        .offset((page - 1) * MOST_A_PAGE)
    )
    return list(session.scalars(wanted))


def places_of(session: Session, suspicions: Sequence[Suspicion]) -> dict[int, str]:
    """Return by suspicion what its place is called: a counter and its unit, or all of a unit."""
    unit_ids = {each.unit_id for each in suspicions}
    counter_ids = {each.counter_id for each in suspicions} - {NO_COUNTER}
    units = {each.id: each for each in session.scalars(select(Unit).where(Unit.id.in_(unit_ids)))}
    wanted = select(Counter).where(Counter.id.in_(counter_ids))
    counters = {each.id: each for each in session.scalars(wanted)}
    return {
        each.id: place_name(units[each.unit_id], counters[each.counter_id])
        if each.counter_id in counters
        else _("Cả đơn vị, %(unit)s", unit=units[each.unit_id].name)
        for each in suspicions
    }
