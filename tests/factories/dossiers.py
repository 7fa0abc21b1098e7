"""Dossiers for tests: kept without a sheet, with a code of their own."""

from datetime import date
from itertools import count

from sqlalchemy.orm import Session

from survey.dossiers import keyring
from survey.dossiers.counting import Difference
from survey.dossiers.models import Dossier
from survey.dossiers.tables import count as move_counts
from survey.dossiers.taking import hash_of
from survey.places.models import Unit

_numbers = count(1)
A_DAY = date(2026, 11, 20)


def make_dossier(
    session: Session,
    unit: Unit,
    code: str | None = None,
    *,
    group: str | None = "Đất đai",
    resolving: Unit | None = None,
    received_on: date = A_DAY,
    due_on: date | None = None,
    done_on: date | None = None,
) -> Dossier:
    """Keep a dossier of `unit` (needs the application's context for the key)."""
    code = code or f"H21.15-{next(_numbers):06}"
    dossier = Dossier(
        code_hash=hash_of(keyring.hash_key(), code),
        unit_id=unit.id,
        resolving_unit_id=resolving.id if resolving else None,
        procedure_group=group,
        received_on=received_on,
        due_on=due_on,
        done_on=done_on,
        event_on=done_on or received_on,
    )
    session.add(dossier)
    session.flush()
    difference = Difference()
    difference.add({column.name: getattr(dossier, column.name) for column in Dossier.__table__.c})
    move_counts(session.connection(), difference)
    return dossier
