"""The pages of questions as a manager opens them."""

import re

import pytest

from survey.access.permissions import GRANTED, Permission, RoleName
from tests.analysis.ledgers import answer, open_campaign
from tests.analysis.questionnaires import (
    EVERY_KIND,
    NO_OVERALL,
    OVERALL,
    REASONS,
    WHY,
    put_on_shelf,
    questionnaire,
)
from tests.factories.places import make_commune, make_province, make_succession
from tests.page import read

_TOKEN = re.compile(r'name="csrf_token" value="[^"]*"')
WAYS = ("/questions", "/questions.csv", "/comparison", "/comparison.csv")
SECOND = questionnaire("moi-loai", OVERALL, {**WHY, "choices": REASONS[:3]}, version=2)


@pytest.fixture
def asked(app, session, land):
    """Two campaigns of `moi-loai`, in two versions."""
    put_on_shelf(app, EVERY_KIND, SECOND, NO_OVERALL)
    return {
        "MOT": open_campaign(session, land.province, code="MOT", asks=EVERY_KIND),
        "HAI": open_campaign(session, land.province, code="HAI", asks=SECOND),
    }


def address(unit, way: str, campaign: str = "MOT") -> str:
    return f"/manage/units/{unit.id}{way}?campaign={campaign}"


@pytest.mark.parametrize("way", WAYS)
def test_a_stranger_signs_in_first(client, land, asked, way):
    assert client.get(address(land.province, way)).location.startswith("/sign-in")


@pytest.mark.parametrize(
    "role", [each for each in RoleName if Permission.SEE_RESULTS in GRANTED[each]]
)
def test_every_role_sees_its_own_unit_and_below_only(client, land, asked, as_, role):
    as_(land.ia_le, role)
    for way in WAYS:
        assert client.get(address(land.ia_le, way)).status_code == 200, way
        assert client.get(address(land.an_nhon, way)).status_code == 404, way
        assert client.get(address(land.province, way)).status_code == 404, way


def test_every_question_is_told_with_its_shares_and_its_silence(client, session, land, asked, as_):
    sad = {"overall": 2, "why": ["waited"], "worst": "~not_asked", "online": "~refused"}
    happy = {"overall": 5, "why": "~not_asked", "worst": "~not_asked", "online": "yes"}
    answer(session, asked["MOT"], land.ia_le, [happy] * 15 + [sad] * 5)
    as_(land.province)

    page = read(client.get(address(land.province, "/questions")))

    told = {
        each.find("h3").text: each.text
        for each in page.find_all("section", **{"class": "question"})
    }
    assert "75 % hài lòng trên 20 người trả lời" in told["Ông/Bà có hài lòng không?"]
    assert (
        "5 người trả lời, 15 không được hỏi, 0 bỏ qua; trong 20 phiếu"
        in told["Vì sao chưa hài lòng?"]
    )
    assert (
        "15 người trả lời, 5 không muốn trả lời, 0 bỏ qua"
        in told["Ông/Bà có nộp trực tuyến không?"]
    )
    assert "Chưa có ai trả lời câu này." in told["Ông/Bà chờ bao lâu?"]
    assert next(iter(told)) == "Ông/Bà có hài lòng không?"


def test_fewer_than_five_answers_are_nowhere(client, session, land, asked, as_):
    def seen(unit, said):
        answer(session, asked["MOT"], unit, [said] * 4 + [{}] * 3)
        as_(unit)
        pages = [client.get(address(unit, way)).get_data(as_text=True) for way in WAYS]
        pages.append(client.get(f"/manage/units/{unit.id}?campaign=MOT").get_data(as_text=True))
        written = _TOKEN.sub("", "\n".join(pages))
        for own in (unit.name, f"units/{unit.id}", unit.code):
            written = written.replace(own, "")
        return written

    one = {"overall": 1, "why": ["waited"], "service": {"place": 1}, "online": "yes", "waited": 5}
    other = {"overall": 3, "why": ["other"], "service": {"place": 5}, "online": "no", "waited": 900}
    sad = seen(land.ia_le, one)
    assert "Dưới 5 người trả lời" in sad
    assert sad == seen(land.an_nhon, other)


def test_the_file_is_offered_and_marked_as_utf_8(client, session, land, asked, as_):
    answer(session, asked["MOT"], land.ia_le, [{"overall": 5}] * 6)
    as_(land.ia_le)
    page = read(client.get(address(land.ia_le, "/questions")))
    written = client.get(page.links["Tải bảng (CSV)"])
    assert written.mimetype == "text/csv"
    assert written.get_data(as_text=True).startswith("\ufeffcampaign,questionnaire,version,unit")
    assert "attachment" in written.headers["Content-Disposition"]


