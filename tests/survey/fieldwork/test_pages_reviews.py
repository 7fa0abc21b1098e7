"""Interviews are approved or sent back on a page that shows no answer."""

from sqlalchemy import select

from survey.diary.models import DiaryEntry
from tests.page import read


def said(page) -> str:
    return " ".join(page.text.split())


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
