"""Reading dossiers: how many each unit handled, from the counts and never one by one."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from survey.dossiers import keyring
from survey.dossiers.lines import normal_code
from survey.dossiers.models import Dossier, DossierCount, DossierDay, DossierImport
from survey.dossiers.taking import hash_of
from survey.places.models import Unit

MOST_MONTHS, MOST_IMPORTS = 13, 5


@dataclass(frozen=True, slots=True)
class Handled:
    """How many dossiers came in, were done, and were done late."""

    received: int
    done: int
    late: int


@dataclass(frozen=True, slots=True)
class MonthLine:
    """What was handled in one month."""

    month: date
    handled: Handled


@dataclass(frozen=True, slots=True)
class UnitLine:
    """What one unit handled."""

    unit_id: int
    name: str
    handled: Handled


def handled(
    session: Session, since: date, until: date, unit_ids: Collection[int] | None
) -> dict[int, Handled]:
    """Return what each receiving unit handled from `since` to `until`, both included."""
    wanted = (
        select(DossierDay.unit_id, *_sums(DossierDay))
        .where(DossierDay.day >= since, DossierDay.day <= until)
        .group_by(DossierDay.unit_id)
    )
    if unit_ids is not None:
        wanted = wanted.where(DossierDay.unit_id.in_(unit_ids))
    return {unit_id: Handled(*numbers) for unit_id, *numbers in session.execute(wanted)}


def by_month(session: Session, unit_ids: Collection[int]) -> list[MonthLine]:
    """Return the months in which the units handled dossiers, newest first."""
    wanted = (
        select(DossierCount.month, *_sums(DossierCount))
        .where(DossierCount.unit_id.in_(unit_ids))
        .group_by(DossierCount.month)
        .order_by(DossierCount.month.desc())
        .limit(MOST_MONTHS)
    )
    return [MonthLine(month, Handled(*numbers)) for month, *numbers in session.execute(wanted)]


def by_unit(session: Session, unit_ids: Collection[int], month: date) -> list[UnitLine]:
    """Return what each unit handled in `month`, those with the most late ones first."""
    late = func.sum(DossierCount.late)
    wanted = (
        select(Unit.id, Unit.name, *_sums(DossierCount))
        .join(Unit, Unit.id == DossierCount.unit_id)
        .where(DossierCount.unit_id.in_(unit_ids), DossierCount.month == month)
        .group_by(Unit.id, Unit.name, Unit.name_folded)
        .order_by(late.desc(), Unit.name_folded)
    )
    return [UnitLine(unit_id, name, Handled(*n)) for unit_id, name, *n in session.execute(wanted)]


def dossier_by_code(session: Session, code: str) -> Dossier | None:
    """Return the dossier whose own code somebody typed."""
    asked = normal_code(code)
    if asked is None:
        return None
    hashed = hash_of(keyring.hash_key(), asked)
    return session.scalar(select(Dossier).where(Dossier.code_hash == hashed))


def of_day(session: Session, unit_ids: Collection[int], day: date) -> list[Dossier]:
    """Return the dossiers of the units that came in or were done on `day`, by their group."""
    wanted = (
        select(Dossier)
        .where(Dossier.unit_id.in_(unit_ids), Dossier.event_on == day)
        .order_by(Dossier.unit_id, Dossier.procedure_group, Dossier.due_on, Dossier.id)
    )
    return list(session.scalars(wanted))


def recent_imports(session: Session, unit_ids: Collection[int]) -> list[DossierImport]:
    """Return the sheets that were handed in for the units lately, newest first."""
    wanted = (
        select(DossierImport)
        .where(DossierImport.unit_id.in_(unit_ids))
        .order_by(DossierImport.id.desc())
        .limit(MOST_IMPORTS)
    )
    return list(session.scalars(wanted))


def _sums(table: type[DossierCount] | type[DossierDay]) -> list[ColumnElement[int]]:
    return [func.sum(column) for column in (table.received, table.done, table.late)]
