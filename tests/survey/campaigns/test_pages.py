"""Campaigns by hand: drafted, opened and closed on the pages, by who answers for the units."""

from datetime import date
from io import BytesIO

import pytest
from flask_babel import lazy_gettext

from survey.access.permissions import RoleName
from survey.campaigns import turning
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


def test_each_kind_says_what_it_demands_before_it_is_chosen(client, manager):
    page = read(client.get("/manage/campaigns/new"))
    assert page.choices("kind") == ["routine", "ad_hoc", "field", "invited"]
    for words in (
        "Phải có mẫu đã chọn",
        "Phải có danh sách người được mời",
        "Dài nhất 183 ngày; mỗi đơn vị cần ít nhất 10 phiếu, đo theo chỉ tiêu đột xuất.",
        "Kết quả chỉ hiện sau khi đóng đợt.",
    ):
        assert words in page.text


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"kind": "ad_hoc", "ends_on": "2027-11-02"}, "dài nhất 366 ngày"),
        ({"kind": "invited", "fewest": "9"}, "không được dưới 10"),
        ({"fewest": "1,5"}, "số nguyên"),
        ({"fewest": "9" * 400}, "số nguyên"),
        ({"fewest": "2000000"}, "Nhiều nhất 1.000.000"),
    ],
)
def test_what_a_kind_does_not_allow_is_said_at_its_field(client, manager, province, typed, words):
    answer = drafted(client, province, **typed)
    assert (answer.status_code, words in read(answer).text) == (422, True)


def test_a_draft_is_changed_and_takes_a_code_that_says_what_it_is(client, manager, province):
    address = drafted(client, province, fewest="60").location
    page = read(client.get(f"{address}/edit"))
    assert (page.fields["name"], page.fields["fewest"]) == (PLAN["name"], "60")
    changed = {**PLAN, "units": [province.id], "name": "Tên mới", "kind": "ad_hoc", "fewest": ""}

    same = client.post(f"{address}/edit", data={**changed, "kind": "routine"})
    assert same.location == address
    moved = client.post(f"{address}/edit", data=changed)

    assert moved.location == "/manage/campaigns/DX-52-202611"
    text = read(client.get(moved.location)).text
    assert "Tên mới" in text
    assert "30 phiếu mỗi đơn vị" in text
    assert client.get(address).status_code == 404


def test_an_opened_campaign_is_not_changed(client, manager, session, province):
    address = f"/manage/campaigns/{make_campaign(session, province).code}"
    for answer in (
        client.get(f"{address}/edit", follow_redirects=True),
        client.post(f"{address}/edit", data={**PLAN, "units": [1]}, follow_redirects=True),
    ):
        assert "không còn ở trạng thái đó" in read(answer).text


def test_what_is_missing_is_said_before_and_at_the_opening(app, client, manager, province):
    app.extensions["turning"] = turning.Turns()
    address = drafted(client, province).location
    assert "Không còn thiếu gì để mở." in read(client.get(address)).text
    turning.before_opening(app, lambda _session, _campaign: lazy_gettext("Chưa chọn mẫu lần nào."))
    assert "Chưa chọn mẫu lần nào." in read(client.get(address)).text

    answer = client.post(f"{address}/open")

    assert answer.status_code == 409
    assert "còn thiếu yêu cầu của loại đợt này" in read(answer).text
    assert "Bản nháp" in read(client.get(address)).text


def test_a_draft_says_what_it_will_meet(client, session, manager, province, commune):
    make_campaign(session, province, code="TX-1")
    address = drafted(client, commune).location
    assert "Hai đợt cùng loại nên không thể cùng mở." in read(client.get(address)).text


def test_a_closed_campaign_is_published_and_annotated(client, session, manager, province):
    address = f"/manage/campaigns/{make_campaign(session, province).code}"
    client.post(f"{address}/close")
    assert client.post(f"{address}/publish", data={"words": " "}).status_code == 422
    assert read(client.get(f"{address}/publish")).status == 200
    client.post(f"{address}/publish", data={"words": "Báo cáo số 12"})
    client.post(f"{address}/notes", data={"note-words": "Dòng một\r\n<b>Dòng hai</b>"})
    again = client.post(f"{address}/publish", data={"words": "Lần nữa"}, follow_redirects=True)
    assert "không còn ở trạng thái đó" in read(again).text

    page = read(client.get(address))
    assert "Đã công bố" in page.text
    assert "Báo cáo số 12" in page.text
    assert "<b>Dòng hai</b>" in page.text
    assert manager.name in page.text


@pytest.mark.parametrize("words", ["", "a\x00b", "a" * 2001])
def test_a_note_that_cannot_be_kept_is_said_on_the_page(client, session, manager, province, words):
    address = f"/manage/campaigns/{make_campaign(session, province).code}"
    client.post(f"{address}/close")
    answer = client.post(f"{address}/notes", data={"note-words": words})
    assert answer.status_code == 422
    assert "Ghi chú mới" in read(answer).text


