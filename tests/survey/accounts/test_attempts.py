"""What somebody who guesses can learn: nothing from the words, nothing from the time."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from survey.accounts.attempts import REFUSAL_TAKES_SECONDS, attempt
from survey.accounts.lockout import FREE_FAILURES
from survey.accounts.models import Account
from tests.factories.accounts import PASSWORD, make_account
from tests.factories.places import make_province


@pytest.fixture
def account(session):
    made = make_account(session, make_province(session), password=PASSWORD)
    session.commit()
    return made


def test_no_refusal_is_quicker_for_one_address_than_for_another(app, account):
    def seconds(email: str) -> float:
        started = time.monotonic()
        with app.test_request_context():
            assert attempt(email, "sai rồi nhé") is None
        return time.monotonic() - started

    # Only the floor: how long a busy machine takes beyond it is not ours to say.
    for email in (account.email, "khong-co@gialai.gov.vn"):
        assert seconds(email) >= REFUSAL_TAKES_SECONDS


def test_guesses_made_at_once_are_all_counted(app, session, account):
    email = account.email

    def guess(number: int) -> None:
        with app.test_request_context():
            attempt(email, f"sai lần thứ {number}")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(guess, range(8)))

    session.rollback()
    # Whatever came after the account had gone to rest was not looked at, so not counted.
    assert session.get(Account, account.id).failed_sign_ins == FREE_FAILURES


def test_the_right_password_among_guesses_made_at_once_does_not_open_a_resting_account(
    app, account
):
    with app.test_request_context():
        for _ in range(FREE_FAILURES):
            attempt(account.email, "sai rồi nhé")
        assert attempt(account.email, PASSWORD) is None
