import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest
from flask_babel import lazy_gettext
from sqlalchemy import text

from survey.jobs import lease
from survey.jobs.models import State
from survey.jobs.work import JobFailed
from survey.jobs.worker import work_once
from tests.live import ROOT


def print_it(work):
    work.progress(0, 2)
    path = work.folder / "made.txt"
    path.write_text(f"{work.asked['words']}")
    work.progress(2, 2)
    work.result(path, "in-an.txt", "text/plain")


def test_a_job_is_done_and_its_file_kept(app, session, asked_for, settings):
    job = asked_for(print_it, words="Ỡ ẵ")
    assert work_once(app)
    session.refresh(job)
    assert (job.state, job.done, job.total, job.filename) == (State.DONE, 2, 2, "in-an.txt")
    assert (settings.var / "jobs" / str(job.id) / job.result).read_text() == "Ỡ ẵ"
    assert not work_once(app)


def test_progress_is_seen_while_the_work_has_not_committed(app, session, asked_for):
    seen = []

    def run(work):
        work.progress(5, 9)
        seen.append(session.scalar(text("SELECT done FROM jobs")))
        session.rollback()

    asked_for(run)
    work_once(app)
    assert seen == [5]


def test_a_job_that_cannot_be_done_says_why(app, session, asked_for):
    def run(_work):
        raise JobFailed(lazy_gettext("Đơn vị này chưa có quầy nào đang mở."))

    job = asked_for(run)
    work_once(app)
    session.refresh(job)
    assert (job.state, job.words) == (State.FAILED, "Đơn vị này chưa có quầy nào đang mở.")


def test_an_error_nobody_foresaw_ends_one_job_and_shows_nothing_of_the_inside(
    app, session, asked_for
):
    first = asked_for(lambda _work: 1 // 0)
    second = asked_for(print_it, kind="other", words="x")
    assert work_once(app)
    assert work_once(app)
    session.refresh(first)
    session.refresh(second)
    assert (first.state, second.state) == (State.FAILED, State.DONE)
    assert "Hệ thống gặp lỗi" in first.words
    assert "ZeroDivision" not in first.words


def test_a_kind_nobody_knows_is_said_so(app, session, asked_for):
    job = asked_for(print_it, words="x")
    app.extensions["jobs"].clear()
    work_once(app)
    session.refresh(job)
    assert job.state == State.FAILED
    assert "không biết làm việc đó" in job.words


def test_a_job_that_takes_its_workers_with_it_is_given_up(app, session, asked_for, clock):
    def fall(_work):
        raise KeyboardInterrupt

    job = asked_for(fall)
    for _attempt in range(lease.MOST_ATTEMPTS):
        with pytest.raises(KeyboardInterrupt):
            work_once(app)
        clock.advance(lease.LEASE * 2)
    work_once(app)
    session.refresh(job)
    assert job.state == State.FAILED
    assert "dừng giữa chừng" in job.words


def test_a_worker_told_to_stop_gives_the_job_back(app, session, asked_for):
    def leave(_work):
        raise SystemExit

    job = asked_for(leave)
    with pytest.raises(SystemExit):
        work_once(app)
    session.refresh(job)
    assert job.state == State.WAITING


SLOW = """
import time
from survey.jobs.registry import register
from survey.jobs.worker import work_once
from wsgi import create_app

def slow(work):
    made = work.folder / "made.txt"
    made.write_text(f"attempt {work.attempt}")
    for step in range(600):
        work.progress(step, 600)
        time.sleep(0.1)

app = create_app()
register(app, "slow", slow)
work_once(app)
"""


def test_a_job_whose_worker_was_killed_is_done_by_another(app, session, asked_for, settings, clock):
    clock.set(datetime.now(UTC))
    job = asked_for(print_it, kind="slow", words="xong")
    killed = subprocess.Popen(
        [sys.executable, "-c", SLOW],
        cwd=ROOT,
        env=os.environ | {"VAR": str(settings.var), "DATABASE_URL": settings.database_url},
    )
    try:
        _wait(lambda: _steps(session) > 2)
    finally:
        killed.send_signal(signal.SIGKILL)
        killed.wait(10)
    # Until its lease has run out, nobody can tell that it is gone.
    assert not work_once(app)
    clock.set(datetime.now(UTC) + lease.LEASE + timedelta(seconds=5))
    assert work_once(app)
    assert not work_once(app)
    session.refresh(job)
    assert (job.state, job.attempts) == (State.DONE, 2)
    results = sorted((settings.var / "jobs" / str(job.id)).glob("result-*"))
    assert [each.read_text() for each in results] == ["xong"]


def _steps(session):
    found = session.scalar(text("SELECT done FROM jobs"))
    session.rollback()
    return found


def _wait(until):
    ends = time.monotonic() + 30
    while not until():
        assert time.monotonic() < ends
        time.sleep(0.1)
