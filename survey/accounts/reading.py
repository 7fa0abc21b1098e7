"""Reading accounts: one, or all that belong to a unit and what lies below it."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.access import paths
from survey.access.permissions import RoleName
from survey.accounts.models import Account, Role, account_roles
from survey.places.models import Unit


@dataclass(frozen=True, slots=True)
class Listed:
    """An account as the list shows it."""

    id: int
    name: str
    email: str
    role: RoleName
    unit: str
    active: bool


def account(session: Session, account_id: int) -> Account:
    """Return the account with this id."""
    return session.get_one(Account, account_id)


def accounts_in_reach(session: Session, root: int) -> list[Listed]:
    """Return the accounts of `root` and below, those in use first, by name."""
    found = session.execute(
        select(Account.id, Account.name, Account.email, Role.name, Unit.name, Account.active)
        .join(account_roles, account_roles.c.account_id == Account.id)
        .join(Role, Role.id == account_roles.c.role_id)
        .join(Unit, Unit.id == Account.unit_id)
        .where(Account.unit_id.in_(paths.below(session, root)))
        .order_by(Account.active.desc(), Account.name)
    )
    return [Listed(row[0], row[1], row[2], RoleName(row[3]), row[4], row[5]) for row in found]
