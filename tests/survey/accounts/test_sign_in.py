"""Signing in and out, through the real form and the real hash."""

import time
from datetime import timedelta

import pytest
from sqlalchemy import update

from survey.accounts.attempts import REFUSAL_TAKES_SECONDS
from survey.accounts.models import Account
from tests.factories.accounts import PASSWORD, make_account
from tests.factories.places import make_province
from tests.page import read

REFUSAL = "Email hoặc mật khẩu chưa đúng"


@pytest.fixture
def account(session):
    return make_account(session, make_province(session), "manager", password=PASSWORD)


def enter(client, email, password=PASSWORD, **more):
    fields = read(client.get("/sign-in")).fields
    return client.post("/sign-in", data={**fields, "email": email, "password": password, **more})


def test_the_right_password_leads_inside(client, account):
    answer = enter(client, account.email)

    assert answer.location == "/manage/start"
    assert client.get("/manage/campaigns").status_code == 200


def test_case_and_space_around_the_address_do_not_matter(client, account):
    assert enter(client, f"  {account.email.upper()} ").status_code == 302


def test_the_way_back_is_kept_through_the_form(client, account):
    page = read(client.get("/sign-in?next=/manage/campaigns"))
    data = {**page.fields, "email": account.email, "password": PASSWORD}

    assert client.post("/sign-in", data=data).location == "/manage/campaigns"


@pytest.mark.parametrize("elsewhere", ["https://evil.example", "//evil.example", "/\\evil.example"])
def test_sign_in_never_leads_to_another_host(client, account, elsewhere):
    read(client.get("/sign-in", query_string={"next": elsewhere}))
    token = read(client.get("/sign-in")).fields
    data = {**token, "email": account.email, "password": PASSWORD, "next": elsewhere}

    answer = client.post("/sign-in", query_string={"next": elsewhere}, data=data)

    assert answer.location == "/manage/start"


def test_wrong_password_unknown_and_switched_off_account_get_the_same_words(
    client, session, account
):
    off = make_account(session, make_province(session), password=PASSWORD)
    off.active = False
    pages = [
        read(enter(client, account.email, "sai rồi nhé")),
        read(enter(client, "khong-co@gialai.gov.vn")),
        read(enter(client, off.email)),
    ]

    assert all(REFUSAL in page.text for page in pages)
    assert len({page.text for page in pages}) == 1


def test_the_fifth_slip_rests_the_account_and_a_minute_later_it_wakes(client, account, clock):
    for _ in range(5):
        enter(client, account.email, "sai rồi nhé")
    assert REFUSAL in enter(client, account.email).text

    clock.advance(timedelta(seconds=61))
    assert enter(client, account.email).status_code == 302


def test_signing_in_forgives_the_slips(client, session, account):
    for _ in range(4):
        enter(client, account.email, "sai rồi nhé")
    enter(client, account.email)

    session.expire_all()
    assert session.get(Account, account.id).failed_sign_ins == 0


def test_a_try_while_resting_does_not_lengthen_the_rest(client, session, account):
    for _ in range(7):
        enter(client, account.email, "sai rồi nhé")

    session.expire_all()
    assert session.get(Account, account.id).failed_sign_ins == 5


@pytest.mark.parametrize("length", [129, 10_000])
def test_an_over_long_password_is_refused_at_once(client, account, length):
    started = time.monotonic()
    answer = enter(client, account.email, "a" * length)

    assert REFUSAL in answer.text
    assert time.monotonic() - started < REFUSAL_TAKES_SECONDS


def test_bytes_that_are_no_address_are_refused_and_nothing_breaks(client, account):
    for email in ("a\x00b@c.vn", "x" * 5000 + "@c.vn", "' OR 1=1 --", "\ud7ff"):
        assert REFUSAL in enter(client, email).text


@pytest.mark.parametrize("body", ["[1, 2]", '"x"', "{", '{"email": ["a"]}'])
def test_json_is_not_a_form(client, body):
    answer = client.post("/sign-in", data=body, content_type="application/json")
    assert answer.status_code in (400, 415)


def test_a_form_without_its_token_is_refused_in_words(client, account):
    answer = client.post("/sign-in", data={"email": account.email, "password": PASSWORD})

    assert answer.status_code == 400
    assert read(answer).h1 == "Trang này mở đã lâu"


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(client, account):
    cookie = enter(client, account.email).headers["Set-Cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_signing_out_makes_every_copy_of_the_cookie_worthless(client, app, account):
    enter(client, account.email)
    stolen = client.get_cookie("lang_nghe").value
    page = read(client.get("/manage/password"))
    thief = app.test_client()
    thief.set_cookie("lang_nghe", stolen)
    assert thief.get("/manage/password").status_code == 200

    assert client.post("/sign-out", data=page.fields).location == "/sign-in"

    assert client.get("/manage/password").status_code == 302
    assert thief.get("/manage/password").status_code == 302


def test_signing_out_needs_the_pages_token(client, account):
    enter(client, account.email)

    assert client.post("/sign-out").status_code == 400
    assert client.get("/manage/password").status_code == 200


def test_switching_an_account_off_ends_its_session_at_once(client, session, account):
    enter(client, account.email)
    session.execute(update(Account).where(Account.id == account.id).values(active=False))

    assert client.get("/manage/password").status_code == 302


def test_whoever_is_signed_in_already_is_led_inside(client, account):
    enter(client, account.email)
    assert client.get("/sign-in").location == "/manage/start"


def test_the_sign_in_page_speaks_english_when_asked(client):
    page = read(client.get("/sign-in"))
    answer = client.post(
        "/manage/language", data={**page.fields, "language": "en", "back": "/sign-in"}
    )

    assert answer.location == "/sign-in"
    assert read(client.get("/sign-in")).language == "en"
