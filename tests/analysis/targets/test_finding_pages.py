"""The pages of findings: read by whoever sees results, closed by somebody above."""

import pytest
from sqlalchemy import select

from analysis.targets.finding_models import Finding
from survey.access.permissions import RoleName
from tests.analysis.ledgers import answer, open_campaign, overall
from tests.factories.accounts import make_account, sign_in
from tests.factories.places import make_commune, make_counter, make_province
from tests.page import read

ADDRESS = "/manage/findings"


@pytest.fixture
def province(session):
    return make_province(session, "Tỉnh Gia Lai")


@pytest.fixture
def commune(session, province):
    return make_commune(session, province, "Xã Ia Le")


@pytest.fixture
def fallen(session, province, commune):
    counter = make_counter(session, commune, name="Quầy số 3")
    campaign = open_campaign(session, province)
    answer(session, campaign, commune, overall(*[5] * 12, *[1] * 8), counter_id=counter.id)
    return campaign


def as_(client, session, unit, role=RoleName.MANAGER):
    sign_in(client, make_account(session, unit, role))


def first(session):
    session.rollback()
    return session.scalars(select(Finding)).first()


def test_a_look_opens_what_rang_and_says_why(client, session, province, fallen):
    as_(client, session, province)
    page = read(client.get(ADDRESS))

    assert "Xã Ia Le · Quầy số 3" in page.text
    assert "60 % hài lòng trên 20 phiếu" in page.text
    assert "chỉ tiêu trên 95 %" in page.text
    shown = read(client.get(f"{ADDRESS}/{first(session).id}"))
    assert "cảnh báo phát ra từ mức 3,5" in shown.text
    assert "Hệ thống" in shown.text
    assert "(1)" in shown.text  # in the menu


def test_somebody_above_comments_and_closes_with_a_reason(client, session, province, fallen):
    as_(client, session, province)
    client.get(ADDRESS)
    address = f"{ADDRESS}/{first(session).id}"
    assert client.post(f"{address}/comments", data={"comment": "  "}).status_code == 422
    assert client.post(f"{address}/close", data={"reason": ""}).status_code == 422
    client.post(f"{address}/comments", data={"comment": "Đã xuống làm việc"})
    assert client.post(f"{address}/close", data={"reason": "Đã thêm người"}).status_code == 302
    again = read(client.post(f"{address}/close", data={"reason": "Lần nữa"}, follow_redirects=True))

    assert "đã được người khác đóng trước đó" in again.text
    assert "Đã xuống làm việc" in again.text
    assert first(session).closed_reason == "Đã thêm người"
    assert "Không có vấn đề nào đang mở." in read(client.get(ADDRESS)).text
    assert "Đã thêm người" in read(client.get(f"{ADDRESS}?state=closed")).text


def test_the_unit_itself_reads_and_comments_but_does_not_close(client, session, commune, fallen):
    as_(client, session, commune)
    client.get(ADDRESS)
    address = f"{ADDRESS}/{first(session).id}"

    assert "cấp trên sẽ đóng" in read(client.get(address)).text
    assert client.post(f"{address}/close", data={"reason": "Xong"}).status_code == 403
    assert client.post(f"{address}/comments", data={"comment": "Đã rõ"}).status_code == 302


def test_a_reviewer_reads_only_and_others_see_nothing(client, session, province, fallen):
    as_(client, session, province, RoleName.REVIEWER)
    client.get(ADDRESS)
    address = f"{ADDRESS}/{first(session).id}"
    assert client.get(address).status_code == 200
    assert client.post(f"{address}/comments", data={"comment": "x"}).status_code == 403

    as_(client, session, make_province(session, "Tỉnh Khác"))
    assert client.get(address).status_code == 404
    assert client.get(f"{ADDRESS}/{2**40}").status_code == 404
    assert "Không có vấn đề nào đang mở." in read(client.get(f"{ADDRESS}?page=0")).text
