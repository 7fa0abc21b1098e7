"""Jobs: long work that somebody asked for, and how far it has come.

A job row in our own database is the truth. Whoever works at it holds a lease and
renews it; when a worker dies its lease runs out, and another takes the job over.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from survey.db import Base, Moment


class State(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Job(Base):
    """One piece of long work."""

    __tablename__ = "jobs"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'running', 'done', 'failed')", name="known_state"),
        CheckConstraint("state <> 'running' OR lease_until IS NOT NULL", name="runs_on_a_lease"),
        Index("ix_jobs_state", "state"),
        Index("ix_jobs_account_id", "account_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))  # "posters"
    asked: Mapped[dict[str, Any]] = mapped_column(JSON)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    state: Mapped[str] = mapped_column(String(8), default=State.WAITING)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)  # 0: not known yet
    words: Mapped[str | None] = mapped_column(String(400))  # why it failed, or what came of it
    result: Mapped[str | None] = mapped_column(String(120))  # the file's name in the job's folder
    filename: Mapped[str | None] = mapped_column(String(120))  # what a download is called
    mimetype: Mapped[str | None] = mapped_column(String(100))
    attempts: Mapped[int] = mapped_column(default=0)  # also who holds it: the n-th to take it
    lease_until: Mapped[datetime | None] = mapped_column(Moment)
    created_at: Mapped[datetime] = mapped_column(Moment)
    started_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
