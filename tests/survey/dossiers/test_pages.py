from datetime import date
from io import BytesIO

import pytest
from sqlalchemy import select

from survey.access.permissions import RoleName
from survey.dossiers import carrying, showing
from survey.dossiers.models import ApiKey, Dossier
from survey.jobs.models import Job
from survey.jobs.worker import work_once
from tests.factories.accounts import make_account, sign_in
from tests.factories.dossiers import make_dossier
from tests.factories.places import make_commune
from tests.page import read
from tests.survey.places.prints import words_of

ADDRESS = "/manage/dossiers"
SHEET = (
    "Mã hồ sơ;Mã đơn vị tiếp nhận;Lĩnh vực;Ngày tiếp nhận;Ngày hẹn trả;Ngày trả kết quả\n"
    "H1;21583;Đất đai;02/11/2026;10/11/2026;12/11/2026\n"
    "H2;21583;Đất đai;31/02/2026;;\n"
    "H3;24022;Đất đai;02/11/2026;;\n"
)


@pytest.fixture
def manager(client, session, commune, neighbour):
    account = make_account(session, commune)
    sign_in(client, account)
    return account


@pytest.fixture
def elsewhere(app, session, neighbour):
    with app.app_context():
        return make_dossier(session, neighbour, "H9")


def send(client, content: bytes | str = SHEET, name: str = "ho-so.csv", follow=True):
    body = content.encode() if isinstance(content, str) else content
    form = {"sheet": (BytesIO(body), name)}
    return client.post(f"{ADDRESS}/sheets", data=form, follow_redirects=follow)


def test_a_reviewer_keeps_no_dossiers(client, session, commune, elsewhere):
    sign_in(client, make_account(session, commune, RoleName.REVIEWER))
    for address in ("", "/sheets", "/find", "/slips", f"/{elsewhere.id}", "/keys"):
        assert client.get(ADDRESS + address).status_code == 403


def test_an_empty_room_says_what_to_do_next(client, manager):
    assert "Chưa có hồ sơ nào." in read(client.get(ADDRESS)).text


def test_a_sheet_is_taken_in_by_a_worker_and_told_line_by_line(client, session, app, manager):
    assert read(send(client)).h1
    assert work_once(app)
    job = session.scalar(select(Job))
    assert (job.state, job.filename) == ("done", "dong-bi-tu-choi.csv")
    assert "3 dòng: 1 hồ sơ mới" in job.words
    refused = client.get(f"/manage/jobs/{job.id}/result").data.decode("utf-8-sig")
    assert "31/02/2026" in refused
    assert "ngoài các đơn vị được giao" in refused
    with app.app_context():
        assert not carrying.sheet_of(job.id).exists()
    page = read(client.get(ADDRESS))
    assert "Phường Quy Nhơn" in page.text
    assert "ho-so.csv" in page.text
    assert page.links["11/2026"].endswith("?month=2026-11")


def test_many_units_are_shown_when_asked_for(client, session, app, province):
    with app.app_context():
        for number in range(25):
            make_dossier(session, make_commune(session, province, f"Xã Số {number}"))
    sign_in(client, make_account(session, province))
    short = read(client.get(ADDRESS))
    assert short.text.count("Xã Số") == 20
    assert read(client.get(short.links["Xem cả 25 đơn vị"])).text.count("Xã Số") == 25


def test_a_sheet_that_names_people_fails_in_words(client, session, app, manager):
    send(client, SHEET.replace("Lĩnh vực", "Họ tên"))
    assert work_once(app)
    job = session.scalar(select(Job))
    assert job.state == "failed"
    assert "không nhận thông tin cá nhân" in job.words
    assert session.scalar(select(Dossier)) is None
    with app.app_context():
        assert not carrying.sheet_of(job.id).exists()


def test_another_kind_of_file_is_refused_at_once(client, session, manager):
    for name in ("ho-so.exe", "ho-so.pdf", "ho-so"):
        answer = send(client, name=name, follow=False)
        assert answer.status_code == 422
        assert "CSV (UTF-8) hoặc XLSX" in read(answer).text
    assert session.scalar(select(Job)) is None


@pytest.mark.only_on("sqlite")
def test_only_whoever_signed_in_may_send_a_large_file(client, session, commune, neighbour, app):
    large = b"x" * 9_000_000
    assert send(client, large, follow=False).status_code in (302, 413)
    sign_in(client, make_account(session, commune))
    assert send(client, large, follow=False).status_code == 302
    other = {"code": "x" * 9_000_000}
    assert client.post(f"{ADDRESS}/find", data=other).status_code == 413


