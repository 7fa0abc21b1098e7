from io import BytesIO

import pytest
from sqlalchemy import select

from survey.access.permissions import RoleName
from survey.diary.models import DiaryEntry
from survey.posters.branding import DEEP_TEAL, branding_of
from tests.factories.accounts import make_account, sign_in
from tests.factories.places import make_commune, make_province
from tests.page import read
from tests.survey.posters.prints import a_logo


@pytest.fixture
def province(session):
    return make_province(session, "Tỉnh Gia Lai")


@pytest.fixture
def address(client, session, province):
    sign_in(client, make_account(session, province, RoleName.ADMINISTRATOR))
    return f"/manage/branding/{province.id}"


def look(session, unit):
    session.rollback()
    session.expire_all()
    return branding_of(session, unit.id)


def send(client, address, **told):
    return client.post(address, data=told, content_type="multipart/form-data")


def test_an_administrator_dresses_the_province_and_sees_it(client, session, province, address):
    assert client.get("/manage/branding").location == address
    assert read(client.get(address)).fields["colour"] == DEEP_TEAL
    logo = (BytesIO(a_logo()), "logo.png")
    answer = send(client, address, colour="#8A1538", name=" UBND tỉnh Gia Lai ", logo=logo)
    assert answer.location == address
    kept = look(session, province)
    assert (kept.colour, kept.name) == ("#8a1538", "UBND tỉnh Gia Lai")
    assert kept.logo.startswith(b"\x89PNG")
    page = read(client.get(address))
    assert "Đã lưu" in page.text
    assert client.get(page.find("img")["src"]).data.startswith(b"\x89PNG")
    acts = session.scalars(select(DiaryEntry.act).where(DiaryEntry.subject == province.code))
    assert list(acts) == ["branding.set"]


def test_the_logo_stays_until_it_is_taken_away(client, session, province, address):
    send(client, address, colour="#8a1538", logo=(BytesIO(a_logo()), "logo.png"))
    send(client, address, colour="#123456")
    assert look(session, province).logo is not None
    send(client, address, colour="#123456", without_logo="y")
    assert look(session, province).logo is None


def test_a_pale_colour_is_refused_and_nothing_changes(client, session, province, address):
    answer = send(client, address, colour="#ffd700")
    assert answer.status_code == 422
    assert "Màu này quá nhạt" in read(answer).text
    assert look(session, province).colour == DEEP_TEAL


def test_a_unit_may_look_like_the_one_above_again(client, session, province, address):
    commune = make_commune(session, province)
    session.commit()
    own = f"/manage/branding/{commune.id}"
    send(client, address, colour="#8a1538")
    send(client, own, colour="#123456")
    assert look(session, commune).colour == "#123456"
    client.post(f"{own}/drop")
    assert look(session, commune).colour == "#8a1538"
    assert client.post(f"{own}/drop").status_code == 302


@pytest.mark.parametrize("way", ["", "/preview.png"])
def test_another_province_s_looks_are_out_of_reach(client, session, address, way):
    other = make_province(session, "Tỉnh Đắk Lắk")
    session.commit()
    assert client.get(f"/manage/branding/{other.id}{way}").status_code == 404
    assert client.get(f"/manage/branding/999{way}").status_code == 404


def test_a_manager_does_not_change_looks(client, session, province):
    sign_in(client, make_account(session, province))
    assert client.get(f"/manage/branding/{province.id}").status_code == 403
    assert client.post(f"/manage/branding/{province.id}").status_code == 403