def test_nothing_is_said_afterwards_of_what_is_still_open(client, session, manager, province):
    address = f"/manage/campaigns/{make_campaign(session, province).code}"
    for act, name in (("publish", "words"), ("notes", "note-words")):
        answer = client.post(f"{address}/{act}", data={name: "Sớm"}, follow_redirects=True)
        assert "không còn ở trạng thái đó" in read(answer).text


def test_a_plan_is_typed_in_and_wrong_numbers_stay_to_be_mended(client, manager, province, commune):
    address = drafted(client, province).location
    fields = {f"unit-{province.id}": "1.200", f"unit-{commune.id}": "1,5"}
    answer = client.post(f"{address}/plan", data=fields)
    assert answer.status_code == 422
    page = read(answer)
    assert page.fields[f"unit-{commune.id}"] == "1,5"

    client.post(f"{address}/plan", data={**fields, f"unit-{commune.id}": "30"})
    assert "có kế hoạch cho 2 đơn vị" in read(client.get(address)).text
    assert read(client.get(f"{address}/plan")).fields[f"unit-{province.id}"] == "1200"


def sheet(text, name="plan.csv"):
    content = text if isinstance(text, bytes) else text.encode()
    return {"data": {"sheet": (BytesIO(content), name)}, "content_type": "multipart/form-data"}


def test_a_plan_comes_as_a_sheet_and_bad_lines_are_told(client, manager, province, commune):
    address = drafted(client, province).location
    good = f"Mã đơn vị,Số phiếu\n{commune.code},30\n"
    answer = client.post(f"{address}/plan/sheet", **sheet(good + "XX,1\n52,-1\n"))
    assert answer.status_code == 422
    text = read(answer).text
    assert "Dòng 3" in text
    assert "Dòng 4: “-1” không phải số phiếu" in text
    assert "chưa có kế hoạch" in read(client.get(address)).text

    client.post(f"{address}/plan/sheet", **sheet(good))
    assert "có kế hoạch cho 1 đơn vị" in read(client.get(address)).text


@pytest.mark.parametrize(
    "bad", [("",), (b"PK\x03\x04rubbish", "a.xlsx"), ("x", "a.exe"), ("a,b\n",)]
)
def test_a_sheet_that_is_none_leaves_the_plan_as_it_was(client, manager, province, bad):
    address = drafted(client, province).location
    client.post(f"{address}/plan", data={f"unit-{province.id}": "7"})
    answer = client.post(f"{address}/plan/sheet", **sheet(*bad))
    assert answer.status_code == 422
    assert "kế hoạch cũ giữ nguyên" in read(answer).text
    assert read(client.get(f"{address}/plan")).fields[f"unit-{province.id}"] == "7"


def test_a_copy_says_what_it_is(client, session, manager, province):
    code = make_campaign(session, province).code
    answer = client.post(f"/manage/campaigns/{code}/copy", follow_redirects=True)
    text = read(answer).text
    assert "mọi ngày dời sang năm sau" in text
    assert "01/10/2027 – 31/12/2027" in text


def test_a_copy_says_that_its_questionnaire_is_retired(client, province, published):
    published(province)
    address = drafted(client, province, questionnaire="quay-xa").location
    client.post("/manage/questionnaires/look/quay-xa/1/retire")
    text = read(client.post(f"{address}/copy", follow_redirects=True)).text
    assert "không còn được dùng" in text


def test_the_calendar_is_a_table_and_a_list(client, session, manager, province):
    code = make_campaign(session, province, name="Cả quý bốn").code
    make_campaign(session, province, kind="ad_hoc", starts_on=date(2026, 12, 5))
    page = read(client.get("/manage/campaigns/calendar?year=2026"))
    (table,) = page.find_all("table")
    assert [th.text for th in table.find("thead").find_all("th")][1:] == [
        str(month) for month in range(1, 13)
    ]
    assert "cả tháng" in table.text
    assert "ngày 5 đến 31" in table.text
    assert page.links["Cả quý bốn"] == f"/manage/campaigns/{code}"
    assert "Từ 01/01/2026 đến 30/09/2026 (273 ngày)" in page.text
    assert "quầy hỏi theo đợt đột xuất" in page.text


@pytest.mark.parametrize("year", ["", "x", "0", "99999999999", "-1", "٢٠٢٦", "2026\x00"])
def test_the_calendar_of_no_year_is_one_that_can_be_shown(client, manager, year):
    answer = client.get("/manage/campaigns/calendar", query_string={"year": year})
    assert read(answer).status == 200


@pytest.mark.parametrize("act", ["edit", "publish", "plan"])
def test_what_is_somebody_elses_is_not_there_at_any_door(client, session, manager, act):
    code = make_campaign(session, make_province(session), is_open=False).code
    assert client.get(f"/manage/campaigns/{code}/{act}").status_code == 404
    for post in (act, "copy", "notes", "plan/sheet"):
        assert client.post(f"/manage/campaigns/{code}/{post}").status_code == 404
