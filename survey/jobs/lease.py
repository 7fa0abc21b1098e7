"""Leases: a worker takes a job for a while, renews it, and gives it back ended.

A job is held by the n-th worker to take it (`attempts`), for as long as its lease
runs. Whoever writes names that number, so a worker that was thought dead and wakes up
finds that the job is no longer its own (`Lost`) and changes nothing.
"""

from datetime import timedelta

from sqlalchemy import Select, and_, or_, select, update
from sqlalchemy.orm import Session

from survey import clock
from survey.jobs.models import Job, State
from survey.jobs.work import Lost, Result

LEASE = timedelta(seconds=60)
MOST_ATTEMPTS = 3
"""A job that has taken three workers with it would take the fourth too."""


def anything_to_take(session: Session) -> bool:
    """Whether a job waits, or was left behind; only looks, so that nobody waits for us."""
    return session.scalar(_free()) is not None


def take(session: Session) -> Job | None:
    """Take the job that has waited longest, commit, and return it; None when none is free."""
    chosen = _free().with_for_update(skip_locked=True).scalar_subquery()
    now = clock.now()
    taking = (
        update(Job)
        .where(Job.id == chosen)
        .values(
            state=State.RUNNING,
            attempts=Job.attempts + 1,
            lease_until=now + LEASE,
            started_at=now,
            done=0,
            total=0,
        )
        .returning(Job)
    )
    taken = session.scalar(taking, execution_options={"populate_existing": True})
    session.commit()
    return taken


def renew(session: Session, job_id: int, attempt: int, **told: int) -> None:
    """Hold the job for another while, and keep how far it has come; raises Lost."""
    _write(session, job_id, attempt, lease_until=clock.now() + LEASE, **told)


def finish(
    session: Session, job_id: int, attempt: int, result: Result | None, words: str | None
) -> None:
    """End the job well; raises Lost."""
    told: dict[str, object] = {"state": State.DONE, "words": words}
    if result is not None:
        told |= {
            "result": result.path,
            "filename": result.filename,
            "mimetype": result.mimetype,
        }
    _end(session, job_id, attempt, **told)


def fail(session: Session, job_id: int, attempt: int, words: str) -> None:
    """End the job without what was asked, and say why; raises Lost."""
    _end(session, job_id, attempt, state=State.FAILED, words=words[:400])


def give_back(session: Session, job_id: int, attempt: int) -> None:
    """Let another worker begin the job afresh at once; raises Lost."""
    _write(session, job_id, attempt, state=State.WAITING, lease_until=None)


def _end(session: Session, job_id: int, attempt: int, **told: object) -> None:
    _write(session, job_id, attempt, ended_at=clock.now(), lease_until=None, **told)


def _write(session: Session, job_id: int, attempt: int, **told: object) -> None:
    held = and_(Job.id == job_id, Job.attempts == attempt, Job.state == State.RUNNING)
    written = session.scalar(
        update(Job)
        .where(held)
        .values(**told)
        .returning(Job.id)
        .execution_options(synchronize_session=False)
    )
    session.commit()
    if written is None:
        raise Lost


def _free() -> Select[tuple[int]]:
    left_behind = and_(Job.state == State.RUNNING, Job.lease_until < clock.now())
    free = or_(Job.state == State.WAITING, left_behind)
    return select(Job.id).where(free).order_by(Job.id).limit(1)
