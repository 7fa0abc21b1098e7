from datetime import date

import pytest
from sqlalchemy import select

from survey.access.permissions import RoleName
from survey.diary.models import DiaryEntry
from survey.places.codes import issue
from survey.places.counters import close_counter
from survey.places.models import Counter
from tests.factories.accounts import make_account, sign_in
from tests.factories.places import make_commune, make_counter, make_province
from tests.page import read
from tests.survey.places.prints import scanned, words_of

ADDRESS = "/manage/counters"


@pytest.fixture
def province(session):
    return make_province(session, "Tỉnh Gia Lai")


@pytest.fixture
def commune(session, province):
    return make_commune(session, province, "Phường Quy Nhơn Bắc")


@pytest.fixture
def manager(client, session, commune):
    account = make_account(session, commune)
    sign_in(client, account)
    return account


@pytest.fixture
def elsewhere(session, province):
    return make_counter(session, make_commune(session, province, "Xã Ia Le"), name="Quầy khác")


def test_whoever_has_not_signed_in_is_sent_to_do_so(client, session):
    answer = client.get(ADDRESS)
    assert answer.status_code == 302
    assert answer.location.startswith("/sign-in")


def test_a_reviewer_keeps_no_counters(client, session, commune):
    counter = make_counter(session, commune)
    sign_in(client, make_account(session, commune, RoleName.REVIEWER))
    for address in ("", "/new", f"/{counter.code}", f"/{counter.code}/poster.pdf"):
        assert client.get(ADDRESS + address).status_code == 403


def test_the_list_shows_the_counters_in_reach_only(client, session, commune, manager, elsewhere):
    counter = make_counter(session, commune)
    page = read(client.get(ADDRESS))
    assert counter.code in page.links
    assert elsewhere.code not in page.text


@pytest.mark.parametrize("way", ["", "/close", "/qr.svg", "/qr.png", "/poster.pdf"])
def test_a_counter_out_of_reach_is_as_if_it_were_not_there(client, manager, elsewhere, way):
    assert client.get(f"{ADDRESS}/{elsewhere.code}{way}").status_code == 404
    assert client.get(f"{ADDRESS}/{issue(999)}{way}").status_code == 404
    assert client.get(f"{ADDRESS}/không%00có{way}").status_code == 404


def test_a_province_finds_a_counter_by_words_without_marks(client, session, province, elsewhere):
    sign_in(client, make_account(session, province))
    assert elsewhere.code in read(client.get(f"{ADDRESS}?words=ia+le")).links
    nothing = read(client.get(f"{ADDRESS}?words=quy+nhon"))
    assert "Không tìm thấy quầy nào." in nothing.text
    assert nothing.fields["words"] == "quy nhon"


def test_an_empty_list_says_what_to_do_next(client, manager):
    page = read(client.get(ADDRESS))
    assert "Chưa có quầy nào đang mở." in page.text
    assert page.links["Mở quầy mới"] == "/manage/counters/new"


def test_closed_counters_are_listed_when_asked_for(client, session, commune, manager):
    counter = make_counter(session, commune)
    close_counter(session, counter, date(2026, 1, 31))
    assert counter.code not in read(client.get(ADDRESS)).links
    page = read(client.get(f"{ADDRESS}?closed=1"))
    assert counter.code in page.links
    assert "Đã đóng từ 31/01/2026" in page.text


def test_a_counter_is_opened_with_a_code_that_was_dealt(client, session, commune, manager):
    form = read(client.get(f"{ADDRESS}/new")).fields
    form |= {"name": "  Quầy số 3 ", "purpose": "field", "field": "Đất đai"}
    page = read(client.post(f"{ADDRESS}/new", data=form, follow_redirects=True))
    counter = session.scalar(select(Counter))
    assert (counter.name, counter.field, counter.unit_id) == ("Quầy số 3", "Đất đai", commune.id)
    assert counter.opened_on == date(2026, 11, 20)
    assert page.h1 == f"Quầy số 3 · {issue(1)}"
    assert "Đã mở Quầy số 3" in page.text
    (entry,) = session.scalars(select(DiaryEntry).where(DiaryEntry.act == "counter.opened"))
    assert (entry.subject, entry.account_id) == (counter.code, manager.id)


@pytest.mark.usefixtures("manager")
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"name": ""}, "Xin điền ô này."),
        ({"name": "Q\0"}, "có ký tự không đọc được"),
        ({"name": "Q" * 121}, "nhiều nhất 120 ký tự"),
        ({"purpose": "field", "field": " "}, "cần tên lĩnh vực"),
        ({"purpose": "other"}, ""),
        ({"unit_id": "999999"}, ""),
        ({"unit_id": "x"}, ""),
    ],
)
def test_a_counter_that_cannot_be_is_refused_with_what_was_typed_kept(
    client, session, commune, change, reason
):
    form = {"unit_id": commune.id, "name": "Quầy 1", "purpose": "results", "field": "Gì đó"}
    answer = client.post(f"{ADDRESS}/new", data=form | change)
    page = read(answer)
    assert answer.status_code == 422
    assert reason in page.text
    assert page.fields["field"] == change.get("field", "Gì đó").strip()
    assert session.scalar(select(Counter)) is None


def test_a_field_is_kept_only_for_a_counter_that_serves_one(client, session, commune, manager):
    form = {"unit_id": commune.id, "name": "Quầy 1", "purpose": "results", "field": "Đất đai"}
    assert client.post(f"{ADDRESS}/new", data=form).status_code == 302
    assert session.scalar(select(Counter)).field is None


def test_closing_asks_once_and_then_stays_closed(client, session, commune, manager):
    counter = make_counter(session, commune)
    asked = read(client.get(f"{ADDRESS}/{counter.code}/close"))
    assert asked.h1 == "Đóng Quầy số 1?"
    session.refresh(counter)
    assert counter.closed_on is None
    for _ in range(2):  # a second tap changes nothing
        answer = client.post(f"{ADDRESS}/{counter.code}/close", follow_redirects=True)
        page = read(answer)
    assert "Quầy đã đóng từ ngày 20/11/2026." in page.text
    acts = session.scalars(select(DiaryEntry.act).where(DiaryEntry.subject == counter.code)).all()
    assert acts == ["counter.closed"]


def test_a_counters_page_leads_to_its_prints(client, session, commune, manager):
    counter = make_counter(session, commune)
    page = read(client.get(f"{ADDRESS}/{counter.code.lower()}"))
    assert f"http://langnghe.test/q/{counter.code}" in page.links
    for words in ("Áp phích A4", "Bảng để bàn A5", "Bảng gấp hai mặt A5", "Tem dán quầy"):
        assert page.links[words].endswith(f"/{counter.code}.pdf")


def test_the_qr_and_the_poster_open_the_counters_address(
    client, session, commune, manager, tmp_path
):
    counter = make_counter(session, commune)
    svg = client.get(f"{ADDRESS}/{counter.code}/qr.svg")
    assert svg.mimetype == "image/svg+xml"
    picture = tmp_path / "qr.png"
    picture.write_bytes(client.get(f"{ADDRESS}/{counter.code}/qr.png").data)
    assert scanned(picture) == f"HTTP://LANGNGHE.TEST/Q/{counter.code}"
    poster = tmp_path / "poster.pdf"
    poster.write_bytes(client.get(f"{ADDRESS}/{counter.code}/poster.pdf").data)
    for words in ("Phường Quy Nhơn Bắc", "Tỉnh Gia Lai", f"langnghe.test/q/{counter.code}"):
        assert words in words_of(poster)
