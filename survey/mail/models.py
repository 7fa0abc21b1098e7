"""Letters: to whom one is due, and whether it went out; never what it says.

A letter is known by whom it is for (`subject_id`, a number of the room that asked for it),
its kind and its round: there is one of each, ever. The words, with the link in them, are
made at the moment of sending and kept nowhere.

When a letter went out is told by the day. One that turned out to be needless, because the
person has answered meanwhile, ends as one that was sent does: no row tells who answered.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from survey.db import Base, Moment

LONGEST_REASON = 300


class State(StrEnum):
    """Where a letter stands."""

    WAITING = "waiting"
    SENDING = "sending"  # from here on it may have gone out
    DONE = "done"  # sent, or found needless at the moment of sending
    UNSURE = "unsure"  # it may have gone out: never sent again unless somebody says so
    FAILED = "failed"  # refused for good, and the reason says by whom


class Way(StrEnum):
    """How letters leave this installation."""

    OUTBOX = "outbox"
    SMTP = "smtp"


class Letter(Base):
    """One letter that is due, or was.

    `due_at` is when somebody must look at it again: a waiting one may be sent from then on,
    the lease of one being sent runs out then; settled ones have none.
    """

    __tablename__ = "letters"
    __table_args__ = (
        CheckConstraint(
            "state IN ('waiting', 'sending', 'done', 'unsure', 'failed')", name="known_state"
        ),
        CheckConstraint(
            "(state IN ('waiting', 'sending')) = (due_at IS NOT NULL)", name="due_until_settled"
        ),
        CheckConstraint(
            "(state IN ('waiting', 'sending')) = (settled_on IS NULL)", name="settled_on_a_day"
        ),
        CheckConstraint("(state = 'sending') = (way IS NOT NULL)", name="sent_some_way"),
        CheckConstraint("round > 0", name="rounds_from_one"),
        UniqueConstraint("campaign_id", "kind", "round", "subject_id"),
        Index("ix_letters_state_due_at", "state", "due_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"))
    kind: Mapped[str] = mapped_column(String(20))  # "invitation", "reminder"
    round: Mapped[int]  # the first reminder, the second …
    subject_id: Mapped[int]
    state: Mapped[str] = mapped_column(String(8), default=State.WAITING)
    attempts: Mapped[int] = mapped_column(default=0)  # also who holds it: the n-th to take it
    deferrals: Mapped[int] = mapped_column(default=0)  # how often the other side said "later"
    due_at: Mapped[datetime | None] = mapped_column(Moment)
    way: Mapped[str | None] = mapped_column(String(8))
    reason: Mapped[str | None] = mapped_column(String(LONGEST_REASON))
    settled_on: Mapped[date | None] = mapped_column(Date)
