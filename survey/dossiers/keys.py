"""API keys: made for one unit, shown once, revoked for good; only their hash is kept."""

import secrets
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey import clock
from survey.diary.writing import note
from survey.dossiers.models import ApiKey

_BEGINNING = "ln_"


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key just made, with the one copy of its words there will ever be."""

    key: ApiKey
    secret: str


def make(session: Session, name: str, unit_id: int, account_id: int | None = None) -> NewKey:
    """Make a key by which dossiers of the unit and below are handed in; the caller commits."""
    # 256 bits of chance need no slow hash: nobody can try them all.
    secret = _BEGINNING + secrets.token_urlsafe(32)
    key = ApiKey(
        name=name,
        unit_id=unit_id,
        key_hash=_hashed(secret),
        made_at=clock.now(),
        made_by=account_id,
    )
    session.add(key)
    session.flush()
    note(session, "api_key.made", name, account_id, unit=unit_id, key=key.id)
    return NewKey(key, secret)


def revoke(session: Session, key: ApiKey, account_id: int | None = None) -> None:
    """End the key from now on; the caller commits."""
    if key.revoked_at is None:
        key.revoked_at = clock.now()
        note(session, "api_key.revoked", key.name, account_id, unit=key.unit_id, key=key.id)


def find(session: Session, secret: str) -> ApiKey | None:
    """Return the key with these words, revoked or not."""
    return session.scalar(select(ApiKey).where(ApiKey.key_hash == _hashed(secret)))


def note_use(session: Session, key: ApiKey, today: date) -> None:
    """Note the day, and never the hour, on which the key was last used."""
    if key.last_used_on != today:
        key.last_used_on = today


def of_units(session: Session, unit_ids: frozenset[int]) -> list[ApiKey]:
    """Return the keys of the units, those that still work first."""
    wanted = select(ApiKey).where(ApiKey.unit_id.in_(unit_ids))
    return list(session.scalars(wanted.order_by(ApiKey.revoked_at.is_not(None), ApiKey.id)))


def _hashed(secret: str) -> str:
    return sha256(secret.encode(errors="replace")).hexdigest()
