"""Accounts are added, changed and switched off, and the diary says by whom."""

import pytest
from flask_security.utils import verify_password
from sqlalchemy import select

from survey import db
from survey.access.permissions import RoleName
from survey.accounts import keeping
from survey.diary.models import DiaryEntry
from tests.factories.places import make_province


@pytest.fixture
def writer(app):
    with app.app_context():
        yield db.writing_session()


@pytest.fixture
def account(writer):
    unit = make_province(writer)
    person = keeping.Person("Mai@GiaLai.gov.vn", "Mai", RoleName.MANAGER, unit.id)
    return keeping.add_account(writer, person, "một câu dễ nhớ")


def test_an_account_keeps_a_hash_and_not_the_password(account):
    assert account.password.startswith("$argon2id$")
    assert "nhớ" not in account.password


def test_an_address_has_one_account_whatever_its_case(writer, account):
    person = keeping.Person(" mai@gialai.GOV.vn", "Mai", RoleName.REVIEWER, account.unit_id)
    with pytest.raises(keeping.AddressTaken):
        keeping.add_account(writer, person, "một câu khác hẳn")


def test_a_new_password_ends_the_old_one_its_sessions_and_any_rest(writer, account):
    before, account.failed_sign_ins = account.fs_uniquifier, 9

    keeping.set_password(writer, account, "một câu khác hẳn")

    assert account.fs_uniquifier != before
    assert account.failed_sign_ins == 0
    assert not verify_password("một câu dễ nhớ", account.password)


def test_every_act_stands_in_the_diary_with_whoever_did_it(writer, account):
    keeping.change_account(writer, account, RoleName.REVIEWER, account.unit_id, account.id)
    keeping.switch(writer, account, on=False, by=account.id)
    keeping.switch(writer, account, on=True, by=account.id)
    writer.flush()

    entries = writer.execute(select(DiaryEntry.act, DiaryEntry.account_id)).all()
    assert [tuple(entry) for entry in entries] == [
        ("account.added", None),
        ("account.changed", account.id),
        ("account.switched_off", account.id),
        ("account.switched_on", account.id),
    ]
