"""Making a promise: a target is added, never changed, and never for days that are past.

Nor for days on which its unit does not stand. How it is made and refused is the same
on a page and on the command line.
"""

import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis.targets.check import WHOLE
from analysis.targets.models import Target
from survey.diary.writing import note
from survey.dossiers.lines import LONGEST_GROUP
from survey.places.models import Unit

_LONGEST_SOURCE = 200


class Objection(StrEnum):
    """Why a target cannot be made."""

    IN_THE_PAST = "in_the_past"
    STANDS_ALREADY = "stands_already"
    NO_SUCH_SHARE = "no_such_share"
    UNKNOWN_COMPARATOR = "unknown_comparator"
    UNKNOWN_KIND = "unknown_kind"
    NO_SOURCE = "no_source"
    NO_SUCH_GROUP = "no_such_group"
    BEFORE_THE_UNIT = "before_the_unit"
    AFTER_THE_UNIT = "after_the_unit"


class TargetRefused(Exception):
    """The target cannot be made; `objection` says why."""

    def __init__(self, objection: Objection) -> None:
        super().__init__(objection.value)
        self.objection = objection


@dataclass(frozen=True, slots=True)
class NewTarget:
    """A promise about to be made; `unit_id` None means everywhere, no group all of them."""

    kind: str
    unit_id: int | None
    basis_points: int
    comparator: str
    valid_from: date
    source: str
    procedure_group: str | None = None


def promise(session: Session, new: NewTarget, today: date, account_id: int | None = None) -> Target:
    """Add the target and write it in the diary; the caller commits.

    Raises TargetRefused, before anything is written.
    """
    objection = objection_to(new, today) or _objection_of_place(session, new)
    if objection is None and _stands(session, new):
        objection = Objection.STANDS_ALREADY
    if objection is not None:
        raise TargetRefused(objection)
    target = Target(
        kind=new.kind,
        unit_id=new.unit_id,
        procedure_group=_group_of(new),
        basis_points=new.basis_points,
        comparator=new.comparator,
        valid_from=new.valid_from,
        source=new.source.strip(),
    )
    session.add(target)
    session.flush()
    note(
        session,
        "target.promised",
        f"{new.kind} {new.comparator} {new.basis_points}",
        account_id,
        unit_id=new.unit_id,
        valid_from=new.valid_from.isoformat(),
        source=target.source,
        procedure_group=target.procedure_group,
    )
    return target


def objection_to(new: NewTarget, today: date) -> Objection | None:
    """Return what speaks against the target by itself, or None."""
    source = new.source.strip()
    objections = {
        Objection.UNKNOWN_KIND: new.kind not in ("routine", "ad_hoc"),
        Objection.UNKNOWN_COMPARATOR: new.comparator not in (">", ">="),
        Objection.NO_SUCH_SHARE: not 0 < new.basis_points < WHOLE,
        Objection.IN_THE_PAST: new.valid_from < today,
        Objection.NO_SOURCE: not 0 < len(source) <= _LONGEST_SOURCE,
        Objection.NO_SUCH_GROUP: len(_group_of(new) or "") > LONGEST_GROUP,
    }
    return next((objection for objection, speaks in objections.items() if speaks), None)


def _group_of(new: NewTarget) -> str | None:
    # As dossiers have it, so that the names meet.
    words = " ".join((new.procedure_group or "").split())
    return unicodedata.normalize("NFC", words) or None


def _objection_of_place(session: Session, new: NewTarget) -> Objection | None:
    unit = session.get(Unit, new.unit_id) if new.unit_id is not None else None
    if unit is None:
        return None
    if new.valid_from < unit.valid_from:
        return Objection.BEFORE_THE_UNIT
    if unit.valid_to is not None and new.valid_from > unit.valid_to:
        return Objection.AFTER_THE_UNIT
    return None


def _stands(session: Session, new: NewTarget) -> bool:
    # The unique constraint does not see that two rows for everywhere (NULL) are the same.
    same = select(Target.id).where(
        Target.kind == new.kind,
        Target.valid_from == new.valid_from,
        Target.unit_id.is_not_distinct_from(new.unit_id),
        Target.procedure_group.is_not_distinct_from(_group_of(new)),
    )
    return session.scalar(same.limit(1)) is not None
