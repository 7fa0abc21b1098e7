"""Those invited, their groups, and the box their answers wait in.

Whoever is invited has a row without any word on whether they answered. Whoever answered
has left a mark in their group's box that nobody can lead back without their link, and an
answer beside it that knows no mark. A box is one row that is written anew each time, so
neither order nor moment of its contents can be read from it. At the closing the rows of
those invited go, and the box stays shut (the database refuses otherwise).
"""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from survey.db import Base


class InvitationMode(Base):
    """What is kept of those who answer (their group, or nothing), and when it is counted."""

    __tablename__ = "invitation_modes"
    __table_args__ = (
        CheckConstraint("mode IN ('grouped', 'together')", name="known_mode"),
        CheckConstraint("leaves IN ('closing', 'batches')", name="known_leaving"),
    )

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), primary_key=True)
    mode: Mapped[str] = mapped_column(String(8), default="grouped")
    leaves: Mapped[str] = mapped_column(String(8), default="closing")
    words: Mapped[str] = mapped_column(Text, default="")  # the organiser's own, in each letter
    locked_on: Mapped[date | None]  # the day the first invitation went out


class InviteeGroup(Base):
    """A group of those invited, and its box."""

    __tablename__ = "invitee_groups"
    __table_args__ = (
        UniqueConstraint("campaign_id", "code"),
        CheckConstraint("answered BETWEEN 0 AND invited", name="answered_of_invited"),
        CheckConstraint("merged_into <> id", name="merged_elsewhere"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"))
    code: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(200))
    merged_into: Mapped[int | None] = mapped_column(ForeignKey("invitee_groups.id"))
    is_locked: Mapped[bool] = mapped_column(default=False)
    # How many are invited and how many of them answered, of those merged into it too.
    invited: Mapped[int] = mapped_column(default=0)
    answered: Mapped[int] = mapped_column(default=0)
    spent: Mapped[bytes | None] = mapped_column(LargeBinary, default=b"")  # None: shut for good
    waiting: Mapped[bytes] = mapped_column(LargeBinary, default=b"")  # sealed, see `sealing`


class Invitee(Base):
    """Somebody who is invited; gone when the campaign closes."""

    __tablename__ = "invitees"
    __table_args__ = (UniqueConstraint("campaign_id", "address"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"))
    group_id: Mapped[int] = mapped_column(ForeignKey("invitee_groups.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str] = mapped_column(String(255))
    address: Mapped[str] = mapped_column(String(255))  # the email as two are told to be one
    entry: Mapped[str | None] = mapped_column(String(32), unique=True)  # what knows their link
