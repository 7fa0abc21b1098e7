"""Campaigns: when, where and with which questionnaire citizens are asked.

A campaign is drafted, opened and closed. Once opened its kind, questionnaire and
first day stand; once closed it stays closed (the database refuses otherwise).
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from survey.campaigns.kinds import Kind
from survey.db import Base, Moment


class Campaign(Base):
    """One survey of one kind, with one questionnaire version, over a period."""

    __tablename__ = "campaigns"
    __table_args__ = (
        CheckConstraint("kind IN ('routine', 'ad_hoc', 'field', 'invited')", name="known_kind"),
        CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
        CheckConstraint("closed_at IS NULL OR opened_at IS NOT NULL", name="opened_before_closed"),
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

    @property
    def promise(self) -> str:
        """Which of the two promises it is measured against."""
        return Kind(self.kind).promise


class CampaignUnit(Base):
    """A unit a campaign covers, with everything below it."""

    __tablename__ = "campaign_units"

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), primary_key=True, index=True)
