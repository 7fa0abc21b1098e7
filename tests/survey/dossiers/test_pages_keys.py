import re

import pytest
from sqlalchemy import select

from survey.diary.models import DiaryEntry
from survey.dossiers import keys
from survey.dossiers.models import ApiKey
from tests.factories.accounts import make_account, sign_in
from tests.page import read

ADDRESS = "/manage/dossiers/keys"


@pytest.fixture
def manager(client, session, commune):
    account = make_account(session, commune)
    sign_in(client, account)
    return account


def test_a_key_is_shown_once_used_and_revoked(client, session, app, manager, commune):
    form = {"name": "Một cửa điện tử", "unit_id": commune.id}
    made = read(client.post(f"{ADDRESS}/new", data=form))
    secret = made.find("code").text
    assert secret.startswith("ln_")
    key = session.scalar(select(ApiKey))
    assert secret not in key.key_hash
    with app.app_context():
        assert keys.find(session, secret).id == key.id
    listed = read(client.get(ADDRESS))
    assert secret not in listed.text
    assert "Chưa dùng" in listed.text
    page = read(client.post(f"{ADDRESS}/{key.id}/revoke", follow_redirects=True))
    assert "Đã thu hồi" in page.text
    client.post(f"{ADDRESS}/{key.id}/revoke")  # a second tap changes nothing
    acts = session.scalars(select(DiaryEntry.act).order_by(DiaryEntry.id)).all()
    assert acts == ["api_key.made", "api_key.revoked"]


def test_no_keys_says_what_they_are_for(client, manager):
    assert "Chưa có khóa nào" in read(client.get(ADDRESS)).text


def test_the_menu_shows_that_keys_are_among_the_dossiers(client, manager):
    menu = client.get(ADDRESS).text
    assert re.findall(r'aria-current="page">([^<]+)', menu) == ["Hồ sơ"]


@pytest.mark.parametrize("change", [{"name": ""}, {"unit_id": "999999"}, {"name": "x" * 121}])
def test_a_key_that_cannot_be_is_refused(client, session, commune, manager, change):
    form = {"name": "Một cửa", "unit_id": commune.id} | change
    answer = client.post(f"{ADDRESS}/new", data=form)
    assert answer.status_code == 422
    read(answer)
    assert session.scalar(select(ApiKey)) is None


def test_a_name_that_cannot_be_read_is_refused(client, session, commune):
    sign_in(client, make_account(session, commune))
    said = {"name": "Một\0cửa", "unit_id": commune.id}
    assert client.post("/manage/dossiers/keys/new", data=said).status_code == 422
