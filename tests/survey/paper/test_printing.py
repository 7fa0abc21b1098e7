"""Printed forms say who asks, that nobody must answer, and a code a scanner reads."""

import re
import zipfile

import pytest
from sqlalchemy import select

from survey.campaigns.life import close_campaign
from survey.campaigns.models import Campaign
from survey.jobs import queue
from survey.jobs.models import Job
from survey.jobs.worker import work_once
from survey.paper import codes
from survey.paper.models import Batch, Form
from survey.paper.printing import A_FILE, PRINT, printed
from tests.factories.campaigns import make_campaign
from tests.factories.paper import make_forms
from tests.survey.places.prints import about, run, scanned, words_of


@pytest.fixture
def batch(app, session, campaign, commune):
    def do(count):
        with app.app_context():
            make_forms(session, campaign, commune, count)
        return session.scalars(select(Batch).order_by(Batch.id.desc())).first()

    return do


def codes_of(session, batch):
    return sorted(session.scalars(select(Form.code).where(Form.batch_id == batch.id)))


@pytest.mark.only_on("sqlite")
def test_each_form_carries_its_own_code_and_a_scanner_reads_it(app, session, batch, tmp_path):
    path = tmp_path / "forms.pdf"
    made = batch(3)
    with app.app_context():
        path.write_bytes(printed(session, made))
    assert about(path)["Tagged"] == "yes"
    pages = int(about(path)["Pages"])
    assert pages % 3 == 0
    run("pdftoppm", "-r", "150", "-png", str(path), str(tmp_path / "page"))
    pictures = sorted(tmp_path.glob("page-*.png"))
    read = [scanned(picture) for picture in pictures[:: pages // 3]]
    assert sorted(read) == codes_of(session, made)
    for code, each in zip(read, range(3), strict=True):
        first = each * (pages // 3) + 1
        for page in range(first, first + pages // 3):
            said = run("pdftotext", "-f", str(page), "-l", str(page), str(path), "-")
            assert codes.printed(code) in said


@pytest.mark.only_on("sqlite")
def test_a_form_says_who_asks_in_what_and_that_nobody_must_answer(app, session, batch, tmp_path):
    path = tmp_path / "forms.pdf"
    made = batch(1)
    with app.app_context():
        path.write_bytes(printed(session, made))
    said = words_of(path)
    for words in (
        "Phường Quy Nhơn",
        "Khảo sát thường xuyên 2026",
        "Mục đích",
        "Trả lời là tự nguyện",
        "không ghi ai đã trả lời",
        "đừng ghi họ tên",
    ):
        assert words in said
    assert re.search(r"trang 1/\d", said)


def test_a_large_batch_comes_as_files_of_fifty_from_a_worker(app, session, batch, tmp_path):
    made = batch(A_FILE + 3)
    queue_one(app, session, made)
    assert work_once(app)
    job = session.scalars(select(Job)).one()
    session.refresh(job)
    assert (job.state, job.words) == ("done", "Đã in 53 phiếu.")
    path = app.extensions["settings"].var / "jobs" / str(job.id) / job.result
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == ["phieu-00001-00050.pdf", "phieu-00051-00053.pdf"]
        last = tmp_path / "last.pdf"
        last.write_bytes(archive.read("phieu-00051-00053.pdf"))
    found = set(re.findall(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", words_of(last)))
    assert len(found) == 3
    assert {codes.normal(code) for code in found} <= set(codes_of(session, made))


def queue_one(app, session, batch):
    with app.app_context():
        queue.put(session, PRINT, {"batch": batch.id}, batch.unit_id, None)
    session.commit()


@pytest.mark.only_on("sqlite")
def test_the_closing_removes_what_was_printed_of_a_campaign_and_of_no_other(
    app, session, settings, province, commune, campaign, questionnaire, batch
):
    """The archive has the forms from door to door: with the frame at hand, whose is whose."""
    other = make_campaign(
        session,
        province,
        code="TX-2",
        questionnaire=questionnaire,
    )
    ours = batch(2)
    with app.app_context():
        make_forms(session, other, commune, 2)
        theirs = session.scalars(select(Batch).where(Batch.campaign_id == other.id)).one()
        jobs = [
            queue.put(session, PRINT, {"batch": each.id}, each.unit_id, None).id
            for each in (ours, theirs)
        ]
        session.commit()
        while work_once(app):
            pass
        assert [len(list((settings.var / "jobs" / str(job)).iterdir())) for job in jobs] == [1, 1]
        close_campaign(session, session.get_one(Campaign, campaign.id))
        session.commit()
    assert [path.name for path in (settings.var / "jobs").iterdir()] == [str(jobs[1])]
