"""Findings: what has to be looked into, with its evidence; and the watches that open some.

A finding is closed once, by somebody and with a reason, and never changes otherwise.
What is done about one (causes, tasks, deadlines) refers to its id and stands elsewhere.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from survey.db import Base, Moment

_SAME = ("unit_id", "campaign_id", "question", "cause")
_OPEN_OF_UNIT = text("counter_id IS NULL AND closed_on IS NULL")
_OPEN_OF_COUNTER = text("counter_id IS NOT NULL AND closed_on IS NULL")

WHOLE_UNIT = 0
"""Stands for all of a unit's own answers together in a watch's key."""


class Finding(Base):
    """Something to look into at a unit (or one counter of it), opened for a cause on a day.

    `evidence` is the JSON of `evidence.Evidence`, as it was when the finding was opened.
    """

    __tablename__ = "findings"
    __table_args__ = (
        CheckConstraint("cause IN ('not_met', 'cusum')", name="known_cause"),
        CheckConstraint(
            "(closed_on IS NULL AND closed_reason IS NULL AND closed_by IS NULL) OR "
            "(closed_on IS NOT NULL AND length(trim(closed_reason)) > 0 "
            "AND closed_reason IS NOT NULL)",
            name="closed_with_a_reason",
        ),
        # One that is open is not opened again.
        Index(
            "ix_findings_open_of_unit",
            *_SAME,
            unique=True,
            sqlite_where=_OPEN_OF_UNIT,
            postgresql_where=_OPEN_OF_UNIT,
        ),
        Index(
            "ix_findings_open_of_counter",
            *(*_SAME, "counter_id"),
            unique=True,
            sqlite_where=_OPEN_OF_COUNTER,
            postgresql_where=_OPEN_OF_COUNTER,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    counter_id: Mapped[int | None] = mapped_column(ForeignKey("counters.id"))
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"))
    question: Mapped[str] = mapped_column(String(40))
    cause: Mapped[str] = mapped_column(String(16))
    opened_on: Mapped[date]
    evidence: Mapped[str] = mapped_column(Text)
    closed_on: Mapped[date | None]
    closed_reason: Mapped[str | None] = mapped_column(String(400))
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))


class FindingAct(Base):
    """What was done with a finding: opened, commented, closed; by whom (None: the rule)."""

    __tablename__ = "finding_acts"
    __table_args__ = (
        CheckConstraint("act IN ('opened', 'commented', 'closed')", name="known_act"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("findings.id"), index=True)
    act: Mapped[str] = mapped_column(String(16))
    words: Mapped[str] = mapped_column(String(400))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    at: Mapped[datetime] = mapped_column(Moment)


class WatchState(Base):
    """How high the alarm of one counter (or of a unit as a whole) stands in one campaign.

    `position` and `rulings` are the mark of the unit's chain up to which it was counted:
    while the mark stands still, so does the level. After an alarm the level is kept until
    the finding is closed; from the day after it counts from nought (`begun_on`).
    """

    __tablename__ = "watches"
    __table_args__ = (CheckConstraint("level >= 0", name="level_from_nought"),)

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), primary_key=True)
    counter_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # WHOLE_UNIT
    begun_on: Mapped[date]
    counted_to: Mapped[date | None]  # the last day with answers
    position: Mapped[int]
    rulings: Mapped[int]
    basis_points: Mapped[int]  # the target it was held to
    level: Mapped[float]
    alarm_on: Mapped[date | None]
