"""Keeping accounts: added, changed, switched off; each act goes into the diary.

An account is never removed: the diary names it.
"""

import secrets
from dataclasses import dataclass

from flask_security.utils import hash_password
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.access.permissions import RoleName
from survey.accounts.addresses import known_as
from survey.accounts.models import Account, Role
from survey.accounts.passwords import normal
from survey.diary.writing import note


class AddressTaken(Exception):
    """Another account is already known by this address."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who gets an account, for which role, at which unit."""

    email: str
    name: str
    role: RoleName
    unit_id: int


def add_account(session: Session, person: Person, password: str, by: int | None = None) -> Account:
    """Add an account for `person`; raises AddressTaken."""
    email = known_as(person.email)
    if find_account(session, email) is not None:
        raise AddressTaken(email)
    account = Account(
        email=email,
        password=hash_password(normal(password)),
        name=person.name,
        unit_id=person.unit_id,
        fs_uniquifier=fresh_uniquifier(),
        roles=[_role(session, person.role)],
    )
    session.add(account)
    note(session, "account.added", email, by, role=person.role, unit=person.unit_id)
    session.flush()
    return account


def change_account(
    session: Session, account: Account, role: RoleName, unit_id: int, by: int
) -> None:
    """Give the account another role or unit."""
    account.roles = [_role(session, role)]
    account.unit_id = unit_id
    note(session, "account.changed", account.email, by, role=role, unit=unit_id)


def set_password(session: Session, account: Account, password: str, by: int | None = None) -> None:
    """Give the account a new password, and end every session it has open."""
    account.password = hash_password(normal(password))
    account.failed_sign_ins = 0
    account.blocked_until = None
    end_sessions(account)
    note(session, "account.password_set", account.email, by)


def switch(session: Session, account: Account, on: bool, by: int) -> None:
    """Switch the account on or off; off ends every session it has open."""
    account.active = on
    end_sessions(account)
    note(session, "account.switched_on" if on else "account.switched_off", account.email, by)


def end_sessions(account: Account) -> None:
    """Make every cookie that was given to this account worthless."""
    account.fs_uniquifier = fresh_uniquifier()


def fresh_uniquifier() -> str:
    """Return a name for the account's sessions that nobody had before."""
    return secrets.token_hex(32)


def find_account(session: Session, email: str) -> Account | None:
    """Return the account known by `email`."""
    return session.scalar(select(Account).where(Account.email == known_as(email)))


def _role(session: Session, name: RoleName) -> Role:
    return session.scalars(select(Role).where(Role.name == name.value)).one()
