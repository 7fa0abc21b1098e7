"""Campaigns by hand: drafted, opened and closed on the pages, by who answers for the units."""

from datetime import date

import pytest

from survey.access.permissions import RoleName
from survey.questionnaires.publishing import Decision
from tests.factories.accounts import make_account, sign_in
from tests.factories.campaigns import make_campaign
from tests.factories.places import make_commune, make_province
from tests.factories.questionnaires import make_published
from tests.page import read

PLAN = {
    "name": "Khảo sát thường xuyên năm 2026",
    "kind": "routine",
    "starts_on": "2026-11-01",
    "ends_on": "2026-12-31",
    "questionnaire": "dossier",
}


@pytest.fixture
def province(session):
    return make_province(session, code="52")


@pytest.fixture
def commune(session, province):
    return make_commune(session, province)


@pytest.fixture
def manager(client, session, province):
    account = make_account(session, province, RoleName.MANAGER)
    sign_in(client, account)
    return account


def drafted(client, unit, **other):
    return client.post("/manage/campaigns/new", data={**PLAN, "units": [unit.id], **other})


def test_the_whole_life_of_a_campaign(client, manager, province):
    address = drafted(client, province).location
    assert address == "/manage/campaigns/TX-52-202611"
    page = read(client.get(address))
    assert "Bản nháp" in page.text

    client.post(f"{address}/open", data=page.fields)
    assert "Đang mở" in read(client.get(address)).text

    asked = read(client.get(f"{address}/close"))
    assert "Đóng đợt là chốt số liệu, không mở lại được" in asked.text
    assert "Đang mở" in read(client.get(address)).text

    client.post(f"{address}/close", data=asked.fields)
    assert "Đã đóng" in read(client.get(address)).text
    assert "Khảo sát thường xuyên năm 2026" in read(client.get("/manage/campaigns")).text


def test_a_campaign_that_is_closed_twice_says_how_things_stand(client, session, manager, province):
    address = f"/manage/campaigns/{make_campaign(session, province).code}"
    client.post(f"{address}/close")

    again = client.post(f"{address}/close", follow_redirects=True)

    assert "không còn ở trạng thái đó" in read(again).text


def test_opening_over_another_names_what_is_in_the_way(client, session, manager, province, commune):
    make_campaign(session, province, code="CU", name="Đợt đang chạy")
    address = drafted(client, commune).location

    answer = client.post(f"{address}/open")

    assert answer.status_code == 409
    assert "Đợt đang chạy (CU)" in read(answer).text
    assert "Bản nháp" in read(client.get(address)).text


@pytest.mark.parametrize(
    "wrong",
    [
        ("name", "", "Xin điền ô này."),
        ("name", "a\x00b", "ký tự không đọc được"),
        ("name", "a" * 201, "200"),
        ("kind", "yearly", ""),
        ("kind", None, "Xin chọn một loại."),
        ("starts_on", "31/02/2026", "một ngày có thật"),
        ("ends_on", "", "một ngày có thật"),
        ("ends_on", "2026-10-31", "Ngày cuối phải từ ngày đầu trở đi."),
        ("units", [], "ít nhất một đơn vị"),
        ("units", ["x"], ""),
        ("units", ["999999"], ""),
        ("questionnaire", "../secret", ""),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(client, manager, province, wrong):
    field, value, words = wrong
    answer = drafted(client, province, **{field: value})

    assert answer.status_code == 422
    page = read(answer)
    assert words in page.text
    assert field == "name" or page.fields["name"] == PLAN["name"]


def test_a_unit_out_of_reach_cannot_be_asked(client, session, manager):
    stranger = make_commune(session)
    assert drafted(client, stranger).status_code == 422


def test_a_campaign_of_somebody_else_is_not_there(client, session, manager):
    code = make_campaign(session, make_province(session)).code

    for act in ("", "/close"):
        assert client.get(f"/manage/campaigns/{code}{act}").status_code == 404
    for act in ("/open", "/close"):
        assert client.post(f"/manage/campaigns/{code}{act}").status_code == 404
    assert code not in client.get("/manage/campaigns").text


def test_a_campaign_from_above_is_seen_and_not_touched(client, session, province, commune):
    campaign = make_campaign(session, province)
    sign_in(client, make_account(session, commune, RoleName.MANAGER))
    address = f"/manage/campaigns/{campaign.code}"

    assert "do cấp trên quản lý" in read(client.get(address)).text
    assert client.post(f"{address}/close").status_code == 404


@pytest.mark.parametrize("act", ["open", "close"])
def test_a_reviewer_neither_opens_nor_closes(client, session, province, act):
    code = make_campaign(session, province).code
    sign_in(client, make_account(session, province, RoleName.REVIEWER))

    assert client.post(f"/manage/campaigns/{code}/{act}").status_code == 403


def test_nothing_happens_without_the_pages_token(client, session, manager, province):
    address = f"/manage/campaigns/{make_campaign(session, province).code}"
    client.environ_base.pop("HTTP_X_CSRFTOKEN")

    assert client.post(f"{address}/close").status_code == 400
    assert "Đang mở" in read(client.get(address)).text


@pytest.fixture
def published(app, session, manager):
    def publish(unit, *decision):
        with app.app_context():
            return make_published(session, unit, manager, *decision)

    return publish


def test_what_the_unit_published_can_be_asked(client, session, province, published):
    published(province)
    page = read(client.get("/manage/campaigns/new"))
    assert "quay-xa" in page.choices("questionnaire")

    address = drafted(client, province, questionnaire="quay-xa").location
    client.post(f"{address}/open")

    page = read(client.get(address))
    assert "Đang mở" in page.text
    assert "Ý kiến ở quầy, bản 1" in page.text


def test_what_strangers_published_or_is_not_valid_yet_is_not_offered(client, session, published):
    published(make_province(session))
    assert "quay-xa" not in read(client.get("/manage/campaigns/new")).choices("questionnaire")


@pytest.mark.parametrize("how", ["retired", "not valid to the end"])
def test_opening_says_why_a_questionnaire_cannot_be_asked(
    client, session, province, published, how
):
    last = None if how == "retired" else date(2026, 12, 30)
    published(province, Decision("1", date(2026, 11, 1), last))
    address = drafted(client, province, questionnaire="quay-xa").location
    if how == "retired":
        client.post("/manage/questionnaires/look/quay-xa/1/retire")

    answer = client.post(f"{address}/open")

    assert answer.status_code == 409
    assert "đã ngừng dùng, không còn hiệu lực" in read(answer).text
    assert "Bản nháp" in read(client.get(address)).text


def test_a_running_campaign_goes_on_with_what_is_retired(client, province, published):
    published(province)
    address = drafted(client, province, questionnaire="quay-xa").location
    client.post(f"{address}/open")
    client.post("/manage/questionnaires/look/quay-xa/1/retire")

    page = read(client.get(address))
    assert "Đang mở" in page.text
    assert "Ý kiến ở quầy, bản 1" in page.text
