"""The pages as a manager opens them."""

import re

import pytest

from survey.access.permissions import GRANTED, Permission, RoleName
from tests.analysis.ledgers import answer, close, open_campaign, overall
from tests.factories.places import make_counter
from tests.page import read

_TOKEN = re.compile(r'name="csrf_token" value="[^"]*"')
WAYS = ("", "/results.csv", "/words", "/before", "/forest.svg", "/trend.svg")


def address(unit, way: str = "") -> str:
    return f"/manage/units/{unit.id}{way}"


@pytest.mark.parametrize("way", WAYS)
def test_a_stranger_signs_in_first(client, land, way):
    answered = client.get(address(land.province, way))
    assert answered.status_code == 302
    assert answered.location.startswith("/sign-in")


@pytest.mark.parametrize(
    "role", [each for each in RoleName if Permission.SEE_RESULTS in GRANTED[each]]
)
def test_every_role_sees_its_own_unit_and_below_only(client, land, give, as_, role):
    give(land.campaign, land.ia_le, 9, 10)
    as_(land.ia_le, role)
    for way in WAYS:
        assert client.get(address(land.ia_le, way)).status_code == 200, way
        assert client.get(address(land.an_nhon, way)).status_code == 404, way
        assert client.get(address(land.province, way)).status_code == 404, way


def test_a_counter_is_seen_from_its_own_unit_only(client, session, land, give, as_):
    counter, other = make_counter(session, land.ia_le), make_counter(session, land.an_nhon)
    give(land.campaign, land.ia_le, 9, 10, counter_id=counter.id)
    as_(land.ia_le)
    page = read(client.get(address(land.ia_le, f"/counters/{counter.code}")))
    assert "9 trên 10" not in page.text  # ten answers have a percentage
    assert "90 %" in page.text
    assert client.get(address(land.ia_le, f"/counters/{other.code}")).status_code == 404
    assert client.get(address(land.ia_le, "/counters/ZZZZZ")).status_code == 404


def test_the_front_page_is_ones_own_unit(client, land, as_):
    as_(land.ia_le)
    assert client.get("/manage/").location == address(land.ia_le)
    assert client.get("/manage/?find=le&x=y").location == f"{address(land.ia_le)}?find=le"
    assert client.get("/manage/start").location == "/manage/"


def test_the_numbers_are_those_counted_by_hand(client, land, give, as_):
    give(land.campaign, land.ia_le, 230, 250)
    give(land.campaign, land.an_nhon, 213, 250)
    as_(land.province)

    page = read(client.get(address(land.province)))

    assert "88,6 %" in page.text  # 443 of 500
    assert "trên 500 phiếu hợp lệ" in page.text
    assert "85,5 % – 91,3 %" in page.text
    rows = [row.text for row in page.find("tbody").find_all("tr")]
    assert rows[0].startswith("Phường An Nhơn")
    assert "85,2 %" in rows[0]
    assert "Chưa đạt" in rows[0]
    assert "92,0 %" in rows[1]
    counts = [found.text for found in page.find("ul", **{"class": "counts"}).find_all("li")]
    assert [text.split()[0] for text in counts] == ["0", "1", "1"]


def test_fewer_than_five_answers_are_nowhere(client, session, land, as_):
    def seen(values):
        unit = {1: land.ia_le, 5: land.an_nhon}[values[0]]
        counter = make_counter(session, unit, name="Quầy số 1")
        given = [{"overall": value, "attitude": value} for value in values]
        answer(session, land.campaign, unit, given, counter_id=counter.id)
        as_(unit)
        pages = [
            client.get(address(unit)).get_data(as_text=True),
            client.get(address(unit, f"/counters/{counter.code}")).get_data(as_text=True),
            client.get(address(unit, "/results.csv")).get_data(as_text=True),
            client.get(address(unit, "/words")).get_data(as_text=True),
            client.get(address(unit, "/before")).get_data(as_text=True),
        ]
        told = _TOKEN.sub("", "\n".join(pages))
        for own in (unit.name, f"units/{unit.id}", counter.code, unit.code):
            told = told.replace(own, "")
        return told

    sad, happy = seen([1, 1, 1, 1]), seen([5, 5, 5, 5])

    assert "dưới 5 phiếu" in sad
    assert sad == happy


def test_words_are_shown_without_markup_and_never_under_ten(client, session, land, say, as_):
    wild = '<script>alert(1)</script> "quá lâu"'
    say(land.campaign, land.ia_le, wild, value=1)
    answer(session, land.campaign, land.ia_le, overall(*[1] * 8))
    as_(land.ia_le)
    for way in ("", "/words"):
        page = read(client.get(address(land.ia_le, way)))
        assert "quá lâu" not in page.text
        assert "Lời người dân chỉ hiện khi có từ 10 phiếu trở lên" in page.text
    answer(session, land.campaign, land.ia_le, overall(1))
    for way in ("", "/words"):
        page = read(client.get(address(land.ia_le, way)))
        assert [bdi.text for bdi in page.find_all("bdi")] == [wild]


def test_a_closed_campaign_says_since_when_it_is_final(client, session, land, give, as_):
    give(land.campaign, land.ia_le, 96, 100)
    close(session, land.campaign)
    as_(land.province)
    page = read(client.get(f"{address(land.province)}?campaign={land.campaign.code}"))
    assert "Đã chốt ngày 21/11/2026." in page.text
    assert "96,0 %" in page.text
    # No more answers can come, so none are asked for.
    assert "thêm" not in page.text.partition("Tỷ lệ hài lòng chung")[2].partition("Người dân")[0]


