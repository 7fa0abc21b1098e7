"""Tallies: counts by day and month caught up from the chains, and how far each one is read.

They are a view of the ledger, not a second truth: drop them and they come back.
"""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from survey.campaigns import models as _campaigns  # noqa: F401  the tables our keys refer to:
from survey.db import Base
from survey.places import models as _places  # noqa: F401  a key has its column's type from them

NO_COUNTER = 0
"""Stands for "came in without a counter" (paper, older systems) in a tally's key."""


class Mark(Base):
    """How far a unit's chain has been counted: a position, never a row number.

    Row numbers are dealt before commit and come out of order; positions are dealt
    under the chain's lock.
    """

    __tablename__ = "marks"

    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), primary_key=True)
    position: Mapped[int]
    rulings: Mapped[int] = mapped_column(default=0, server_default=text("0"))  # applied so far


class DayTally(Base):
    """How many gave this value to this question, here, on this day, this way.

    The finest there is. Pages that speak of months read `Tally`, which is much smaller.
    """

    __tablename__ = "day_tallies"
    __table_args__ = (
        CheckConstraint("n > 0", name="counts_something"),
        # A piece of a chain then writes one stretch a question, and a chart reads one.
        {"sqlite_with_rowid": False},
    )

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), primary_key=True)
    question: Mapped[str] = mapped_column(String(40), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    counter_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    channel: Mapped[str] = mapped_column(String(16), primary_key=True)
    value: Mapped[str] = mapped_column(String(40), primary_key=True)
    n: Mapped[int]


class Tally(Base):
    """How many gave this value to this question, here, in this month, this way."""

    __tablename__ = "tallies"
    __table_args__ = (
        CheckConstraint("n > 0", name="counts_something"),
        Index("ix_tallies_unit_id_campaign_id", "unit_id", "campaign_id"),
    )

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), primary_key=True)
    question: Mapped[str] = mapped_column(String(40), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)  # its first day
    counter_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    channel: Mapped[str] = mapped_column(String(16), primary_key=True)
    value: Mapped[str] = mapped_column(String(40), primary_key=True)
    n: Mapped[int]


class MonthTotal(Base):
    """The tallies of a month with counters and channels put together.

    Written in the same transaction as they are: a trend of 135 communes reads these.
    """

    __tablename__ = "month_totals"
    # SQLite then keeps the rows in the key's own order, and a page reads one stretch.
    __table_args__ = (
        CheckConstraint("n > 0", name="counts_something"),
        {"sqlite_with_rowid": False},
    )

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), primary_key=True)
    question: Mapped[str] = mapped_column(String(40), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)  # its first day
    value: Mapped[str] = mapped_column(String(40), primary_key=True)
    n: Mapped[int]


class UnitTotal(Base):
    """The tallies of a unit over a whole campaign, everything else put together.

    Written in the same transaction as they are. A province's page asks every
    question of 135 communes over years: from the tallies that took 0.6 s.
    """

    __tablename__ = "unit_totals"
    __table_args__ = (
        CheckConstraint("n > 0", name="counts_something"),
        {"sqlite_with_rowid": False},
    )

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), primary_key=True)
    question: Mapped[str] = mapped_column(String(40), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), primary_key=True)
    value: Mapped[str] = mapped_column(String(40), primary_key=True)
    n: Mapped[int]


class GroupTotal(Base):
    """The headline of a unit over a whole campaign, by the group its dossiers' procedures are of.

    Only of answers whose dossier told it: by a code on a slip.
    """

    __tablename__ = "group_totals"
    __table_args__ = (
        CheckConstraint("n > 0", name="counts_something"),
        {"sqlite_with_rowid": False},
    )

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), primary_key=True)
    question: Mapped[str] = mapped_column(String(40), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), primary_key=True)
    procedure_group: Mapped[str] = mapped_column(String(120), primary_key=True)
    value: Mapped[str] = mapped_column(String(40), primary_key=True)
    n: Mapped[int]


class Apart(Base):
    """A response that is, or was, kept out of the headline: why, and where it stands now.

    As much a view of the ledger as the tallies are; `standing` follows from the flags
    and the last ruling (`standing.stands`). What was never apart has no row.
    """

    __tablename__ = "apart"
    __table_args__ = (
        CheckConstraint("standing IN ('waiting', 'in', 'out', 'late')", name="known_standing"),
        # All that an overview asks of it: one in a hundred of ten million is a hundred thousand.
        Index("ix_apart_overview", "campaign_id", "unit_id", "standing", "overall"),
        Index("ix_apart_standing_unit_id", "standing", "unit_id"),
    )

    response_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"))
    counter_id: Mapped[int]  # NO_COUNTER where there is none
    channel: Mapped[str] = mapped_column(String(16))
    day: Mapped[date]
    cause: Mapped[str] = mapped_column(String(40))
    overall: Mapped[str] = mapped_column(String(40))  # the step given to that question, or ""
    standing: Mapped[str] = mapped_column(String(8))
    ruling_id: Mapped[int]  # the last that was applied; 0 for none


class AppliedRuling(Base):
    """A ruling that the tallies follow already: each is applied once."""

    __tablename__ = "applied_rulings"

    # Dealt before commit and out of order, so no "up to this one" can stand for them. No
    # foreign key to rulings, as with remarks: PostgreSQL would want the right to change them.
    ruling_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
