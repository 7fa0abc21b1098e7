"""Accounts by hand: an administrator keeps those in reach and cannot lock everybody out."""

import pytest

from survey.access.permissions import RoleName
from survey.accounts.models import Account
from tests.factories.accounts import PASSWORD, make_account, sign_in
from tests.factories.places import make_commune, make_province
from tests.page import read


@pytest.fixture
def province(session):
    return make_province(session)


@pytest.fixture
def administrator(client, session, province):
    made = make_account(session, province, RoleName.ADMINISTRATOR, name="Trần Văn Quản")
    sign_in(client, made)
    return made


def person(unit, **other):
    about = {"name": "Lê Thị Hoa", "email": "hoa@gialai.gov.vn", "role": "reviewer"}
    return {**about, "unit_id": str(unit.id), **other}


def test_an_added_account_can_sign_in_with_the_password_that_was_shown(
    client, app, session, administrator, province
):
    page = read(client.post("/manage/accounts/new", data=person(province)))
    (shown,) = [e.text for e in page.find_all("dd") if "secret" in e.get("class")]

    visitor = app.test_client()
    fields = read(visitor.get("/sign-in")).fields
    entered = {**fields, "email": "hoa@gialai.gov.vn", "password": shown}
    assert visitor.post("/sign-in", data=entered).status_code == 302


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "không phải email"),
        ("email", ""),
        ("name", "a\x00b"),
        ("name", "a" * 121),
        ("role", "boss"),
        ("unit_id", "999999"),
        ("unit_id", "x"),
    ],
)
def test_what_is_wrong_is_refused_and_kept_on_the_page(
    client, administrator, province, field, value
):
    answer = client.post("/manage/accounts/new", data=person(province, **{field: value}))

    assert answer.status_code == 422
    assert read(answer).find_all("p", **{"class": "field-error"})


def test_an_address_that_is_taken_is_said(client, session, administrator, province):
    make_account(session, province, email="hoa@gialai.gov.vn")

    answer = client.post("/manage/accounts/new", data=person(province))

    assert answer.status_code == 422
    assert "đã có tài khoản" in read(answer).text


def test_no_account_can_be_put_out_of_reach(client, session, administrator):
    stranger = make_commune(session)
    assert client.post("/manage/accounts/new", data=person(stranger)).status_code == 422


def test_role_and_unit_of_an_account_in_reach_are_changed(client, session, administrator, province):
    commune = make_commune(session, province)
    account = make_account(session, commune, RoleName.REVIEWER)
    address = f"/manage/accounts/{account.id}"
    page = read(client.get(address))
    assert page.fields["role"] == "reviewer"

    client.post(address, data={**page.fields, "role": "manager", "unit_id": province.id})

    session.expire_all()
    changed = session.get(Account, account.id)
    assert (changed.roles[0].name, changed.unit_id) == ("manager", province.id)


@pytest.mark.parametrize("act", ["", "/switch", "/password"])
def test_nobody_touches_an_account_of_somebody_else(client, session, administrator, act):
    account = make_account(session, make_province(session))
    assert client.post(f"/manage/accounts/{account.id}{act}").status_code == 404


@pytest.mark.parametrize("act", ["", "/switch", "/password"])
def test_an_administrator_does_not_take_away_their_own_rights(client, administrator, province, act):
    answer = client.post(
        f"/manage/accounts/{administrator.id}{act}",
        data={"role": "reviewer", "unit_id": province.id},
    )
    assert answer.status_code == 409


def test_a_switched_off_account_is_out_and_can_be_switched_on_again(
    client, app, session, administrator, province
):
    account = make_account(session, province)
    other = app.test_client()
    session.commit()
    sign_in(other, account)
    assert other.get("/manage/password").status_code == 200

    client.post(f"/manage/accounts/{account.id}/switch")
    assert other.get("/manage/password").status_code == 302
    assert "Đã ngừng" in read(client.get("/manage/accounts")).text

    client.post(f"/manage/accounts/{account.id}/switch")
    assert "Đã ngừng" not in read(client.get("/manage/accounts")).find("table").text
    # The old cookie stays worthless: whoever is let in again signs in again.
    assert other.get("/manage/password").status_code == 302


def test_the_list_shows_those_in_reach_only(client, session, administrator, province):
    make_account(session, make_commune(session, province), name="Người trong tỉnh")
    make_account(session, make_province(session), name="Người tỉnh khác")

    words = read(client.get("/manage/accounts")).text
    assert "Người trong tỉnh" in words
    assert "Người tỉnh khác" not in words


def test_changing_ones_password_keeps_this_session_and_ends_the_others(
    client, app, session, province
):
    account = make_account(session, province, password=PASSWORD)
    other = app.test_client()
    session.commit()
    for each in (client, other):
        sign_in(each, account)
    typed = {"present": PASSWORD, "fresh": "một câu khác hẳn", "again": "một câu khác hẳn"}

    answer = client.post("/manage/password", data=typed, follow_redirects=True)

    assert "Đã đổi mật khẩu" in read(answer).text
    assert other.get("/manage/password").status_code == 302


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"present": "sai"}, "Mật khẩu đang dùng chưa đúng."),
        ({"present": "a" * 10_000}, "Mật khẩu đang dùng chưa đúng."),
        ({"fresh": "ngắn", "again": "ngắn"}, "từ 12 đến 128 ký tự"),
        ({"fresh": "a" * 10_000, "again": "a" * 10_000}, "từ 12 đến 128 ký tự"),
        ({"again": "một câu khác nữa"}, "chưa giống nhau"),
    ],
)
def test_a_password_that_will_not_do_is_refused_in_words(client, session, province, typed, words):
    sign_in(client, make_account(session, province, password=PASSWORD))
    good = {"present": PASSWORD, "fresh": "một câu khác hẳn", "again": "một câu khác hẳn"}

    answer = client.post("/manage/password", data={**good, **typed})

    assert answer.status_code == 422
    assert words in read(answer).text


@pytest.mark.parametrize("back", ["https://evil.example", "//evil.example", ""])
def test_choosing_a_language_never_leads_to_another_host(client, administrator, back):
    answer = client.post("/manage/language", data={"language": "en", "back": back})
    assert answer.location == "/manage/start"


def test_a_language_nobody_translated_is_refused(client, administrator):
    assert client.post("/manage/language", data={"language": "xx"}).status_code == 400
