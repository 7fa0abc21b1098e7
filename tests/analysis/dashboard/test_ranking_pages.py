"""The pages that set units side by side, as a manager opens them."""

import pytest

from survey.access.permissions import GRANTED, Permission, RoleName
from tests.analysis.ledgers import open_campaign
from tests.factories.places import make_commune
from tests.page import read

WAYS = ("/compare/", "/compare/funnel.svg", "/compare/changes", "/compare/planning")


def address(unit, way: str) -> str:
    return f"/manage/units/{unit.id}{way}"


@pytest.mark.parametrize("way", WAYS)
def test_a_stranger_signs_in_first(client, land, way):
    assert client.get(address(land.province, way)).location.startswith("/sign-in")


@pytest.mark.parametrize(
    "role", [each for each in RoleName if Permission.SEE_RESULTS in GRANTED[each]]
)
def test_every_role_sees_its_own_unit_only(client, land, give, as_, role):
    give(land.campaign, land.ia_le, 90, 100)
    as_(land.ia_le, role)
    for way in WAYS:
        expected = 404 if way.endswith(".svg") else 200  # nothing stands below a commune
        assert client.get(address(land.ia_le, way)).status_code == expected, way
        assert client.get(address(land.an_nhon, way)).status_code == 404, way
        assert client.get(address(land.province, way)).status_code == 404, way


def test_units_that_differ_stand_in_groups_with_their_places(client, land, give, as_):
    give(land.campaign, land.ia_le, 60, 100)
    give(land.campaign, land.an_nhon, 97, 100)
    as_(land.province)

    page = read(client.get(address(land.province, "/compare/")))

    assert "Nhóm cao: 1 đơn vị" in page.text
    assert "Nhóm thấp: 1 đơn vị" in page.text
    rows = [row.text for row in page.find_all("tr") if "–" in row.text]
    assert ["1 – 1" in row for row in rows] == [True, False]
    assert rows[0].startswith("Phường An Nhơn")
    assert "Thấp hơn rõ: Xã Ia Le." in page.text


def test_units_alike_have_no_order(client, land, give, as_):
    give(land.campaign, land.ia_le, 93, 100)
    give(land.campaign, land.an_nhon, 95, 100)
    as_(land.province)

    page = read(client.get(address(land.province, "/compare/")))

    assert "Chưa thấy khác nhau rõ." in page.text
    assert "Nhóm" not in page.find("table").text
    assert "Có thể đứng thứ" not in page.text


def test_of_fewer_than_five_answers_nothing_is_told(client, session, land, give, as_):
    few, beside = (make_commune(session, land.province, name) for name in ("Xã Ba", "Xã Bốn"))
    give(land.campaign, land.ia_le, 60, 100)
    give(land.campaign, land.an_nhon, 97, 100)
    give(land.campaign, few, 0, 4)
    give(land.campaign, beside, 20, 20)
    as_(land.province)

    page = read(client.get(address(land.province, "/compare/")))

    # One more is hidden beside it, or the province's sum would tell of the four.
    assert "2 đơn vị chưa so, vì chưa có phiếu hoặc có ít phiếu" in page.text
    assert "Xã Ba" in page.find("details").text
    assert all("Xã Ba" not in table.text for table in page.find_all("table"))


def test_without_two_units_there_is_nothing_to_compare(client, land, give, as_):
    give(land.campaign, land.ia_le, 60, 100)
    as_(land.province)

    assert "Cần ít nhất hai đơn vị" in read(client.get(address(land.province, "/compare/"))).text


def test_the_funnel_is_a_picture_of_its_own(client, land, give, as_):
    give(land.campaign, land.ia_le, 60, 100)
    give(land.campaign, land.an_nhon, 97, 100)
    as_(land.province)

    answered = client.get(address(land.province, "/compare/funnel.svg"))

    assert answered.mimetype == "image/svg+xml"
    assert answered.data.lstrip().startswith(b"<?xml")


def test_what_fell_since_the_campaign_before_is_said(client, session, land, give, as_):
    # Both began on one day: the one kept first is the earlier one.
    later = open_campaign(session, land.province, code="TX-2027")
    give(land.campaign, land.ia_le, 95, 100)
    give(land.campaign, land.an_nhon, 95, 100)
    give(later, land.ia_le, 70, 100)
    give(later, land.an_nhon, 93, 100)
    as_(land.province)

    page = read(client.get(address(land.province, "/compare/changes")))

    ia_le, an_nhon = (row.text for row in page.find("tbody").find_all("tr"))
    assert ia_le.startswith("Xã Ia Le")
    assert ia_le.endswith("▼ Giảm")
    assert "−25,0 điểm phần trăm" in ia_le
    assert an_nhon.endswith("Chưa rõ")
    assert "1 đơn vị giảm, 0 đơn vị tăng" in page.text


def test_campaigns_of_two_kinds_are_refused_with_the_reason(client, session, land, give, as_):
    other = open_campaign(session, land.province, code="DX-2026", kind="ad_hoc")
    give(other, land.ia_le, 95, 100)
    give(land.campaign, land.ia_le, 70, 100)
    as_(land.province)

    text = read(client.get(address(land.province, "/compare/changes?with=DX-2026"))).text

    assert "Không so sánh được: hai đợt khác loại" in text
    assert "Giảm" not in text.split("Không so sánh được")[1]


def test_a_lone_campaign_has_none_before(client, land, as_):
    as_(land.province)

    text = read(client.get(address(land.province, "/compare/changes"))).text

    assert "chưa có đợt nào để so" in text


def test_a_plan_is_worked_out_from_what_is_typed_in(client, land, as_):
    as_(land.province)
    way = "/compare/planning?share=50&people=1000&effect=1&response=100"

    page = read(client.get(address(land.province, way)))

    assert "cộng trừ 3 điểm phần trăm 517 517 527" in page.text  # oracle 08
    assert "không phải 5" in page.text


def test_a_plan_that_cannot_be_says_where(client, land, as_):
    as_(land.province)

    page = read(client.get(address(land.province, "/compare/planning?share=abc")))

    assert "Xin nhập một số lớn hơn 0 và nhỏ hơn 100" in page.text
    assert page.find_all("table") == []


def test_the_unit_s_page_leads_there(client, land, give, as_):
    give(land.campaign, land.ia_le, 60, 100)
    as_(land.province)

    page = read(client.get(address(land.province, "")))

    links = [link.attributes.get("href", "") for link in page.find_all("a")]
    assert any(link.startswith(address(land.province, "/compare/")) for link in links)
