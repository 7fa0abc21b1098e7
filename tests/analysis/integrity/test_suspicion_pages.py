"""The pages of suspicions, as a province and the rated commune meet them."""

from datetime import date

import pytest
from sqlalchemy import func, select

from analysis.integrity import screening, sign_words
from analysis.integrity.models import Proposal, Suspicion
from analysis.integrity.signs.bunching import ABOVE, WHOLE
from analysis.integrity.signs.exact import CHAIN_BREAK, MISSING_NUMBERS, OVER_DOSSIERS
from analysis.integrity.signs.kinds import KINDS
from analysis.integrity.suspected import list_of, places_of
from analysis.rollup.advance import catch_up
from survey.access.permissions import RoleName
from survey.jobs.models import Job, State
from survey.jobs.worker import work_once
from survey.responses.models import Ruling
from tests.analysis.ledgers import DAY, MOMENT, answer, overall
from tests.page import read

SAID = {"counts": "out", "reason": "Đã xem lịch trực", "seen": "16"}


@pytest.fixture
def suspicion(session, land) -> Suspicion:
    """Of the counter's QR answers that day: ten in the headline and six held."""
    made = Suspicion(
        unit_id=land.ia_le.id,
        counter_id=land.counter.id,
        campaign_id=land.campaign.id,
        sign="out_of_hours",
        channel="qr",
        since=date(2026, 11, 1),
        until=date(2026, 11, 30),
        p=1e-7,
        adjusted_p=1e-5,
        n=400,
        days=[DAY.isoformat()],
        evidence={"x": 50, "n": 400, "peers_x": 40, "peers_n": 4000, "hours": [0] * 18 + [50] * 6},
        found_at=MOMENT,
    )
    session.add(made)
    session.commit()
    return made


def test_a_province_sees_the_evidence_and_both_numbers(client, land, as_, suspicion):
    as_(land.province)
    page = read(client.get("/manage/suspicions"))
    assert "Nhiều phiếu ngoài giờ làm việc" in page.text
    assert "Quầy số 1" in page.text

    page = read(client.get(f"/manage/suspicions/{suspicion.id}"))

    assert "12,5 % (50 trên 400 phiếu)" in page.text
    assert "1,0 % (40 trên 4.000 phiếu)" in page.text
    assert "dưới 1 phần 10.000" in page.text
    assert "21/11" in page.text
    assert "18 giờ: 50 phiếu" in page.text
    assert "Có thể do" in page.text
    assert "không chứng minh ai làm gì" in page.text
    assert "Dấu hiệu liên quan đến 16 phiếu" in page.text


def test_two_people_set_the_covered_aside_and_both_numbers_stay(
    client, session, land, as_, suspicion
):
    answer(session, land.campaign, land.ia_le, overall(*[4] * 9), day=date(2026, 11, 20))
    address = f"/manage/suspicions/{suspicion.id}"
    as_(land.province)
    assert client.post(address, data=SAID).status_code == 302
    assert "Đề xuất đang chờ người thứ hai" in read(client.get(address)).text
    as_(land.province)
    session.commit()
    newest = session.scalar(select(func.max(Proposal.id)))

    assert client.post(f"/manage/proposals/{newest}", data={"agrees": "yes"}).status_code == 302

    page = read(client.get(address))
    assert "Đã ghi kết luận cho 16 phiếu." in page.text
    assert "Đã tách vì dấu hiệu này: 16 phiếu" in page.text
    assert "trên 9 phiếu" in page.text
    assert "trên 25 phiếu" in page.text
    session.rollback()
    assert {row.cause for row in session.scalars(select(Ruling))} == {"sign_out_of_hours"}
    unit = read(client.get(f"/manage/units/{land.ia_le.id}")).text
    assert "9 phiếu" in unit


def test_no_proposal_without_a_reason_or_on_what_changed(client, session, land, as_, suspicion):
    address = f"/manage/suspicions/{suspicion.id}"
    as_(land.province)
    assert client.post(address, data=SAID | {"reason": " "}).status_code == 422
    client.post(address, data=SAID | {"seen": "3"})
    assert "vừa có thêm phiếu" in read(client.get(address)).text
    session.rollback()
    assert session.scalar(select(func.count()).select_from(Proposal)) == 0


def test_the_rated_commune_sees_and_proposes_nothing(client, land, as_, suspicion):
    address = f"/manage/suspicions/{suspicion.id}"
    as_(land.ia_le)
    page = read(client.get(address))
    assert "không tự kết luận phiếu của mình" in page.text
    assert "18 giờ" not in page.text
    assert client.post(address, data=SAID).status_code == 403
    as_(land.other)
    assert client.get(address).status_code == 404
    assert "ngoài giờ" not in read(client.get("/manage/suspicions")).text
    assert client.get("/manage/suspicions/99999999999").status_code == 404
    as_(land.province, RoleName.REVIEWER)
    assert client.get(address).status_code == 403


def test_a_sign_without_answers_has_nothing_to_propose(client, session, land, as_):
    made = Suspicion(
        unit_id=land.ia_le.id,
        counter_id=0,
        campaign_id=land.campaign.id,
        sign="chain_break",
        channel="",
        since=date(2026, 11, 1),
        until=date(2026, 11, 30),
        n=16,
        days=[],
        evidence={"position": 4, "why": "altered"},
        found_at=MOMENT,
    )
    session.add(made)
    as_(land.province)
    session.commit()
    page = read(client.get(f"/manage/suspicions/{made.id}"))
    assert "Cả đơn vị, Xã Ia Le" in page.text
    assert "không chỉ vào phiếu nào" in page.text
    assert "Ghi đề xuất" not in page.text


def test_a_month_is_screened_as_a_job(app, client, session, land, as_):
    as_(land.province)
    page = read(client.get("/manage/suspicions"))
    assert "Chưa có dấu hiệu nào được ghi" in page.text
    assert client.post("/manage/suspicions", data={"month": "2020-01-01"}).status_code == 422
    asked = {"campaign_id": str(land.campaign.id), "month": "2026-11-01"}

    assert client.post("/manage/suspicions", data=asked).status_code == 302

    assert work_once(app)
    session.rollback()
    job = session.scalars(select(Job).where(Job.kind == screening.KIND)).one()
    assert (job.state, job.words) == (State.DONE, "Đã rà soát xong: 0 dấu hiệu mới.")


def test_every_sign_has_its_words():
    extra = {OVER_DOSSIERS, CHAIN_BREAK, MISSING_NUMBERS, ABOVE, WHOLE}
    known = {kind.name for kind in KINDS} | extra
    assert known == set(sign_words.SIGN_NAMES) == set(sign_words.MAY_BE)


def test_a_list_has_pages_and_places(app, session, land, suspicion):
    catch_up(session)
    with app.test_request_context():
        assert list_of(session, {land.ia_le.id}) == [suspicion]
        assert list_of(session, {land.ia_le.id}, page=2) == []
        assert "Xã Ia Le" in places_of(session, [suspicion])[suspicion.id]


def test_a_month_ends_on_its_last_day():
    assert screening.last_of(date(2028, 2, 1)) == date(2028, 2, 29)
    assert screening.last_of(date(2026, 12, 1)) == date(2026, 12, 31)
