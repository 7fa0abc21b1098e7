"""Campaigns: when, where and with which questionnaire citizens are asked.

A campaign is drafted, opened, closed and published. Once opened its kind, questionnaire,
units, first day and minimum stand; once closed it stays closed with its plan, and only
notes are added (the database refuses otherwise).
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from survey.campaigns.kinds import DEMANDS, Kind
from survey.db import Base, Moment


class Campaign(Base):
    """One survey of one kind, with one questionnaire version, over a period."""

    __tablename__ = "campaigns"
    __table_args__ = (
        CheckConstraint("kind IN ('routine', 'ad_hoc', 'field', 'invited')", name="known_kind"),
        CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
        CheckConstraint("closed_at IS NULL OR opened_at IS NOT NULL", name="opened_before_closed"),
        CheckConstraint("fewest IS NULL OR fewest BETWEEN 5 AND 1000000", name="fewest_in_bounds"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(16))
    questionnaire: Mapped[str] = mapped_column(String(40))
    version: Mapped[int]
    questionnaire_digest: Mapped[str] = mapped_column(String(64))
    starts_on: Mapped[date]
    ends_on: Mapped[date]  # its last day
    opened_at: Mapped[datetime | None] = mapped_column(Moment)
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    fewest: Mapped[int | None]  # None: what its kind demands

    @property
    def needed(self) -> int:
        """How many answers a unit should have before anything is said of it."""
        return self.fewest or DEMANDS[Kind(self.kind)].fewest

    @property
    def promise(self) -> str:
        """Which of the two promises it is measured against."""
        return Kind(self.kind).promise


class CampaignUnit(Base):
    """A unit a campaign covers, with everything below it."""

    __tablename__ = "campaign_units"

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), primary_key=True, index=True)


class CampaignPlan(Base):
    """How many answers are planned at a unit, with everything below it."""

    __tablename__ = "campaign_plans"
    __table_args__ = (CheckConstraint("answers BETWEEN 1 AND 10000000", name="answers_in_bounds"),)

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), primary_key=True)
    answers: Mapped[int]


class CampaignNote(Base):
    """What was said of a campaign after it was closed; append-only."""

    __tablename__ = "campaign_notes"
    __table_args__ = (CheckConstraint("words <> ''", name="says_something"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), index=True)
    words: Mapped[str] = mapped_column(Text)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    at: Mapped[datetime] = mapped_column(Moment)


class CampaignPublication(Base):
    """That a closed campaign's results were made known, and where; append-only."""

    __tablename__ = "campaign_publications"
    __table_args__ = (CheckConstraint("words <> ''", name="says_something"),)

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), primary_key=True)
    words: Mapped[str] = mapped_column(Text)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    at: Mapped[datetime] = mapped_column(Moment)
