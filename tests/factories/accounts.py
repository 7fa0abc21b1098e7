"""Accounts for tests: somebody with a role at a unit, and signed in without a hash."""

import hmac
from base64 import b64encode
from itertools import count

from argon2 import PasswordHasher
from flask.testing import FlaskClient
from flask_wtf.csrf import generate_csrf
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.access.permissions import RoleName
from survey.accounts.models import Account, Role
from survey.accounts.passwords import normal
from survey.accounts.presence import begin
from survey.places.models import Unit

PASSWORD = "một câu dễ nhớ"
SALT = "a test's salt"  # as tests/conftest.py sets it
_numbers = count(1)


def make_account(
    session: Session,
    unit: Unit,
    role: RoleName | str = RoleName.MANAGER,
    *,
    name: str = "Nguyễn Thị Mai",
    email: str | None = None,
    password: str | None = None,
) -> Account:
    """Keep an account at `unit`; without `password` it can only be signed in by `sign_in`."""
    number = next(_numbers)
    account = Account(
        email=email or f"can-bo-{number}@gialai.gov.vn",
        password=_hashed(password) if password else "!",
        name=name,
        unit_id=unit.id,
        fs_uniquifier=f"test-{number}",
        roles=[session.scalars(select(Role).where(Role.name == RoleName(role).value)).one()],
    )
    session.add(account)
    session.flush()
    return account


def sign_in(client: FlaskClient, account: Account) -> None:
    """Let `client` carry the session and the token that signing in would have given it."""
    app = client.application
    with client.session_transaction() as kept, app.test_request_context():
        from flask import session as session_  # the one of the request context

        begin()
        client.environ_base["HTTP_X_CSRFTOKEN"] = generate_csrf()
        kept.update(session_)
        kept["_user_id"] = account.fs_uniquifier
        kept["_fresh"] = True


def _hashed(password: str) -> str:
    # As Flask-Security does it, at argon2's lowest cost: the suite signs in often.
    salted = hmac.digest(SALT.encode(), normal(password).encode(), "sha512")
    return PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(b64encode(salted))
