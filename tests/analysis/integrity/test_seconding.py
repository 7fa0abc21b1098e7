"""The door of the second person, as those above a unit and others meet it."""

from sqlalchemy import func, select

from analysis.integrity.models import Proposal
from survey.access.permissions import RoleName
from survey.responses.models import Ruling
from tests.page import read

SAID = {"counts": "out", "reason": "Đã đối chiếu với lượt giao dịch", "seen": "6"}


def proposed(client, session, address: str) -> str:
    client.post(address, data=SAID)
    session.rollback()
    return f"/manage/proposals/{session.scalar(select(func.max(Proposal.id)))}"


def rulings(session) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(Ruling))


def test_another_person_confirms_on_the_group_s_page(client, session, land, as_, address):
    as_(land.province)
    door = proposed(client, session, address)
    as_(land.province)
    page = read(client.get(address))
    assert "Đề xuất đang chờ người thứ hai" in page.text
    assert "chỉ có một tài khoản" not in page.text

    assert client.post(door, data={"agrees": "yes"}).status_code == 302

    assert "Đã ghi kết luận cho 6 phiếu." in read(client.get(address)).text
    assert rulings(session) == 6


def test_a_refusal_says_why_and_changes_nothing(client, session, land, as_, address):
    as_(land.province)
    door = proposed(client, session, address)
    as_(land.province)

    client.post(door, data={"agrees": "no", "why": " "})
    assert "Xin ghi lý do không đồng ý." in read(client.get(address)).text
    client.post(door, data={"agrees": "perhaps"})
    client.post(door, data={"agrees": "no", "why": "Hôm đó phát thẻ"})

    page = read(client.get(address))
    assert "Hôm đó phát thẻ" in page.text
    assert rulings(session) == 0


def test_the_rated_unit_a_neighbour_and_a_reader_are_no_seconds(
    client, session, land, as_, address
):
    as_(land.province)
    door = proposed(client, session, address)
    for unit, role, status in (
        (land.ia_le, RoleName.MANAGER, 403),
        (land.other, RoleName.MANAGER, 404),
        (land.province, RoleName.REVIEWER, 403),
    ):
        as_(unit, role)
        assert client.post(door, data={"agrees": "yes"}).status_code == status
    as_(land.province)
    assert client.post("/manage/proposals/99999999999", data={"agrees": "yes"}).status_code == 404
    assert client.post("/manage/proposals/77", data={"agrees": "yes"}).status_code == 404
    assert rulings(session) == 0