def test_a_dossier_is_found_by_its_code_and_shows_its_slips(
    client, session, app, manager, commune, tmp_path
):
    with app.app_context():
        dossier = make_dossier(session, commune, "H21/15-1")
    found = client.post(f"{ADDRESS}/find", data={"code": " h21/15-1"}, follow_redirects=True)
    page = read(found)
    assert "H21" not in page.text  # nobody kept it
    for name, address in page.links.items():
        if "slip." in address:
            assert client.get(address).status_code == 200, name
    strip = tmp_path / "strip.pdf"
    strip.write_bytes(client.get(f"{ADDRESS}/{dossier.id}/slip.pdf?kind=refusal").data)
    assert "từ chối" in words_of(strip)
    assert client.get(f"{ADDRESS}/{dossier.id}/slip.exe").status_code == 404
    assert client.get(f"{ADDRESS}/{dossier.id}/slip.pdf?kind=x").status_code == 404


def test_a_dossier_out_of_reach_is_as_if_it_were_not_there(client, manager, elsewhere):
    assert client.post(f"{ADDRESS}/find", data={"code": "H9"}).status_code == 404
    for address in (f"/{elsewhere.id}", f"/{elsewhere.id}/slip.svg", "/999", f"/{2**40}"):
        assert client.get(ADDRESS + address).status_code == 404


def test_an_expired_code_is_said_to_be_over(client, session, app, manager, commune):
    with app.app_context():
        old = make_dossier(session, commune, received_on=date(2026, 1, 5))
    assert "đã hết hạn" in read(client.get(f"{ADDRESS}/{old.id}")).text


def test_the_slips_of_a_day_are_one_print(client, session, app, manager, commune, tmp_path):
    with app.app_context():
        for _ in range(23):
            make_dossier(session, commune)
        make_dossier(session, commune, received_on=date(2026, 11, 19))
    form = {"day": "2026-11-20", "kind": "result"}
    assert read(client.post(f"{ADDRESS}/slips", data=form, follow_redirects=True)).h1
    assert work_once(app)
    job = session.scalar(select(Job))
    assert job.words == "Đã in 23 mã."
    printed = tmp_path / "slips.pdf"
    printed.write_bytes(client.get(f"/manage/jobs/{job.id}/result").data)
    assert words_of(printed).count("Mời Ông/Bà đánh giá") >= 23


def test_a_slip_is_named_after_nothing(app, session, commune):
    with app.app_context():
        sent = showing.file_of(session, make_dossier(session, commune, "H1"), "", "svg")
    assert sent.headers["Content-Disposition"] == 'inline; filename="phieu-danh-gia.svg"'


def test_a_day_without_dossiers_says_so(client, session, app, manager):
    client.post(f"{ADDRESS}/slips", data={"day": "2026-11-20", "kind": "result"})
    assert work_once(app)
    assert "không có hồ sơ nào" in session.scalar(select(Job.words))


@pytest.mark.parametrize("form", [{"day": "", "kind": "result"}, {"day": "x", "kind": "other"}])
def test_a_day_that_is_none_is_refused(client, manager, form):
    answer = client.post(f"{ADDRESS}/slips", data=form)
    assert answer.status_code == 422
    read(answer)


def test_no_key_is_in_reach_of_another_unit(client, session, app, manager, neighbour):
    with app.app_context():
        from survey.dossiers import keys

        other = keys.make(session, "Xã khác", neighbour.id).key
    assert client.post(f"{ADDRESS}/keys/{other.id}/revoke").status_code == 404
    assert "Xã khác" not in read(client.get(f"{ADDRESS}/keys")).text
    assert session.scalar(select(ApiKey.revoked_at)) is None


def test_a_reviewer_fetches_no_print_of_slips(client, session, app, commune, manager):
    with app.app_context():
        make_dossier(session, commune, "H1")
    client.post(f"{ADDRESS}/slips", data={"day": "2026-11-20", "kind": "receipt"})
    work_once(app)
    job = session.scalar(select(Job))
    assert job.state == "done"
    sign_in(client, make_account(session, commune, RoleName.REVIEWER))
    assert client.get(f"/manage/jobs/{job.id}/result").status_code == 403


def test_a_sheet_may_be_called_anything(client, session, app, manager):
    names = (b"a%00b.csv", b"..%2F..%5Cx%0D%0A.csv", b"%3Dcmd%E2%80%AE.csv")
    for name in names:
        head = b"Content-Disposition: form-data; name=sheet; filename*=UTF-8''" + name
        body = b"--B\r\n" + head + b"\r\n\r\n" + SHEET.encode() + b"\r\n--B--\r\n"
        sent = "multipart/form-data; boundary=B"
        assert client.post(f"{ADDRESS}/sheets", data=body, content_type=sent).status_code == 302
        work_once(app)
    told = [(job.state, job.asked["name"]) for job in session.scalars(select(Job))]
    assert told == [("done", name) for name in ("ab.csv", "..\\x.csv", "=cmd.csv")]


def test_a_sheet_the_disk_has_no_room_for_leaves_nothing_behind(client, session, app, manager):
    folder = app.extensions["settings"].var / "jobs" / "1"
    folder.mkdir(parents=True)
    (folder / "sheet").symlink_to("/dev/full")
    answer = send(client)
    assert answer.status_code == 507
    assert "hết chỗ" in answer.text
    assert "Chưa có gì được ghi" in answer.text
    assert not folder.exists()
    assert session.scalar(select(Job)) is None
