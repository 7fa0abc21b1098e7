"""Fieldwork: interviewers, who visits whom, what came of each attempt, what was said of it.

While a campaign runs an attempt knows its case and its response, so that somebody can
look after an interview. When the campaign closes all of that goes (`closing`): what is
left of an attempt is whose it was and how it ended, of a case how it ended, and nothing
leads from the one to the other or to an answer.
"""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Numeric, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from survey.db import Base, Moment

LONGEST_NOTE = 400
LONGEST_REASON = 400


class FieldworkSettings(Base):
    """What a campaign asks of its interviewers; without a row, what the columns default to."""

    __tablename__ = "fieldwork_settings"
    __table_args__ = (
        CheckConstraint("callback_share_bp BETWEEN 0 AND 10000", name="share_in_basis_points"),
    )

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), primary_key=True)
    ask_position: Mapped[bool] = mapped_column(default=False)
    callback_share_bp: Mapped[int] = mapped_column(default=1000)
    seed: Mapped[str] = mapped_column(String(80))  # of who is called back


class Assignment(Base):
    """Who is to visit a case."""

    __tablename__ = "assignments"

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    interviewer_id: Mapped[str] = mapped_column(ForeignKey("interviewers.id"), index=True)
    at: Mapped[datetime] = mapped_column(Moment)


class Attempt(Base):
    """One visit and how it ended. Append-only, but for what the closing takes off it.

    Kept in the order of its identities, which are random: no order of arrival is left.
    """

    __tablename__ = "attempts"
    __table_args__ = (
        CheckConstraint(
            "disposition IN ('complete', 'partial', 'refusal', 'non_contact', 'other', "
            "'language', 'unknown_household', 'unknown_other', 'not_eligible')",
            name="known_disposition",
        ),
        CheckConstraint(
            "response_id IS NULL OR disposition IN ('complete', 'partial')",
            name="answers_of_an_interview",
        ),
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="both_or_neither"),
        CheckConstraint("seconds IS NULL OR seconds >= 0", name="seconds_from_none"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)  # the entry's
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), index=True)
    interviewer_id: Mapped[str] = mapped_column(ForeignKey("interviewers.id"), index=True)
    disposition: Mapped[str] = mapped_column(String(20))
    is_assigned: Mapped[bool]
    # All that follows goes at the closing, and is never there for what came later.
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"), index=True)
    response_id: Mapped[str | None] = mapped_column(String(32), unique=True)
    day: Mapped[date | None]
    at: Mapped[datetime | None] = mapped_column(Moment)  # where the clock could be trusted
    received_at: Mapped[datetime | None] = mapped_column(Moment)
    seconds: Mapped[int | None] = mapped_column(BigInteger)
    latitude: Mapped[float | None] = mapped_column(Numeric(6, 3, asdecimal=False))
    longitude: Mapped[float | None] = mapped_column(Numeric(6, 3, asdecimal=False))
    note: Mapped[str | None] = mapped_column(String(LONGEST_NOTE))


class Review(Base):
    """A supervisor's word on an interview; its reason goes at the closing."""

    __tablename__ = "reviews"
    __table_args__ = (
        CheckConstraint("verdict IN ('approved', 'sent_back')", name="known_verdict"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), index=True)
    response_id: Mapped[str] = mapped_column(String(32), index=True)
    verdict: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str] = mapped_column(String(LONGEST_REASON))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    at: Mapped[datetime] = mapped_column(Moment)


class Callback(Base):
    """A call to somebody who is said to have been interviewed; counted and gone at the closing."""

    __tablename__ = "callbacks"
    __table_args__ = (
        CheckConstraint("reached OR interviewed IS NULL", name="reached_to_be_asked"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[str] = mapped_column(ForeignKey("attempts.id"), index=True)
    reached: Mapped[bool]
    interviewed: Mapped[bool | None]
    answers: Mapped[str] = mapped_column(Text)  # canonical JSON, code → value
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    at: Mapped[datetime] = mapped_column(Moment)


class CallbackCount(Base):
    """What call-backs came to in a closed campaign: of `n` asked, `agreed` said the same."""

    __tablename__ = "callback_counts"
    __table_args__ = (CheckConstraint("agreed BETWEEN 0 AND n", name="agreed_of_n"),)

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), primary_key=True)
    question: Mapped[str] = mapped_column(String(40), primary_key=True)
    n: Mapped[int]
    agreed: Mapped[int]


class CaseOutcome(Base):
    """How a case ended, once its campaign is closed."""

    __tablename__ = "case_outcomes"

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    disposition: Mapped[str] = mapped_column(String(20))
