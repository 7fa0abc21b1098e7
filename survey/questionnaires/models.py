"""Questionnaires written here: drafts with every revision of them, and what was published.

A revision of a draft is never changed or removed, so nothing anybody wrote is lost. What
is published stands: the one thing that can still happen to it is to be retired, once
(the database refuses all else).
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from survey.db import Base, Moment


class Draft(Base):
    """A questionnaire that is being written; its words lie in its revisions."""

    __tablename__ = "questionnaire_drafts"
    __table_args__ = (CheckConstraint("revision >= 1", name="revision_from_one"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40))
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))  # as the newest revision has it: for lists
    based_on: Mapped[str] = mapped_column(String(60))  # "dossier 1", or "" for none
    revision: Mapped[int]  # the newest
    created_at: Mapped[datetime] = mapped_column(Moment)
    updated_at: Mapped[datetime] = mapped_column(Moment)
    discarded_at: Mapped[datetime | None] = mapped_column(Moment)


class Revision(Base):
    """A draft as somebody left it."""

    __tablename__ = "draft_revisions"
    __table_args__ = (CheckConstraint("revision >= 1", name="revision_from_one"),)

    draft_id: Mapped[int] = mapped_column(ForeignKey("questionnaire_drafts.id"), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    document: Mapped[str] = mapped_column(Text)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))  # None: a command
    at: Mapped[datetime] = mapped_column(Moment)


class Published(Base):
    """One version of a questionnaire, under the decision that published it."""

    __tablename__ = "questionnaires"
    __table_args__ = (
        CheckConstraint("version >= 1", name="version_from_one"),
        CheckConstraint("decision <> ''", name="decision_is_named"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="ends_after_start"),
        CheckConstraint("(retired_at IS NULL) = (retired_by IS NULL)", name="retired_by_somebody"),
    )

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    digest: Mapped[str] = mapped_column(String(64))
    document: Mapped[str] = mapped_column(Text)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    decision: Mapped[str] = mapped_column(String(120))  # the number of the decision
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]  # its last day
    published_at: Mapped[datetime] = mapped_column(Moment)
    published_by: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    draft_id: Mapped[int] = mapped_column(ForeignKey("questionnaire_drafts.id"))
    retired_at: Mapped[datetime | None] = mapped_column(Moment)
    retired_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
