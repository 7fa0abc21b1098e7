from io import BytesIO

import pytest
from sqlalchemy import func, select

from survey.access.permissions import RoleName
from survey.diary.models import DiaryEntry
from survey.jobs.models import Job
from survey.jobs.worker import work_once
from survey.sampling.models import Frame, FrameRow
from tests.factories.accounts import make_account, sign_in
from tests.factories.places import make_province
from tests.page import read

ADDRESS = "/manage/frames"
SHEET = (
    "Mã hộ;Mã xã;Thôn;Quy mô;Họ tên\n"
    "H1;21583;T1;4;Trần Văn Bình\n"
    "H2;21583;T1;0;Lê Thị Hoa\n"
    "H3;21583;T2;2;079123456789\n"
)


@pytest.fixture
def manager(client, session, province, commune):
    account = make_account(session, province)
    sign_in(client, account)
    return account


def send(client, content: bytes | str = SHEET, name: str = "ho.csv", **said: str):
    body = content.encode() if isinstance(content, str) else content
    form = {"sheet": (BytesIO(body), name), "code": "HO-2026", "name": "Hộ dân 2026"} | said
    return client.post(f"{ADDRESS}/new", data=form, follow_redirects=True)


def test_who_runs_no_campaigns_sees_no_frame(client, session, province, frame):
    for role in (RoleName.REVIEWER, RoleName.SUPERVISOR, RoleName.TYPIST):
        sign_in(client, make_account(session, province, role))
        for address in ("", "/new", f"/{frame.id}"):
            assert client.get(ADDRESS + address).status_code == 403


def test_a_frame_is_taken_in_by_a_worker_and_told_line_by_line(client, session, app, manager):
    assert "Chưa có khung mẫu nào" in read(client.get(ADDRESS)).text
    assert read(client.get(f"{ADDRESS}/new")).h1 == "Nhập khung mẫu"
    assert read(send(client)).h1 == "Nhập khung mẫu"
    assert work_once(app)
    job = session.scalar(select(Job))
    assert (job.state, job.filename) == ("done", "dong-bi-tu-choi.csv")
    assert job.words.startswith("3 dòng: 1 được nhận, 2 bị từ chối.")
    refused = client.get(f"/manage/jobs/{job.id}/result").get_data(as_text=True)
    assert "3,quy mô,quy mô phải lớn hơn 0" in refused
    assert "4,họ tên," in refused
    assert "079123456789" not in refused
    assert not list((app.extensions["settings"].var / "jobs").rglob("sheet"))
    session.rollback()
    shown = read(client.get(ADDRESS))
    assert "Hộ dân 2026" in shown.links
    page = read(client.get(shown.links["Hộ dân 2026"]))
    assert "ho.csv" in page.text
    assert "Xã, Thôn, tổ dân phố" in page.text


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"\xff\xfe\x00", "a.csv"), ("", "a.csv"), (b"PK\x03\x04", "a.xlsx"), ("{", "a.json"),
     ("cccd\n1\n", "a.csv"), ("code\n" + "x" * 100, "a.csv"), ("code;size\nA;1;2\n", "a.csv")],
)  # fmt: skip
def test_garbage_is_answered_by_a_sentence(client, session, app, manager, content, name):
    assert send(client, content, name).status_code in (200, 422)
    while work_once(app):
        pass
    for job in session.scalars(select(Job)):
        assert job.state in ("done", "failed")
        assert job.words


@pytest.mark.parametrize(
    "said",
    [{"code": ""}, {"code": "có dấu"}, {"code": "x" * 41}, {"name": ""}, {"name": "a\u202eb"},
     {"name": "x" * 201}],
)  # fmt: skip
def test_a_form_that_is_wrong_is_told(client, session, manager, said):
    answer = send(client, **said)
    assert answer.status_code == 422
    assert "Chưa lưu được" in read(answer).text
    assert session.scalar(select(func.count()).select_from(Job)) == 0


def test_only_files_that_can_be_read_are_taken(client, manager):
    assert "Xin chọn tệp CSV" in read(send(client, name="a.pdf")).text


def test_names_are_erased_once_and_the_rest_stays(client, session, manager, frame):
    answer = client.post(f"{ADDRESS}/{frame.id}/erase", follow_redirects=True)
    assert "đã xóa ngày" in read(answer).text
    session.rollback()
    assert session.scalar(select(func.count(FrameRow.label))) == 0
    assert session.scalar(select(func.count()).select_from(FrameRow)) == 200
    assert session.scalar(select(DiaryEntry.act).where(DiaryEntry.act == "frame.erased"))


def test_a_frame_of_others_or_of_nobody_is_not_there(client, session, frame, manager):
    sign_in(client, make_account(session, make_province(session, "Tỉnh Đắk Lắk", "66")))
    for number in (frame.id, 999, 10**12):
        assert client.get(f"{ADDRESS}/{number}").status_code == 404
        assert client.post(f"{ADDRESS}/{number}/erase").status_code == 404
    assert "Hộ dân 2026" not in read(client.get(ADDRESS)).text
    assert session.get_one(Frame, frame.id).labels_erased_at is None
