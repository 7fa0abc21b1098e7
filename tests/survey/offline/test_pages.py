"""Whoever keeps counters sees their tablets, lets them in and revokes them."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from survey.diary.models import DiaryEntry
from survey.offline.enrolling import Secret
from survey.offline.models import Device
from survey.places.models import Unit
from tests.factories.accounts import make_account, sign_in
from tests.factories.devices import Tablet, through
from tests.factories.places import make_commune, make_counter, make_province
from tests.page import read

WHERE = "/manage/kiosks"


@pytest.fixture
def keeper(app, session, client, province):
    signed_in = app.test_client()
    sign_in(signed_in, make_account(session, province))
    session.commit()
    return signed_in


@pytest.fixture
def elsewhere(app, session):
    signed_in = app.test_client()
    sign_in(signed_in, make_account(session, make_province(session, "Tỉnh Đắk Lắk")))
    session.commit()
    return signed_in


def test_without_a_tablet_the_page_says_how_to_begin(keeper):
    page = read(keeper.get(WHERE))
    assert "Chưa có máy đánh giá nào" in page.text
    assert page.links["Đăng ký máy mới"] == f"{WHERE}/new"
    assert page.links["Máy đánh giá"] == WHERE


def test_a_tablet_is_let_in_from_the_screen(app, session, client, keeper, counter, campaign):
    session.commit()
    assert counter.code in read(keeper.get(f"{WHERE}/new?words=quy nhon")).text
    page = read(keeper.post(f"{WHERE}/new/{counter.code}"))
    shown = [each.text for each in page.find_all("strong") + page.find_all("span")]
    address = next(words for words in shown if "#e=" in words)
    pin = next(words for words in shown if words.isdigit())
    assert address.startswith("http://langnghe.test/kiosk/#e=")
    tablet = Tablet(through(client))
    assert tablet.enrol(Secret(address.partition("#e=")[2], pin), "Máy cửa số 1").status == 200
    listed = read(keeper.get(WHERE))
    assert listed.links["Máy cửa số 1"] == f"{WHERE}/{tablet.id}"
    acts = session.scalars(select(DiaryEntry.act).order_by(DiaryEntry.id)).all()
    assert acts == ["kiosk.enrolment_opened", "kiosk.enrolled"]


def test_the_card_has_the_code_and_never_the_pin(session, keeper, counter):
    session.commit()
    page = read(keeper.post(f"{WHERE}/new/{counter.code}"))
    fields = page.fields
    card = keeper.post(f"{WHERE}/new/{counter.code}/card.pdf", data=fields)
    assert (card.status_code, card.data[:5]) == (200, b"%PDF-")
    assert set(fields) <= {"csrf_token", "enrolment", "language", "back"}


def test_a_tablet_shows_how_it_stands(keeper, tablet):
    tablet.rate()
    tablet.rate(form="")
    tablet.told |= {"battery": 0.07, "charging": False}
    tablet.sync()
    page = read(keeper.get(f"{WHERE}/{tablet.id}"))
    assert "Pin yếu, chưa cắm sạc" in page.text
    assert "không thiếu" in page.text
    assert "không có câu trả lời nào: 1" in page.text
    listed = read(keeper.get(WHERE))
    assert "Cần xem: Pin yếu, chưa cắm sạc (1 máy)" in listed.text


def test_silence_is_told_and_forgotten_when_it_ends(keeper, tablet, clock):
    tablet.sync()
    assert "Mất liên lạc" not in read(keeper.get(WHERE)).text
    clock.advance(timedelta(minutes=16))
    assert "Mất liên lạc (1 máy)" in read(keeper.get(WHERE)).text
    tablet.passes(960)
    tablet.sync()
    assert "Mất liên lạc" not in read(keeper.get(WHERE)).text


def test_a_tablet_gets_another_name(keeper, tablet, session):
    answer = keeper.post(f"{WHERE}/{tablet.id}/name", data={"name": "  Máy  cửa số 2 "})
    assert answer.status_code == 302
    assert read(keeper.get(f"{WHERE}/{tablet.id}")).h1 == "Máy cửa số 2"
    wrong = keeper.post(f"{WHERE}/{tablet.id}/name", data={"name": "a\u202eb"})
    assert read(wrong).status == 422
    assert read(keeper.post(f"{WHERE}/{tablet.id}/name", data={"name": ""})).status == 422


def test_revoking_asks_once_and_is_effective_at_once(keeper, tablet, session):
    asked = read(keeper.get(f"{WHERE}/{tablet.id}/revoke"))
    assert session.get(Device, tablet.id).revoked_at is None
    assert keeper.post(f"{WHERE}/{tablet.id}/revoke", data=asked.fields).status_code == 302
    assert tablet.sync().said["revoked"] is True
    assert tablet.fetch().said["asked"] is None
    entry = session.scalars(select(DiaryEntry).order_by(DiaryEntry.id.desc())).first()
    assert (entry.act, json.loads(entry.details)["device"]) == ("kiosk.revoked", tablet.id)
    assert "Chưa có máy đánh giá nào" in read(keeper.get(WHERE)).text
    assert "Đã thu hồi" in read(keeper.get(f"{WHERE}?revoked=1")).text
    again = keeper.post(f"{WHERE}/{tablet.id}/revoke", data=asked.fields)
    assert again.status_code == 302


def test_another_provinces_tablets_are_not_there(elsewhere, tablet, counter):
    assert "Chưa có máy đánh giá nào" in read(elsewhere.get(WHERE)).text
    assert counter.code not in elsewhere.get(f"{WHERE}/new").get_data(as_text=True)
    for address in (f"{WHERE}/{tablet.id}", f"{WHERE}/{tablet.id}/revoke"):
        assert elsewhere.get(address).status_code == 404
    for address in (f"{WHERE}/{tablet.id}/revoke", f"{WHERE}/new/{counter.code}"):
        assert elsewhere.post(address).status_code == 404


def test_a_closed_counter_takes_no_tablet(session, keeper):
    closed = make_counter(session, make_commune(session))
    closed.closed_on = closed.opened_on
    session.commit()
    assert keeper.post(f"{WHERE}/new/{closed.code}").status_code == 404


def test_an_address_of_no_tablet_leads_nowhere(client, session, counter):
    sign_in(client, make_account(session, session.get_one(Unit, counter.unit_id)))
    for device_id in ("%00", "0" * 31 + "%00", "0" * 32, "x" * 5000):
        assert client.get(f"/manage/kiosks/{device_id}").status_code == 404
