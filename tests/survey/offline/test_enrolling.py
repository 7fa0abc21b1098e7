"""A tablet is let in once, by whoever sees both code and PIN."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from survey.offline.enrolling import Secret, as_written
from survey.offline.models import Device, Enrolment
from tests.factories.devices import Tablet, make_secret, through


@pytest.fixture
def secret(app, session, counter, campaign):
    return make_secret(app, session, counter)


@pytest.fixture
def newcomer(client):
    return Tablet(through(client))


def test_a_tablet_is_told_who_it_is_and_how_to_seal(newcomer, secret, session, counter, clock):
    reply = newcomer.enrol(secret, "  Máy\tcửa số 1 ")
    said = reply.said
    assert said["counter"] == {"code": counter.code, "name": "Quầy số 1"}
    assert said["unit"] == {"name": "Phường Quy Nhơn Bắc", "above": "Tỉnh Gia Lai"}
    assert set(said["seal"]) == {"kid", "key"}
    assert said["now"] == int(clock().timestamp() * 1000)
    assert session.get_one(Device, said["device"]).name == "Máy cửa số 1"


@pytest.mark.parametrize("typed", ["{}", " {} ", "{}-", "lower"])
def test_a_code_may_be_typed(newcomer, secret, typed):
    code = secret.code.lower() if typed == "lower" else typed.format(secret.code)
    assert newcomer.enrol(replace(secret, code=code)).status == 200


def test_letters_that_look_like_digits_are_read_as_meant():
    assert as_written("o1il-ab cd") == "0111ABCD"


def test_a_code_lets_one_tablet_in(newcomer, secret, client, session):
    assert newcomer.enrol(secret).status == 200
    second = Tablet(through(client)).enrol(secret)
    assert (second.status, second.said["error"]) == (403, "used")
    assert session.scalar(select(func.count()).select_from(Device)) == 1


def test_whoever_did_not_hear_the_answer_may_ask_again(newcomer, secret):
    first, again = newcomer.enrol(secret), newcomer.enrol(secret)
    assert first.said["device"] == again.said["device"]
    wrong = newcomer.enrol(replace(secret, pin="x"))
    assert wrong.said["error"] == "used"


def test_five_wrong_pins_end_it(newcomer, secret):
    wrong = replace(secret, pin="nothing")
    for left in (4, 3, 2, 1, 0):
        reply = newcomer.enrol(wrong)
        assert (reply.status, reply.said["error"], reply.said["left"]) == (403, "pin", left)
    assert newcomer.enrol(secret).said["error"] == "expired"


def test_a_code_lives_a_quarter_of_an_hour(newcomer, secret, clock):
    clock.advance(timedelta(minutes=15))
    reply = newcomer.enrol(secret)
    assert (reply.status, reply.said["error"]) == (403, "expired")
    assert reply.said["words"]["vi"].startswith("Mã đăng ký đã hết hạn")


def test_a_counter_that_closed_meanwhile_takes_none(newcomer, secret, counter, clock):
    counter.closed_on = clock().date()
    assert newcomer.enrol(secret).said["error"] == "closed"


def test_a_code_that_nobody_made_is_unknown(newcomer):
    assert newcomer.enrol(Secret("AAAAAAAA", "1")).said["error"] == "unknown"


def test_one_key_is_one_device(app, session, newcomer, secret, counter):
    newcomer.enrol(secret)
    again = newcomer.enrol(make_secret(app, session, counter))
    assert again.said["error"] == "used"


@pytest.mark.parametrize("key", ["", "AAAA", "é", "A" * 88, None, 5])
def test_what_is_no_key_is_refused(newcomer, secret, key, monkeypatch):
    monkeypatch.setattr(Tablet, "sign_key", key)
    reply = newcomer.enrol(secret)
    assert (reply.status, reply.said["error"]) == (400, "request")


def test_neither_code_nor_pin_is_kept(session, secret):
    row = session.execute(text("SELECT * FROM enrolments")).one()
    assert secret.code not in str(row)
    assert secret.pin not in str(row)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE enrolments SET device_id = NULL",
        "UPDATE enrolments SET wrong = 0",
        "DELETE FROM enrolments",
        "DELETE FROM devices",
        "UPDATE devices SET sign_key = 'another'",
        "UPDATE devices SET counter_id = counter_id + 1",
    ],
)
def test_the_database_itself_keeps_it_so(newcomer, secret, session, change):
    newcomer.enrol(secret)
    session.rollback()
    with pytest.raises(DBAPIError):
        session.execute(text(change))
    session.rollback()
    assert session.scalar(select(func.count()).select_from(Enrolment)) == 1


def test_a_revoked_device_stays_revoked(newcomer, secret, session, clock):
    newcomer.enrol(secret)
    session.scalars(select(Device)).one().revoked_at = clock()
    session.commit()
    with pytest.raises(DBAPIError):
        session.execute(text("UPDATE devices SET revoked_at = NULL"))
