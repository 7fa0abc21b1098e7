"""Responses: the ledger's rows, each unit's chain head, and citizens' own words.

A response is never changed or removed: triggers refuse it on both databases, and
PostgreSQL takes the right away besides. A chain head moves forward one link at a
time. Words may be erased when a citizen asks, and nothing else about them.
"""

from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from survey.db import Base, Moment

WITH_WORDS = "words <> '{}'"
"""The condition of the index on responses with words; a query says it to the letter."""


class Chain(Base):
    """The last link of a unit's chain; locked while a response is added."""

    __tablename__ = "chains"

    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), primary_key=True)
    position: Mapped[int]
    link: Mapped[str] = mapped_column(String(64))


class Response(Base):
    """What one citizen answered, at its place in the unit's chain."""

    __tablename__ = "responses"
    __table_args__ = (
        UniqueConstraint("unit_id", "position"),
        # One in a dozen writes something: whoever reads words looks at those alone.
        Index(
            "ix_responses_with_words",
            *("campaign_id", "id", "unit_id"),
            sqlite_where=text(WITH_WORDS),
            postgresql_where=text(WITH_WORDS),
        ),
        CheckConstraint("position >= 1", name="position_from_one"),
        CheckConstraint(
            "channel IN ('qr', 'receipt', 'kiosk', 'paper', 'import', 'interview', 'invitation')",
            name="known_channel",
        ),
        CheckConstraint("on_time IS NULL OR on_time IN (0, 1)", name="on_time_or_not"),
        CheckConstraint("minute IS NULL OR minute BETWEEN 0 AND 1439", name="minute_of_day"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)  # the Visit's id
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    position: Mapped[int]
    link: Mapped[str] = mapped_column(String(64), unique=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"))
    counter_id: Mapped[int | None] = mapped_column(ForeignKey("counters.id"))
    questionnaire: Mapped[str] = mapped_column(String(40))
    version: Mapped[int]
    language: Mapped[str] = mapped_column(String(16))
    channel: Mapped[str] = mapped_column(String(16))
    day: Mapped[date]
    minute: Mapped[int | None] = mapped_column(SmallInteger)  # integrity checks only
    salt: Mapped[str] = mapped_column(String(32))
    answers: Mapped[str] = mapped_column(Text)  # canonical JSON, code → value
    words: Mapped[str] = mapped_column(Text)  # canonical JSON, code → salted digest of the words
    flags: Mapped[str | None] = mapped_column(Text)  # canonical JSON list, see `flags`
    design: Mapped[str | None] = mapped_column(Text)  # canonical JSON, see `design`
    # Of a dossier only what a group shares (`survey/dossiers`), and never which it was.
    procedure_group: Mapped[str | None] = mapped_column(String(120))
    resolving_unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    on_time: Mapped[int | None] = mapped_column(SmallInteger)


class Remark(Base):
    """A citizen's own words, outside the chain so that they can be erased.

    No foreign key to responses: PostgreSQL checks one by locking the row it names,
    which needs the very UPDATE right that nobody has. `survey verify` looks instead.
    """

    __tablename__ = "remarks"
    __table_args__ = (
        CheckConstraint("(words IS NULL) = (erased_on IS NOT NULL)", name="erased_or_there"),
    )

    response_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    question: Mapped[str] = mapped_column(String(40), primary_key=True)
    salt: Mapped[str] = mapped_column(String(32))  # emptied with the words
    words: Mapped[str | None] = mapped_column(Text)
    erased_on: Mapped[date | None]


class SpentCode(Base):
    """A single-use code that was spent: its mark, and nothing that could lead anywhere."""

    __tablename__ = "spent_codes"
    __table_args__ = ({"sqlite_with_rowid": False},)

    mark: Mapped[str] = mapped_column(String(32), primary_key=True)


class Ruling(Base):
    """Somebody's word, or the fuse's, on whether a kept response counts in the headline.

    The newest of a response stands. No foreign key to responses, as with remarks.
    """

    __tablename__ = "rulings"

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[str] = mapped_column(String(32), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    counts: Mapped[bool]
    cause: Mapped[str] = mapped_column(String(40))
    reason: Mapped[str] = mapped_column(String(400))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    at: Mapped[datetime] = mapped_column(Moment)
