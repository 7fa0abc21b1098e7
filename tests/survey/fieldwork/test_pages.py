"""Whoever supervises sees how far fieldwork is, assigns, reviews, and never sees an answer."""

import pytest
from sqlalchemy import select

from survey.access.permissions import RoleName
from survey.diary.models import DiaryEntry
from survey.fieldwork.models import FieldworkSettings
from survey.offline.enrolling import Secret
from tests.factories.accounts import make_account, sign_in
from tests.factories.campaigns import make_campaign
from tests.factories.devices import through
from tests.factories.fieldwork import InterviewerTablet, make_cases
from tests.factories.places import make_province
from tests.page import read


@pytest.fixture
def supervisor(app, session, client, province):
    signed_in = app.test_client()
    sign_in(signed_in, make_account(session, province, RoleName.SUPERVISOR))
    session.commit()
    return signed_in


@pytest.fixture
def where(campaign):
    return f"/manage/campaigns/{campaign.code}/fieldwork"


def said(page) -> str:
    return " ".join(page.text.split())


def test_the_list_leads_to_each_campaign_that_visits_people(supervisor, session, province, where):
    make_campaign(session, province, name="Thường xuyên")
    page = read(supervisor.get("/manage/fieldwork"))
    assert page.links["Tiến độ và duyệt phiếu"] == where
    assert "Thường xuyên" not in page.text


def test_a_stranger_finds_no_fieldwork(app, session, campaign, where):
    signed_in = app.test_client()
    sign_in(signed_in, make_account(session, make_province(session, "Tỉnh Đắk Lắk")))
    session.commit()
    for path in ("", "/assign", "/reviews", "/calls", "/settings"):
        assert signed_in.get(where + path).status_code == 404


def test_a_campaign_of_another_kind_has_no_fieldwork(supervisor, session, province):
    other = make_campaign(session, province)
    session.commit()
    assert supervisor.get(f"/manage/campaigns/{other.code}/fieldwork").status_code == 404


def test_an_interviewer_is_let_in_from_the_screen(supervisor, client, where, cases):
    page = read(supervisor.post(f"{where}/interviewers/new"))
    shown = [each.text for each in page.find_all("strong") + page.find_all("span")]
    address = next(words for words in shown if "#e=" in words)
    pin = next(words for words in shown if words.isdigit())
    assert address.startswith("http://langnghe.test/interview/#e=")
    tablet = InterviewerTablet(through(client))
    assert tablet.enrol(Secret(address.partition("#e=")[2], pin), "Lê Thị Bưởi").status == 200
    assert "Lê Thị Bưởi" in read(supervisor.get(where)).text


def test_villages_are_given_to_an_interviewer(supervisor, session, where, tablet, draw, commune):
    more = make_cases(session, draw, commune, 3, village="Thôn 2")
    session.commit()
    assert "Phân công (3 hộ chưa giao)" in read(supervisor.get(where)).text
    key = f"{commune.id} Thôn 2"
    sent = {"interviewer": tablet.id, "village": [key]}
    page = read(supervisor.post(f"{where}/assign", data=sent, follow_redirects=True))
    assert "Đã giao 3 hộ." in page.text
    tablet.sync()
    assert {each["id"] for each in tablet.shown["cases"]} > {case.id for case in more}


@pytest.mark.parametrize(
    "sent",
    [{}, {"interviewer": "x", "village": ["1"]}, {"village": ["1"]}, {"interviewer": "0" * 32}],
)
def test_what_cannot_be_assigned_is_said(supervisor, where, tablet, sent):
    reply = supervisor.post(f"{where}/assign", data=sent)
    assert reply.status_code == 422
    assert "Xin " in read(reply).text


