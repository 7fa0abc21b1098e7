"""The queue: work is put in it by whoever asks, and stays until a worker is done with it."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from survey import clock
from survey.jobs.models import Job

MOST_SHOWN = 20


def put(
    session: Session,
    kind: str,
    asked: Mapping[str, Any],
    unit_id: int,
    account_id: int | None,
) -> Job:
    """Put a job in the queue; it is begun once the caller has committed."""
    job = Job(
        kind=kind,
        asked=dict(asked),
        unit_id=unit_id,
        account_id=account_id,
        created_at=clock.now(),
    )
    session.add(job)
    session.flush()
    return job


def recent(session: Session, account_id: int, kind: str | None = None) -> list[Job]:
    """Return the jobs an account asked for, newest first."""
    asked = select(Job).where(Job.account_id == account_id)
    if kind is not None:
        asked = asked.where(Job.kind == kind)
    return list(session.scalars(asked.order_by(Job.id.desc()).limit(MOST_SHOWN)))


def find(session: Session, job_id: int, account_id: int, units: Collection[int]) -> Job | None:
    """Return a job that the account asked for, or that concerns one of `units`."""
    mine_or_ours = or_(Job.account_id == account_id, Job.unit_id.in_(units))
    return session.scalar(select(Job).where(Job.id == job_id, mine_or_ours))