def test_reasons_stand_on_the_overview_the_most_frequent_first(client, session, land, asked, as_):
    why = [["waited"]] * 4 + [["papers"]] * 6
    given = [{"overall": 1, "why": ticked, "worst": "~not_asked"} for ticked in why]
    answer(session, asked["MOT"], land.ia_le, given)
    as_(land.ia_le)
    page = read(client.get(address(land.ia_le, "")))
    reasons = page.find("section", **{"aria-labelledby": "reasons-title"})
    rows = [row.text for row in reasons.find("tbody").find_all("tr")]
    assert [row.split("  ")[0].split(" 6")[0].split(" 4")[0] for row in rows] == [
        "Giấy tờ rườm rà",
        "Chờ lâu",
    ]


def test_without_an_overall_question_the_page_says_so_and_leads_on(
    client, session, land, asked, as_
):
    campaign = open_campaign(session, land.province, code="KHONG", asks=NO_OVERALL)
    answer(session, campaign, land.ia_le, [{"service": {"place": 5, "staff": 2}}] * 6)
    as_(land.province)
    page = read(client.get(address(land.province, "", "KHONG")))
    assert "Phiếu này không có câu hỏi chung" in page.text
    assert "6 phiếu trả lời" in page.text
    for verdict in ("Chưa đạt", "Đạt", "Chưa đủ phiếu"):
        assert verdict not in page.text.replace("đạt hay chưa đạt", "")
    assert page.links["Xem từng câu hỏi"] == address(land.province, "/questions", "KHONG")
    assert read(client.get(address(land.ia_le, "", "KHONG"))).status == 200
    file = client.get(address(land.province, "/results.csv", "KHONG"))
    assert file.location == address(land.province, "/questions.csv", "KHONG")


def test_two_campaigns_are_compared_and_what_differs_is_refused_unless_ticked(
    client, session, land, asked, as_
):
    given = [{"overall": 2, "why": ["waited"]}] * 12
    for campaign in asked.values():
        answer(session, campaign, land.ia_le, given)
    as_(land.province)

    page = read(client.get(address(land.province, "/comparison", "HAI") + "&with=MOT"))
    assert "Đợt trước: Đợt MOT. Đợt sau: Đợt HAI." in page.text
    assert "Vì sao chưa hài lòng? (các lựa chọn khác)" in page.text
    assert "Không so sánh được" not in page.text

    forced = read(client.get(address(land.province, "/comparison", "HAI") + "&with=MOT&force=1"))
    assert "Chờ lâu Không so sánh được: các lựa chọn khác" in forced.text
    written = client.get(forced.links["Tải bảng (CSV)"]).get_data(as_text=True)
    assert "forced,các lựa chọn khác" in written


def test_a_campaign_out_of_sight_cannot_be_set_beside(client, session, land, asked, as_):
    as_(land.ia_le)
    assert client.get(address(land.ia_le, "/comparison") + "&with=XYZ").status_code == 404
    open_campaign(session, land.an_nhon, code="XA", asks=EVERY_KIND)
    assert client.get(address(land.ia_le, "/comparison") + "&with=XA").status_code == 404


def test_one_campaign_alone_says_that_there_is_nothing_beside_it(client, land, as_):
    as_(land.ia_le)
    page = read(client.get(address(land.ia_le, "/comparison", land.campaign.code)))
    assert "mới có một đợt khảo sát" in page.text
    unit = address(land.ia_le, "/comparison.csv", land.campaign.code)
    assert client.get(unit).status_code == 404


def test_the_pages_are_spoken_in_english_too(client, session, land, asked, as_):
    answer(session, asked["MOT"], land.ia_le, [{"overall": 5, "online": "yes"}] * 6)
    as_(land.province)
    client.post("/manage/language", data={"language": "en"})
    page = read(client.get(address(land.province, "/questions")))
    assert page.language == "en"
    assert "Very satisfied" in page.text


def test_before_the_reform_there_is_no_verdict_either(client, session, land, asked, as_):
    old = make_commune(session, make_province(session, "Tỉnh cũ"), "Xã cũ")
    make_succession(session, old, land.ia_le)
    open_campaign(session, land.province, code="KHONG", asks=NO_OVERALL)
    as_(land.ia_le)
    assert client.get(address(land.ia_le, "/before")).status_code == 200
    led = client.get(address(land.ia_le, "/before", "KHONG"))
    assert led.location == address(land.ia_le, "/questions", "KHONG")