def test_interviews_are_reviewed_without_their_answers(supervisor, session, where, tablet, cases):
    answers = {"overall": 1, "comment": "Cán bộ hạch sách"}
    first = tablet.visit(cases[0].id, answers=answers)
    second = tablet.visit(cases[1].id, took=20_000)
    third = tablet.visit(cases[2].id)
    tablet.sync()
    page = read(supervisor.get(f"{where}/reviews"))
    assert "Chờ duyệt: 3." in said(page)
    assert said(page).count("Nhanh bất thường") == 1
    assert "hạch sách" not in page.text
    sent = {"interview": [first, third], "verdict": "approved"}
    done = read(supervisor.post(f"{where}/reviews", data=sent, follow_redirects=True))
    assert "Đã ghi kết luận cho 2 phiếu." in done.text
    nothing = supervisor.post(
        f"{where}/reviews", data={"interview": [second], "verdict": "sent_back"}
    )
    assert "Xin ghi lý do" in read(nothing).text
    sent = {"interview": [second], "verdict": "sent_back", "reason": "Hỏi lại phần 2"}
    supervisor.post(f"{where}/reviews", data=sent)
    tablet.sync()
    shown = {each["id"]: each for each in tablet.shown["cases"]}
    assert (shown[cases[1].id]["state"], shown[cases[1].id]["reason"]) == (
        "sent_back",
        "Hỏi lại phần 2",
    )
    acts = session.scalars(select(DiaryEntry.act)).all()
    assert {"fieldwork.approved", "fieldwork.sent_back"} <= set(acts)


def test_settings_are_kept_and_reach_the_tablet(supervisor, session, where, tablet, campaign):
    bad = supervisor.post(f"{where}/settings", data={"share": "101", "seed": "1"})
    assert "từ 0 đến 100" in read(bad).text
    sent = {"share": "12.5", "seed": "20261121", "ask_position": "y"}
    supervisor.post(f"{where}/settings", data=sent)
    session.rollback()
    kept = session.get_one(FieldworkSettings, campaign.id)
    assert (kept.callback_share_bp, kept.seed, kept.ask_position) == (1250, "20261121", True)
    tablet.sync()
    assert tablet.shown["ask_position"] is True


def test_a_call_back_is_taken_down(supervisor, where, tablet, cases):
    supervisor.post(f"{where}/settings", data={"share": "100", "seed": "1"})
    tablet.visit(cases[0].id, answers={"overall": 4})
    tablet.sync()
    page = read(supervisor.get(f"{where}/calls"))
    address = page.links[cases[0].code]
    assert supervisor.post(address, data={"reached": "yes"}).status_code == 422
    sent = {"reached": "yes", "interviewed": "yes", "q_overall": "4"}
    told = read(supervisor.post(address, data=sent, follow_redirects=True))
    assert "Đã ghi cuộc gọi." in told.text
    assert "Hộ nói có được phỏng vấn" in told.text
    assert supervisor.get(f"{where}/calls/{cases[1].id}").status_code == 404


def test_an_interviewer_is_looked_at_and_revoked(supervisor, where, tablet, cases):
    tablet.visit(cases[0].id, "refusal")
    tablet.sync()
    page = read(supervisor.get(f"{where}/interviewers/{tablet.id}"))
    assert "Từ chối" in page.text
    assert supervisor.get(f"{where}/interviewers/{'0' * 32}").status_code == 404
    assert "Thu hồi máy" in read(supervisor.get(f"{where}/interviewers/{tablet.id}/revoke")).text
    supervisor.post(f"{where}/interviewers/{tablet.id}/revoke")
    reply = tablet.sync()
    assert reply.said["revoked"] is True
    assert (tablet.shown["cases"], tablet.shown["asked"]) == ([], None)


def test_a_typist_calls_back_and_supervises_nothing(app, session, province, where):
    typist = app.test_client()
    sign_in(typist, make_account(session, province, RoleName.TYPIST))
    session.commit()
    assert typist.get(f"{where}/calls").status_code == 200
    assert typist.get(f"{where}/reviews").status_code == 403
