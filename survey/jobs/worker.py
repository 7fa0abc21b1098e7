"""The worker: takes one job after another, and says of each how it ended.

It writes on connections of its own, apart from those the work itself uses: progress
is seen at once, whatever the work has not committed yet. While a job runs a second
thread renews its lease, so that only a worker that is really gone loses it.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from flask import Flask
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy.exc import DBAPIError, TimeoutError
from sqlalchemy.orm import Session

from survey import db
from survey.jobs import lease
from survey.jobs.models import Job
from survey.jobs.registry import kind_of
from survey.jobs.work import JobFailed, Lost, Work, folder_of

_RENEW_EVERY = lease.LEASE.total_seconds() / 4
_log = logging.getLogger(__name__)


def work_once(app: Flask) -> bool:
    """Do the job that has waited longest; False when there was none."""
    with app.app_context():
        job = _taken()
    if job is None:
        return False
    # A context of its own: what the job leaves in its session is gone after it. Words
    # that are kept are Vietnamese, whoever reads them.
    with app.app_context(), force_locale("vi"):
        try:
            _do(app, job)
        except Lost:
            _log.warning("job %s was taken over by another worker", job.id)
    return True


def _taken() -> Job | None:
    with _writer() as looking:
        if not lease.anything_to_take(looking):
            return None
    with _writer(writes=True) as opened:
        return lease.take(opened)


def _do(app: Flask, job: Job) -> None:
    work = Work(
        job_id=job.id,
        attempt=job.attempts,
        unit_id=job.unit_id,
        account_id=job.account_id,
        asked=dict(job.asked),
        folder=folder_of(job.id),
        tell=lambda done, total: _tell(job, done, total),
    )
    try:
        with _renewing(app, job):
            why_not = _try(job, work)
    except SystemExit:
        # Told to stop: whoever comes next need not wait for the lease to run out.
        with _writer(writes=True) as opened:
            lease.give_back(opened, job.id, job.attempts)
        raise
    with _writer(writes=True) as opened:
        if why_not is None:
            lease.finish(opened, job.id, job.attempts, work.made, work.words)
        else:
            lease.fail(opened, job.id, job.attempts, why_not)


def _try(job: Job, work: Work) -> str | None:
    """Return why the job failed, or None."""
    kind = kind_of(job.kind)
    if kind is None:
        return _("Bản chương trình này không biết làm việc đó. Xin báo người quản trị.")
    if job.attempts > lease.MOST_ATTEMPTS:
        return _("Việc này đã ba lần dừng giữa chừng. Xin chia nhỏ rồi làm lại.")
    try:
        kind.run(work)
    except JobFailed as reason:
        return str(reason)
    except Lost:
        raise
    # Whatever it was, the person who asked is told, and the next job is done.
    except Exception:  # noqa: BLE001
        _log.exception("job %s (%s) failed", job.id, job.kind)
        return _("Hệ thống gặp lỗi khi làm việc này. Lỗi đã được ghi lại; xin thử lại sau.")
    return None


def _tell(job: Job, done: int, total: int) -> None:
    with _writer(writes=True) as opened:
        lease.renew(opened, job.id, job.attempts, done=done, total=total)


@contextmanager
def _writer(*, writes: bool = False) -> Iterator[Session]:
    with Session(db.engine(), expire_on_commit=False) as opened:
        if writes:
            opened.connection(execution_options={"writes": True})
        yield opened


@contextmanager
def _renewing(app: Flask, job: Job) -> Iterator[None]:
    over = Event()

    def renew() -> None:
        while not over.wait(_RENEW_EVERY):
            with app.app_context():
                try:
                    with _writer(writes=True) as opened:
                        lease.renew(opened, job.id, job.attempts)
                except Lost:
                    return
                except (DBAPIError, TimeoutError) as away:
                    # Tried again before the lease has run out.
                    _log.warning("job %s: lease not renewed (%s)", job.id, type(away).__name__)

    thread = Thread(target=renew, daemon=True, name=f"lease of job {job.id}")
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
