"""The list of targets: those that concern a unit, and which of them is in force today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from analysis.targets.models import Target
from survey.access import paths
from survey.places.models import Unit


class Turn(StrEnum):
    """Whose turn it is: a target comes, is in force, and gives way to a later one."""

    TO_COME = "to_come"
    IN_FORCE = "in_force"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class ListedTarget:
    """A target as the list shows it; `unit_name` is None for one made for everywhere."""

    target: Target
    unit_name: str | None
    turn: Turn


def targets_about(session: Session, unit_id: int, day: date) -> list[ListedTarget]:
    """Return the targets for everywhere, and for units above and below `unit_id`.

    By kind, unit and procedure group, the latest first.
    """
    concerned = paths.above(session, unit_id) | paths.below(session, unit_id)
    found = session.execute(
        select(Target, Unit.name)
        .outerjoin(Unit, Unit.id == Target.unit_id)
        .where(or_(Target.unit_id.is_(None), Target.unit_id.in_(concerned)))
        .order_by(
            Target.kind.desc(),
            Target.unit_id.is_not(None),
            Unit.name_folded,
            Target.unit_id,
            Target.procedure_group.is_not(None),
            Target.procedure_group,
            Target.valid_from.desc(),
        )
    )
    rows = [(target, name) for target, name in found]
    first = _in_force((target for target, _name in rows), day)
    return [ListedTarget(target, name, _turn(target, first, day)) for target, name in rows]


def _in_force(targets: Iterable[Target], day: date) -> set[int]:
    latest: dict[tuple[str, int | None, str | None], int] = {}
    for target in targets:  # the latest first
        if target.valid_from <= day:
            key = (target.kind, target.unit_id, target.procedure_group)
            latest.setdefault(key, target.id)
    return set(latest.values())


def _turn(target: Target, in_force: set[int], day: date) -> Turn:
    if target.valid_from > day:
        return Turn.TO_COME
    return Turn.IN_FORCE if target.id in in_force else Turn.REPLACED
