"""Reading places: units by code and day, and the tree around a unit.

A code means nothing without a day, for a reform gives it to another unit. Where
a reform's links matter they are asked for by name (`predecessors`): nothing here
follows them silently.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from survey.places.models import Succession, Unit
from survey.places.tree import Node, Tree


@dataclass(frozen=True, slots=True)
class Predecessor:
    """A unit that another was made of."""

    unit: Unit
    relation: str
    is_main: bool


def unit_by_code(session: Session, code: str, day: date, level: str | None = None) -> Unit | None:
    """Return the unit with `code` on `day`; None when there is none, or one on each of two levels.

    Codes are unique within a level only, so where two levels share one the caller says which.
    """
    wanted = select(Unit).where(Unit.code == code, stands_on(day))
    if level is not None:
        wanted = wanted.where(Unit.level == level)
    found = session.scalars(wanted.limit(2)).all()
    return found[0] if len(found) == 1 else None


def unit_name(session: Session, unit_id: int) -> str | None:
    """Return the name of the unit as it was."""
    return session.scalar(select(Unit.name).where(Unit.id == unit_id))


def path_of(session: Session, unit: Unit) -> list[Unit]:
    """Return the units from the topmost down to `unit` itself."""
    path = [unit]
    while path[0].parent_id is not None:
        path.insert(0, session.get_one(Unit, path[0].parent_id))
    return path


def children(session: Session, unit_id: int | None, day: date) -> list[Unit]:
    """Return the units directly below `unit_id` (None: the topmost) on `day`, by name."""
    below = Unit.parent_id.is_(None) if unit_id is None else Unit.parent_id == unit_id
    wanted = select(Unit).where(below, stands_on(day))
    return list(session.scalars(wanted.order_by(Unit.name_folded, Unit.code)))


def home_places(session: Session, unit_id: int, day: date) -> dict[str, str]:
    """Return where somebody may live who is asked at `unit_id`: code → name, by name.

    They are the units directly below the topmost one above it; a unit that stands alone
    is its own.
    """
    top = path_of(session, session.get_one(Unit, unit_id))[0]
    return {unit.code: unit.name for unit in children(session, top.id, day) or [top]}


def subtree(unit_id: int, day: date | None) -> Select[tuple[int]]:
    """Return the statement for `unit_id` and all below it, to be used inside another."""
    below = select(Unit.id).where(Unit.id == unit_id).cte("subtree", recursive=True)
    child = select(Unit.id).join(below, Unit.parent_id == below.c.id)
    if day is not None:
        child = child.where(stands_on(day))
    return select(below.union_all(child).c.id)


def subtree_ids(session: Session, unit_id: int, day: date | None = None) -> set[int]:
    """Return `unit_id` and all below it: those that stand on `day`, or all there ever were."""
    return set(session.scalars(subtree(unit_id, day)))


def tree_on(session: Session, unit_ids: Iterable[int], day: date) -> Tree:
    """Return the tree of those of `unit_ids` that stand on `day`."""
    wanted = select(Unit).where(Unit.id.in_(unit_ids), stands_on(day))
    units = session.scalars(wanted.order_by(Unit.name_folded, Unit.code))
    return Tree((_node(unit) for unit in units), day)


def predecessors(session: Session, unit_id: int) -> list[Predecessor]:
    """Return the units that `unit_id` was made of, each with how."""
    wanted = (
        select(Unit, Succession.relation, Succession.is_main)
        .join(Succession, Succession.predecessor_id == Unit.id)
        .where(Succession.successor_id == unit_id)
        .order_by(Unit.name_folded, Unit.code)
    )
    return [Predecessor(*row) for row in session.execute(wanted)]


def stands_on(day: date) -> ColumnElement[bool]:
    """Return the condition that a unit stands on `day`."""
    return and_(Unit.valid_from <= day, or_(Unit.valid_to.is_(None), Unit.valid_to >= day))


def _node(unit: Unit) -> Node:
    return Node(
        *(unit.id, unit.code, unit.name, unit.level),
        *(unit.parent_id, unit.valid_from, unit.valid_to),
    )
