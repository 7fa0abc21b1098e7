"""Interviewers: their tablets, how they were let in, what they were heard to say.

As with the tablets of counters (`survey.offline.models`): key, campaign and the moment of
being revoked stand; what a tablet said of itself last is written over each time.
"""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from survey.db import Base, Moment

LONGEST_NAME = 80


class Interviewer(Base):
    """One interviewer's tablet in one campaign, known by its key."""

    __tablename__ = "interviewers"
    __table_args__ = (
        CheckConstraint("waiting >= 0", name="waiting_from_none"),
        CheckConstraint("battery IS NULL OR battery BETWEEN 0 AND 100", name="battery_in_percent"),
        CheckConstraint("revoked_at IS NOT NULL OR revoked_by IS NULL", name="revoked_by_at"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), index=True)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    sign_key: Mapped[str] = mapped_column(String(88), unique=True)  # P-256 point, base64
    enrolled_at: Mapped[datetime] = mapped_column(Moment)
    enrolled_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)
    revoked_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    # What the tablet said last.
    last_seen: Mapped[datetime | None] = mapped_column(Moment)
    session: Mapped[str | None] = mapped_column(String(16))
    mono: Mapped[int] = mapped_column(BigInteger, default=0)
    clock_off: Mapped[int] = mapped_column(BigInteger, default=0)  # seconds, ours less its own
    app: Mapped[str | None] = mapped_column(String(40))
    config: Mapped[str | None] = mapped_column(String(64))
    waiting: Mapped[int] = mapped_column(BigInteger, default=0)
    waiting_since: Mapped[datetime | None] = mapped_column(Moment)
    drained_at: Mapped[datetime] = mapped_column(Moment)  # when its queue was last empty
    battery: Mapped[int | None]
    charging: Mapped[bool | None]
    used: Mapped[int | None] = mapped_column(BigInteger)
    quota: Mapped[int | None] = mapped_column(BigInteger)
    persisted: Mapped[bool | None]


class InterviewerCode(Base):
    """A code that lets one interviewer's tablet in, once; hashes, as with `enrolments`."""

    __tablename__ = "interviewer_codes"
    __table_args__ = (CheckConstraint("wrong BETWEEN 0 AND 5", name="five_wrong_at_most"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    pin_hash: Mapped[str] = mapped_column(String(64))
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"))
    made_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    expires_at: Mapped[datetime] = mapped_column(Moment)
    wrong: Mapped[int] = mapped_column(default=0)
    interviewer_id: Mapped[str | None] = mapped_column(ForeignKey("interviewers.id"))  # spent by


class InterviewerNumbers(Base):
    """Numbers received from an interviewer's tablet without a gap between them."""

    __tablename__ = "interviewer_numbers"
    __table_args__ = (CheckConstraint("first BETWEEN 1 AND last", name="first_to_last"),)

    interviewer_id: Mapped[str] = mapped_column(ForeignKey("interviewers.id"), primary_key=True)
    first: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    last: Mapped[int] = mapped_column(BigInteger)


class InterviewerEvent(Base):
    """Something about an interviewer's tablet that a supervisor should find later."""

    __tablename__ = "interviewer_events"

    id: Mapped[int] = mapped_column(primary_key=True)
    interviewer_id: Mapped[str] = mapped_column(ForeignKey("interviewers.id"), index=True)
    at: Mapped[datetime] = mapped_column(Moment)
    kind: Mapped[str] = mapped_column(String(24))
    count: Mapped[int]


class InterviewAside(Base):
    """A sealed entry that can be no attempt, with the reason; the seal goes at the closing."""

    __tablename__ = "interview_asides"

    interviewer_id: Mapped[str] = mapped_column(ForeignKey("interviewers.id"), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    day: Mapped[date]
    reason: Mapped[str] = mapped_column(String(24))
    entry: Mapped[str] = mapped_column(Text)  # JSON, as it was sent
