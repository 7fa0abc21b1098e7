"""Attempts to sign in: counted before the password is looked at, equal for everybody.

Counting first means that sixteen guesses at once are sixteen guesses. A wrong
password, an unknown address, a resting and a switched-off account give the same
answer after the same time, so nobody learns which addresses have an account.
"""

import time

from flask_security.utils import hash_password, verify_password
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from survey import clock
from survey.accounts.addresses import known_as
from survey.accounts.lockout import pause_after
from survey.accounts.models import Account
from survey.accounts.passwords import LONGEST, normal
from survey.db import session, writing_session

REFUSAL_TAKES_SECONDS = 0.3
"""Longer than a hash and a commit, so that both drown in it."""


def attempt(email: str, password: str) -> Account | None:
    """Return the account that `email` and `password` open, or None, never saying why."""
    if len(password) > LONGEST:
        return None
    started = time.monotonic()
    account = _counted(writing_session(), known_as(email))
    if account is not None and is_password_of(account, password):
        _forgive(account)
        return account
    if account is None:
        hash_password(normal(password))  # as long as looking at one
    time.sleep(max(0.0, REFUSAL_TAKES_SECONDS - (time.monotonic() - started)))
    return None


def is_password_of(account: Account, password: str) -> bool:
    """Whether `password` is the account's, as checked for somebody already signed in."""
    return len(password) <= LONGEST and verify_password(normal(password), account.password)


def _counted(writer: Session, email: str) -> Account | None:
    now = clock.now()
    account = writer.scalar(select(Account).where(Account.email == email).with_for_update())
    resting = account is not None and account.blocked_until and account.blocked_until > now
    if account is not None and not resting:
        account.failed_sign_ins += 1
        pause = pause_after(account.failed_sign_ins)
        account.blocked_until = now + pause if pause else None
    writer.commit()  # the lock is not held while a password is hashed
    return None if resting or account is None or not account.active else account


def _forgive(account: Account) -> None:
    writing_session().execute(
        update(Account)
        .where(Account.id == account.id)
        .values(failed_sign_ins=0, blocked_until=None)
    )
    session().commit()
