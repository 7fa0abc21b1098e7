"""The pages of review, as managers of a province and of a commune meet them."""

from sqlalchemy import func, select

from analysis.integrity.inputs import CONCLUSIONS
from analysis.integrity.models import Proposal
from analysis.rollup.advance import catch_up
from survey.access.permissions import RoleName
from survey.responses.models import Ruling
from tests.analysis.ledgers import DAY, answer, overall
from tests.page import Page, read

SAID = {"counts": "out", "reason": "Đã đối chiếu với lượt giao dịch", "seen": "6"}


def open_page(client, address: str) -> Page:
    return read(client.get(address))


def agree(client, session) -> None:
    """Let whoever is signed in agree with the newest proposal."""
    session.commit()
    newest = session.scalar(select(func.max(Proposal.id)))
    answered = client.post(f"/manage/proposals/{newest}", data={"agrees": "yes"})
    assert answered.status_code == 302


def rulings(session) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(Ruling))


def test_a_province_sees_what_waits_and_both_numbers(client, land, as_, address):
    as_(land.province)

    page = open_page(client, "/manage/held")

    assert "Chờ xem xét (6)" in page.text
    assert "Quầy số 1" in page.text
    assert "100 % trên 10 phiếu" in page.text
    assert "62 % trên 16 phiếu" in page.text or "63 % trên 16 phiếu" in page.text
    assert "Chưa có kết luận nào." in page.text


def test_of_few_only_their_number_is_told(client, session, land, as_):
    answer(session, land.campaign, land.other, overall(5, 5, 5, 5, 5))
    answer(session, land.campaign, land.other, overall(1, 1), flags=["trap", "held"])
    as_(land.other)

    page = open_page(client, "/manage/held")

    assert "2 phiếu" in page.text
    assert "nhóm dưới 5 phiếu nên không cho biết tỷ lệ" in page.text
    assert "71" not in page.text
    group = f"/manage/held/{land.campaign.id}/{land.other.id}/0/{DAY}/trap"
    assert "để không ai bị nhận ra" in open_page(client, group).text


def test_the_rated_unit_sees_and_cannot_rule(client, session, land, as_, address):
    as_(land.ia_le)

    page = open_page(client, address)

    assert "không tự kết luận phiếu của mình" in page.text
    assert "Ghi đề xuất" not in page.text
    assert client.post(address, data=SAID).status_code == 403
    assert rulings(session) == 0


def test_a_neighbour_finds_nothing_and_a_reader_no_door(client, land, as_, address):
    as_(land.other)
    assert client.get(address).status_code == 404
    assert client.post(address, data=SAID).status_code == 404
    as_(land.province, RoleName.REVIEWER)
    assert client.get("/manage/held").status_code == 403
    assert client.post(address, data=SAID).status_code == 403


def test_a_ruling_moves_the_group_and_is_listed_with_its_reason(
    client, session, land, as_, address
):
    as_(land.province)

    assert client.post(address, data=SAID | {"counts": "in"}).status_code == 302

    page = open_page(client, "/manage/held")
    assert "Đề xuất đang chờ người thứ hai" in page.text
    assert rulings(session) == 0
    as_(land.province)
    agree(client, session)
    page = open_page(client, "/manage/held")
    assert "Đã ghi kết luận cho 6 phiếu." in page.text
    assert "Không có phiếu nào chờ xem xét." in page.text
    assert "Đã đối chiếu với lượt giao dịch" in page.text
    assert str(CONCLUSIONS["in"]) == "Tính vào kết quả"
    assert rulings(session) == 6
    result = open_page(client, f"/manage/units/{land.ia_le.id}").text
    assert "trên 16 phiếu hợp lệ" in result


def test_one_person_alone_rules_nothing(client, session, land, as_, address):
    as_(land.province)
    client.post(address, data=SAID)

    page = open_page(client, address)
    assert "chỉ có một tài khoản được kết luận" in page.text
    assert "Người đề xuất không tự đồng ý" in page.text
    agree(client, session)

    assert "cần một người thứ hai" in open_page(client, address).text
    assert rulings(session) == 0


def test_no_ruling_without_a_reason_or_a_word(client, session, land, as_, address):
    as_(land.province)

    assert client.post(address, data=SAID | {"reason": "  "}).status_code == 422
    assert client.post(address, data=SAID | {"counts": "delete"}).status_code == 422
    assert client.post(address, data=SAID | {"reason": "x" * 401}).status_code == 422
    assert client.post(address, data=SAID | {"reason": "\x00"}).status_code == 422
    assert rulings(session) == 0


def test_a_group_that_grew_is_looked_at_again(client, session, land, as_, address):
    as_(land.province)
    more = {"counter_id": land.counter.id, "flags": ["burst", "held"]}
    answer(session, land.campaign, land.ia_le, overall(1), **more)

    client.post(address, data=SAID)

    assert "vừa có thêm phiếu" in open_page(client, address).text
    assert client.post(address, data=SAID | {"seen": "bảy"}).status_code == 302
    assert rulings(session) == 0


def test_a_closed_campaign_is_ruled_on_and_keeps_its_result(client, session, land, as_, address):
    as_(land.province)
    unit = f"/manage/units/{land.ia_le.id}"
    land.campaign.closed_at = client.application.clock()
    open_page(client, unit)  # the first look freezes

    client.post(address, data=SAID | {"counts": "in"})
    as_(land.province)
    agree(client, session)

    assert "kết quả đã chốt không đổi" in open_page(client, address).text
    assert "trên 10 phiếu hợp lệ" in open_page(client, unit).text


def test_addresses_that_lead_nowhere(client, session, land, as_, address):
    as_(land.province)
    catch_up(session)

    for wrong in (
        address.replace(str(DAY), "2026-02-31"),
        address.replace("burst", "fast"),
        address.replace(f"/{land.ia_le.id}/", "/99999999999/"),
        address.replace(f"/{land.campaign.id}/", "/2147483648/"),
    ):
        assert client.get(wrong).status_code == 404
    assert open_page(client, "/manage/held?page=1000000000").status == 200


def test_an_address_of_no_group_and_a_number_of_no_end_are_told(client, as_, land, address):
    as_(land.province)
    assert client.get(address.replace("burst", "%00")).status_code == 404
    said = {"counts": "in", "reason": "Đã xem sổ trực.", "seen": "9" * 5000}
    assert client.post(address, data=said).status_code == 302
    assert "vừa có thêm phiếu" in client.get(address).text