def test_a_unit_without_a_campaign_says_what_to_do(client, session, as_):
    from tests.factories.places import make_province

    lonely = make_province(session)
    as_(lonely)
    page = read(client.get(address(lonely)))
    assert "Chưa có đợt khảo sát nào ở đơn vị này." in page.text
    assert page.links["Lập đợt khảo sát"] == "/manage/campaigns/new"
    assert client.get(address(lonely, "/results.csv")).status_code == 404


def test_a_campaign_without_answers_says_how_they_come(client, land, as_):
    as_(land.province)
    page = read(client.get(address(land.province)))
    assert "Chưa có phiếu nào." in page.text
    assert "chưa có phiếu" in page.text
    assert not page.find_all("img")


def test_one_goes_down_and_up_again_in_the_same_campaign(client, session, land, give, as_):
    ad_hoc = open_campaign(session, land.province, code="DX", kind="ad_hoc")
    counter = make_counter(session, land.ia_le, name="Quầy số 1")
    give(ad_hoc, land.ia_le, 9, 10, counter_id=counter.id)
    as_(land.province)

    province = read(client.get(f"{address(land.province)}?campaign=DX"))
    commune = read(client.get(province.links["Xã Ia Le"]))
    counter_page = read(client.get(commune.links[f"Quầy số 1 ({counter.code})"]))

    assert commune.fields["campaign"] == counter_page.fields["campaign"] == "DX"
    assert counter_page.links["Xã Ia Le"] == f"{address(land.ia_le)}?campaign=DX"
    assert counter_page.links["Tỉnh Gia Lai"] == f"{address(land.province)}?campaign=DX"


def test_the_way_up_ends_where_the_reach_does(client, land, give, as_):
    as_(land.ia_le)
    page = read(client.get(address(land.ia_le)))
    assert "Tỉnh Gia Lai" in page.text
    assert "Tỉnh Gia Lai" not in page.links


def test_a_filter_leaves_the_counts_and_the_file_alone(client, land, give, as_):
    give(land.campaign, land.ia_le, 10, 100)
    give(land.campaign, land.an_nhon, 400, 400)
    as_(land.province)
    query = f"{address(land.province)}?verdict=met&sort=name"
    page = read(client.get(query))
    names = [row.find("th").text for row in page.find("tbody").find_all("tr")]
    assert names == ["Phường An Nhơn"]
    assert "Đang lọc: 1 trên 2." in page.text
    written = client.get(page.links["Tải bảng (CSV)"])
    assert written.mimetype == "text/csv"
    assert "attachment" in written.headers["Content-Disposition"]
    assert written.get_data(as_text=True).count("\r\n") == 2
    nobody = read(client.get(f"{address(land.province)}?find=khong+ai"))
    assert "Không có đơn vị nào như vậy." in nobody.text


def test_the_page_is_spoken_in_english_too(client, land, give, as_):
    give(land.campaign, land.ia_le, 9, 10)
    as_(land.province)
    client.post("/manage/language", data={"language": "en"})
    page = read(client.get(address(land.province)))
    assert page.language == "en"
    assert "90%" in page.text.replace(" ", "")


def test_what_waits_and_what_came_late_stand_beside_the_number(client, land, give, as_):
    give(land.campaign, land.ia_le, 190, 200)
    give(land.campaign, land.ia_le, 0, 100, flags=["burst", "held"])
    give(land.campaign, land.ia_le, 0, 7, flags=["late"])
    give(land.campaign, land.ia_le, 8, 10, channel="kiosk")
    as_(land.province)

    for place in (land.ia_le, land.province):
        page = read(client.get(address(place)))
        assert "trên 210 phiếu hợp lệ" in page.text
        assert "100 phiếu; nếu tính cả: 63,9 % trên 310 phiếu." in page.text
        assert "Đến sau khi đợt đã đóng: 7 phiếu, không tính." in page.text
        assert page.links["Chờ xem xét"] == "/manage/held"
        assert "Máy đánh giá: 80 % trên 10 phiếu" in page.text


def test_a_reader_sees_both_numbers_and_no_way_to_rule(client, land, give, as_):
    give(land.campaign, land.ia_le, 10, 10)
    give(land.campaign, land.ia_le, 0, 10, flags=["trap", "held"])
    as_(land.ia_le, RoleName.REVIEWER)

    page = read(client.get(address(land.ia_le)))

    assert "Chờ xem xét: 10 phiếu; nếu tính cả: 50 % trên 20 phiếu." in page.text
    assert "/manage/held" not in page.links.values()


def test_the_file_can_be_had_by_ways_of_answering(client, land, give, as_):
    give(land.campaign, land.ia_le, 9, 10)
    give(land.campaign, land.ia_le, 5, 10, channel="paper")
    as_(land.province)

    sent = client.get(address(land.province, "/results.csv?by=channel"))

    assert "cach-tra-loi" in sent.headers["Content-Disposition"]
    rows = sent.get_data(as_text=True).splitlines()
    assert [row.split(",")[2:5] for row in rows[1:]] == [
        ["Mã QR ở quầy", "10", "9"],
        ["Phiếu giấy", "10", "5"],
    ]


def test_a_frozen_verdict_is_not_touched_by_what_comes_late(client, session, land, give, as_):
    give(land.campaign, land.ia_le, 100, 100)
    close(session, land.campaign)
    as_(land.province)
    read(client.get(address(land.ia_le)))  # the first look freezes
    give(land.campaign, land.ia_le, 0, 50, flags=["late"])

    page = read(client.get(address(land.ia_le)))

    assert "trên 100 phiếu hợp lệ" in page.text
    assert "Đến sau khi đợt đã đóng: 50 phiếu, không tính." in page.text
