"""Sweeping: what a job left on the disk goes a week after it ended; its row stays."""

import shutil
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey import clock
from survey.jobs.models import Job, State

KEPT = timedelta(days=7)


def sweep(session: Session, var: Path) -> int:
    """Remove the folders of jobs that ended a week ago; the caller commits. Return how many."""
    kept = select(Job.id, Job.ended_at).where(Job.state.in_([State.DONE, State.FAILED]))
    ended = {str(row.id): row.ended_at for row in session.execute(kept)}
    swept = 0
    for folder in sorted((var / "jobs").glob("*/")):
        at = ended.get(folder.name)
        if at is not None and at < clock.now() - KEPT:
            shutil.rmtree(folder, ignore_errors=True)
            swept += 1
    return swept


def file_of(job: Job, var: Path) -> Path | None:
    """Return where the result of `job` lies; None when there is none, or none any more."""
    if job.state != State.DONE or job.result is None:
        return None
    path = var / "jobs" / str(job.id) / job.result
    return path if path.is_file() else None
