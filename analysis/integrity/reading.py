"""What is apart, read for pages: how much of it stands where, and in which groups it waits.

A group is what came to one counter on one day for one cause: the smallest thing that
can be ruled on, so that nobody picks answers by what they say. Interviews are no part of
it: their supervisors rule on them, one by one (`survey.fieldwork`).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from analysis.rollup.counts import steps_of
from analysis.rollup.models import Apart
from analysis.rollup.pooling import Counts
from analysis.rollup.ruled import Stand
from survey.responses import flags


@dataclass(frozen=True, slots=True)
class Amount:
    """How many responses, and what those of them with an overall answer gave."""

    n: int
    steps: Counts


NONE = Amount(0, {})
KEY = (Apart.day, Apart.campaign_id, Apart.unit_id, Apart.counter_id, Apart.cause)
"""What makes a group, as columns."""
BY_TWO = Apart.cause != flags.UNREVIEWED
"""The condition that two people rule on an answer."""


@dataclass(frozen=True, slots=True, order=True)
class Group:
    """What came to one counter (NO_COUNTER: to none) on one day, and is apart for one cause."""

    day: date
    campaign_id: int
    unit_id: int
    counter_id: int
    cause: str


@dataclass(frozen=True, slots=True)
class Held:
    """A group and how much of it stands where."""

    group: Group
    amounts: Mapping[Stand, Amount]

    def amount(self, stand: Stand) -> Amount:
        """Return how much of the group stands so."""
        return self.amounts.get(stand, NONE)

    @property
    def n(self) -> int:
        """All of the group, ruled on or not."""
        return sum(amount.n for amount in self.amounts.values())


def beside(
    session: Session, campaign_id: int, unit_ids: Collection[int], counter_id: int | None = None
) -> dict[Stand, Amount]:
    """Return how much of a campaign is or was apart in the units, or at one counter."""
    wanted = (
        select(Apart.standing, Apart.overall, func.count())
        .where(Apart.campaign_id == campaign_id, Apart.unit_id.in_(unit_ids))
        .group_by(Apart.standing, Apart.overall)
    )
    if counter_id is not None:
        wanted = wanted.where(Apart.counter_id == counter_id)
    values: dict[Stand, dict[str, int]] = {}
    for standing, overall, n in session.execute(wanted):
        values.setdefault(Stand(standing), {})[overall] = n
    return {stand: _amount(given) for stand, given in values.items()}


def waiting_by_unit(
    session: Session, campaign_id: int, unit_ids: Collection[int]
) -> dict[int, int]:
    """Return by unit how many of its own answers wait for review."""
    found = session.execute(
        select(Apart.unit_id, func.count())
        .where(Apart.campaign_id == campaign_id, Apart.unit_id.in_(unit_ids))
        .where(Apart.standing == Stand.WAITING)
        .group_by(Apart.unit_id)
    )
    return dict(found.all())


def waiting(session: Session, unit_ids: Collection[int]) -> int:
    """Return how many answers of the units wait for review."""
    found = select(func.count()).where(Apart.standing == Stand.WAITING, Apart.unit_id.in_(unit_ids))
    return session.scalar(found.where(BY_TWO)) or 0


def groups_waiting(session: Session, unit_ids: Collection[int]) -> list[Held]:
    """Return the groups of which something waits, the latest day first."""
    some = func.sum(case((Apart.standing == Stand.WAITING, 1), else_=0))
    open_ = (
        select(*KEY)
        .where(Apart.unit_id.in_(unit_ids), Apart.standing != Stand.LATE, BY_TWO)
        .group_by(*KEY)
        .having(some > 0)
        .subquery()
    )
    same = [column == open_.c[column.key] for column in KEY]
    return _held(session, _amounts().join(open_, _all(same)))


def group(session: Session, wanted: Group) -> Held:
    """Return one group, however much of it is left to rule on."""
    found = _held(session, _amounts().where(*same_group(wanted)))
    return found[0] if found else Held(wanted, {})


def same_group(wanted: Group) -> list[Any]:
    """Return the conditions that a response belongs to the group and can be ruled on."""
    return [
        *(column == getattr(wanted, column.key) for column in KEY),
        Apart.standing != Stand.LATE,
        BY_TWO,
    ]


def _all(conditions: list[Any]) -> Any:
    first, *rest = conditions
    for condition in rest:
        first &= condition
    return first


def _amounts() -> Select[Any]:
    return (
        select(*KEY, Apart.standing, Apart.overall, func.count().label("n"))
        .where(Apart.standing != Stand.LATE)
        .group_by(*KEY, Apart.standing, Apart.overall)
    )


def _held(session: Session, wanted: Select[Any]) -> list[Held]:
    values: dict[Group, dict[Stand, dict[str, int]]] = {}
    for row in session.execute(wanted):
        stands = values.setdefault(group_of(row), {})
        stands.setdefault(Stand(row.standing), {})[row.overall] = row.n
    found = [
        Held(each, {stand: _amount(given) for stand, given in stands.items()})
        for each, stands in values.items()
    ]
    return sorted(found, key=lambda held: (-held.group.day.toordinal(), held.group))


def group_of(row: Any) -> Group:
    """Return the group that a row with the columns of `KEY` is of."""
    return Group(row.day, row.campaign_id, row.unit_id, row.counter_id, row.cause)


def _amount(given: Mapping[str, int]) -> Amount:
    return Amount(sum(given.values()), steps_of(given))
