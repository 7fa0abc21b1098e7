"""A session lasts a working day at most, less when nobody clicks, and citizens have none."""

from datetime import timedelta

import pytest

from survey.accounts.presence import IDLE, WHOLE
from tests.factories.accounts import make_account, sign_in
from tests.factories.places import make_counter, make_province

PAGE = "/manage/password"


@pytest.fixture
def account(client, session):
    made = make_account(session, make_province(session))
    sign_in(client, made)
    return made


def test_a_session_nobody_uses_ends(client, account, clock):
    clock.advance(IDLE)
    assert client.get(PAGE).status_code == 302


def test_a_click_keeps_the_session_alive(client, account, clock):
    for _ in range(3):
        clock.advance(IDLE - timedelta(minutes=1))
        assert client.get(PAGE).status_code == 200


def test_a_session_ends_with_the_working_day_however_busy(client, account, clock):
    for _ in range(int(WHOLE / timedelta(minutes=30)) - 1):
        clock.advance(timedelta(minutes=30))
        assert client.get(PAGE).status_code == 200
    clock.advance(timedelta(minutes=30))
    assert client.get(PAGE).status_code == 302


def test_an_ended_session_does_not_come_back(client, account, clock):
    clock.advance(IDLE)
    client.get(PAGE)
    clock.advance(-IDLE)
    assert client.get(PAGE).status_code == 302


def test_a_citizens_page_neither_reads_nor_sets_a_cookie_even_for_staff(client, session, account):
    code = make_counter(session).code

    answer = client.get(f"/q/{code}")

    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_a_staff_page_is_never_stored(client, account):
    assert client.get(PAGE).headers["Cache-Control"] == "no-store"
