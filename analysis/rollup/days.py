"""Reading the tallies of days: what was answered when, in the headline alone.

A page about one question reads one stretch of the table; what speaks of months reads
the tallies of months (`counts`), which are a thirtieth of these.
"""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from analysis.rollup.counts import in_headline, steps_of
from analysis.rollup.models import DayTally
from analysis.rollup.pooling import Counts

Desk = tuple[int, int]
"""A unit's id and its counter's; NO_COUNTER for what came in without one."""


def counts_by_day(  # noqa: PLR0913, PLR0917
    session: Session,
    campaign_id: int,
    question: str,
    unit_ids: Collection[int] | None = None,
    counter_id: int | None = None,
    since: date | None = None,
    until: date | None = None,
) -> dict[date, Counts]:
    """Return the pooled counts of each day with answers, earliest first, both ends included."""
    where = _where(campaign_id, question, unit_ids, since, until)
    if counter_id is not None:
        where.append(DayTally.counter_id == counter_id)
    found = session.execute(
        select(DayTally.day, DayTally.value, func.sum(DayTally.n))
        .where(*where)
        .group_by(DayTally.day, DayTally.value)
        .order_by(DayTally.day)
    )
    values: dict[date, dict[str, int]] = {}
    for day, value, n in found:
        values.setdefault(day, {})[value] = int(n)  # PostgreSQL sums to a Decimal
    return _steps(values)


def counts_by_counter_and_day(  # noqa: PLR0913, PLR0917
    session: Session,
    campaign_id: int,
    question: str,
    unit_ids: Collection[int] | None,
    since: date | None = None,
    until: date | None = None,
) -> dict[Desk, dict[date, Counts]]:
    """Return for each unit and counter the counts of each day with answers, earliest first."""
    key = (DayTally.unit_id, DayTally.counter_id, DayTally.day, DayTally.value)
    found = session.execute(
        select(*key, func.sum(DayTally.n))
        .where(*_where(campaign_id, question, unit_ids, since, until))
        .group_by(*key)
        .order_by(DayTally.unit_id, DayTally.counter_id, DayTally.day)
    )
    desks: dict[Desk, dict[date, dict[str, int]]] = {}
    for unit_id, counter_id, day, value, n in found:
        desks.setdefault((unit_id, counter_id), {}).setdefault(day, {})[value] = int(n)
    return {desk: _steps(days) for desk, days in desks.items()}


def _steps(values: Mapping[date, Mapping[str, int]]) -> dict[date, Counts]:
    return {day: steps for day, given in values.items() if (steps := steps_of(given))}


def _where(
    campaign_id: int,
    question: str,
    unit_ids: Collection[int] | None,
    since: date | None,
    until: date | None,
) -> list[Any]:
    conditions = [
        DayTally.campaign_id == campaign_id,
        DayTally.question == question,
        in_headline(DayTally),
    ]
    if unit_ids is not None:
        conditions.append(DayTally.unit_id.in_(unit_ids))
    if since is not None:
        conditions.append(DayTally.day >= since)
    if until is not None:
        conditions.append(DayTally.day <= until)
    return conditions
