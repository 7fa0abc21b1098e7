"""Forgetting: the key of a quarter is destroyed when its last code has expired.

Looked at whenever a sheet comes in, when the first slip of a day is opened, and by
`survey forget-keys`. From then on no code of that quarter leads to a dossier, and no
mark in the ledger to a code, for anybody.
"""

from datetime import date

from flask import current_app
from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from survey.dossiers import keyring
from survey.dossiers.facts import AFTER_DONE, AFTER_RECEIVED
from survey.dossiers.models import Dossier

_LOOKED = "slip_keys_looked_at"


def forget_daily(session: Session, today: date) -> None:
    """Destroy what has expired, the first time this is asked on a day."""
    if current_app.extensions.get(_LOOKED) != today:
        current_app.extensions[_LOOKED] = today
        forget_expired(session, today)


def forget_expired(session: Session, today: date) -> list[str]:
    """Destroy every key that no code needs any more; return the quarters' names."""
    over = [name for name in keyring.living() if not _is_needed(session, name, today)]
    for quarter in over:
        keyring.destroy(quarter)
    return over


def _is_needed(session: Session, quarter: str, today: date) -> bool:
    if today < keyring.end_of(quarter) + AFTER_RECEIVED:
        return True
    late = exists().where(
        Dossier.received_on >= keyring.first_day(quarter),
        Dossier.received_on < keyring.end_of(quarter),
        Dossier.done_on >= today - AFTER_DONE,
    )
    return bool(session.scalar(select(late)))
