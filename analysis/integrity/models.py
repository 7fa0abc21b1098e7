"""Suspicions, and what two people say of each: never changed, never removed.

A suspicion says what was found and rests on; nobody is accused by it. What is done about
it, and about what the fuse held, is proposed by one person and seconded by another: that
the two differ is a constraint, not a habit of a page.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from survey.accounts import models as _accounts  # noqa: F401  tables our keys refer to
from survey.campaigns import models as _campaigns  # noqa: F401
from survey.db import Base, Moment
from survey.places import models as _places  # noqa: F401


class Suspicion(Base):
    """One sign that stood out at one place in one screen; found again it is the same row."""

    __tablename__ = "suspicions"
    __table_args__ = (
        UniqueConstraint(
            *("campaign_id", "unit_id", "counter_id", "sign", "channel", "since", "until"),
            name="uq_suspicions_once",
        ),
        Index("ix_suspicions_unit_id", "unit_id"),
        CheckConstraint("since <= until", name="since_before_until"),
        CheckConstraint("p IS NULL OR p BETWEEN 0 AND 1", name="chance"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    counter_id: Mapped[int]  # NO_COUNTER: of the whole unit
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"))
    sign: Mapped[str] = mapped_column(String(24))
    channel: Mapped[str] = mapped_column(String(16))  # "": of every channel
    since: Mapped[date]
    until: Mapped[date]
    p: Mapped[float | None] = mapped_column(Double)
    adjusted_p: Mapped[float | None] = mapped_column(Double)
    n: Mapped[int]
    days: Mapped[list[str]] = mapped_column(JSON)  # none: every day of the period
    evidence: Mapped[dict[str, Any]] = mapped_column(JSON)
    found_at: Mapped[datetime] = mapped_column(Moment)


class Proposal(Base):
    """What one person proposes of a suspicion, or of a held group: counts or not, and why."""

    __tablename__ = "proposals"
    __table_args__ = (
        UniqueConstraint("id", "account_id", name="uq_proposals_id_account_id"),
        Index("ix_proposals_suspicion_id", "suspicion_id"),
        Index("ix_proposals_unit_id", "unit_id"),
        CheckConstraint(
            "(suspicion_id IS NULL) = (day IS NOT NULL) "
            "AND (suspicion_id IS NULL) = (cause IS NOT NULL)",
            name="of_a_suspicion_or_a_group",
        ),
        CheckConstraint("reason <> ''", name="has_a_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    suspicion_id: Mapped[int | None] = mapped_column(ForeignKey("suspicions.id"))
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    counter_id: Mapped[int]
    day: Mapped[date | None]
    cause: Mapped[str | None] = mapped_column(String(40))
    counts: Mapped[bool]
    reason: Mapped[str] = mapped_column(String(400))
    seen: Mapped[int]  # how many answers it was about
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    at: Mapped[datetime] = mapped_column(Moment)


class Second(Base):
    """What the second person says of a proposal: once, and never the first one."""

    __tablename__ = "seconds"
    __table_args__ = (
        ForeignKeyConstraint(
            ["proposal_id", "proposer_id"],
            ["proposals.id", "proposals.account_id"],
            name="fk_seconds_proposal_id_proposals",
        ),
        CheckConstraint("account_id <> proposer_id", name="is_another_person"),
        CheckConstraint("agrees OR reason <> ''", name="refuses_with_a_reason"),
    )

    proposal_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    proposer_id: Mapped[int]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    agrees: Mapped[bool]
    reason: Mapped[str] = mapped_column(String(400))
    n: Mapped[int]  # how many answers were ruled on
    at: Mapped[datetime] = mapped_column(Moment)
