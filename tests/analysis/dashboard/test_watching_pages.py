"""The page "Theo dõi" as a manager opens it."""

import re
from datetime import date, timedelta

import pytest

from survey.access.permissions import GRANTED, Permission, RoleName
from tests.factories.places import make_counter
from tests.page import read

WAYS = ("/watch/", "/watch/control.svg", "/watch/alarm.svg")
FIRST = date(2026, 3, 2)


@pytest.fixture
def answered(session, land, give):
    """A counter of Xã Ia Le with four weeks of answers, the last a bad one."""
    counter = make_counter(session, land.ia_le)
    for week, dissatisfied in enumerate((2, 1, 2, 20)):
        day = FIRST + timedelta(weeks=week)
        give(land.campaign, land.ia_le, 50 - dissatisfied, 50, day=day, counter_id=counter.id)
    return counter


def address(unit, way: str) -> str:
    return f"/manage/units/{unit.id}{way}"


@pytest.mark.parametrize("way", WAYS)
def test_a_stranger_signs_in_first(client, land, way):
    assert client.get(address(land.province, way)).location.startswith("/sign-in")


@pytest.mark.parametrize(
    "role", [each for each in RoleName if Permission.SEE_RESULTS in GRANTED[each]]
)
def test_every_role_sees_its_own_unit_and_below_only(client, land, answered, as_, role):
    as_(land.ia_le, role)
    for way in WAYS:
        assert client.get(address(land.ia_le, way)).status_code == 200, way
        assert client.get(address(land.an_nhon, way)).status_code == 404, way
        assert client.get(address(land.province, way)).status_code == 404, way


def test_a_unit_is_watched_with_chart_alarm_and_interval(client, land, answered, as_):
    as_(land.province)
    text = read(client.get(address(land.province, "/watch/"))).text

    assert "87,5 % hài lòng, trên 200 phiếu hợp lệ" in text
    assert "ngoài giới hạn" in text
    assert "Đã cảnh báo ngày 23/03/2026." in text
    assert "một lần trong khoảng 2.300 phiếu" in text


def test_a_counter_is_watched_alone_and_leads_back(client, land, answered, as_, give):
    give(land.campaign, land.ia_le, 30, 30)
    as_(land.province)
    page = read(client.get(address(land.ia_le, f"/watch/?counter={answered.code}")))

    assert "trên 200 phiếu hợp lệ" in page.text
    assert f"/counters/{answered.code}?" in page.links[f"Quay lại kết quả của {answered.name}"]


def test_another_unit_s_counter_is_not_here(client, land, answered, as_):
    as_(land.province)

    for code in (answered.code, "KHONG"):
        wanted = address(land.an_nhon, f"/watch/?counter={code}")
        assert client.get(wanted).status_code == 404


def test_no_answers_and_fewer_than_five_are_not_told(client, land, give, as_):
    as_(land.ia_le)
    assert "Chưa có phiếu nào." in read(client.get(address(land.ia_le, "/watch/"))).text

    give(land.campaign, land.ia_le, 0, 4)
    page = read(client.get(address(land.ia_le, "/watch/")))

    assert "Mới có dưới 5 phiếu." in page.text
    assert "chưa hài lòng" not in page.text
    assert client.get(address(land.ia_le, "/watch/control.svg")).status_code == 404


def test_pages_of_results_lead_here(client, land, answered, as_):
    as_(land.ia_le)
    unit = client.get(address(land.ia_le, "")).get_data(as_text=True)
    counter = client.get(address(land.ia_le, f"/counters/{answered.code}")).get_data(as_text=True)

    assert address(land.ia_le, "/watch/?campaign=") in unit
    assert f"counter={answered.code}" in counter


def test_the_menu_says_that_one_is_among_the_results(client, land, answered, as_):
    as_(land.ia_le, RoleName.MANAGER)
    shown = client.get(address(land.ia_le, "/watch/")).text
    assert re.findall(r'aria-current="page">([^<]+)</a>', shown) == ["Kết quả"]
