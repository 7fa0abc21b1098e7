"""Printed forms, what two people typed of each, and what a third said where they differ.

That two typings are by two people, and that whoever settles is neither of them, is held by
the database: `typist` is the account's number, 0 for a scanner, whose reading is also that
of the person who handed it in. What citizens wrote in
their own words lies apart, and is removed once it stands in the ledger, where it can be
erased when somebody asks.
"""

from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from survey.db import Base, Moment
from survey.paper.codes import LENGTH

SCANNER = 0
"""The typist of what a machine has read."""


class Batch(Base):
    """Forms that were printed together."""

    __tablename__ = "paper_batches"
    __table_args__ = (CheckConstraint("forms >= 1", name="holds_forms"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    language: Mapped[str] = mapped_column(String(16))
    forms: Mapped[int]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    made_at: Mapped[datetime] = mapped_column(Moment)


class Form(Base):
    """One printed form; only the case it was meant for is ever taken out of it."""

    __tablename__ = "paper_forms"
    # Rows lie by code: their order says nothing of whom a form was meant for.
    __table_args__ = ({"sqlite_with_rowid": False},)

    code: Mapped[str] = mapped_column(String(LENGTH), primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("paper_batches.id"), index=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    # No foreign key: at the closing the number is cut here, whatever becomes of cases there.
    case_id: Mapped[int | None] = mapped_column(unique=True)


class Typing(Base):
    """What one person, or a scanner, read on a form."""

    __tablename__ = "typings"
    __table_args__ = (
        UniqueConstraint("form_code", "typist", name="uq_typings_once_each"),
        UniqueConstraint("form_code", "number", "typist", name="uq_typings_number_typist"),
        CheckConstraint("number IN (1, 2)", name="first_or_second"),
        CheckConstraint("(account_id IS NULL) = (typist = 0)", name="person_or_scanner"),
        CheckConstraint("account_id IS NULL OR account_id = typist", name="typist_is_account"),
    )

    form_code: Mapped[str] = mapped_column(ForeignKey("paper_forms.code"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    typist: Mapped[int]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    brought_by: Mapped[int | None]  # who handed a scanner's reading in, and so types it not
    day: Mapped[date | None]
    is_void: Mapped[bool]
    cells: Mapped[str] = mapped_column(Text)  # canonical JSON, wire name → what was typed
    confidence: Mapped[str | None] = mapped_column(String(16))  # as a scanner gave it
    at: Mapped[datetime] = mapped_column(Moment)


class TypedWords(Base):
    """A citizen's own words as one typing has them, until they stand in the ledger."""

    __tablename__ = "typed_words"
    __table_args__ = (
        ForeignKeyConstraint(
            ["form_code", "number"],
            ["typings.form_code", "typings.number"],
            name="fk_typed_words_typing",
        ),
    )

    form_code: Mapped[str] = mapped_column(String(LENGTH), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    part: Mapped[str] = mapped_column(String(100), primary_key=True)
    words: Mapped[str] = mapped_column(Text)


class Settlement(Base):
    """What a third person said where two typings differ."""

    __tablename__ = "settlements"
    __table_args__ = (
        CheckConstraint("first_number = 1 AND second_number = 2", name="of_both"),
        CheckConstraint(
            "account_id <> first_typist AND account_id <> second_typist", name="is_a_third"
        ),
        *(
            ForeignKeyConstraint(
                ["form_code", f"{which}_number", f"{which}_typist"],
                ["typings.form_code", "typings.number", "typings.typist"],
                name=f"fk_settlements_{which}_typing",
            )
            for which in ("first", "second")
        ),
    )

    form_code: Mapped[str] = mapped_column(String(LENGTH), primary_key=True)
    first_number: Mapped[int]
    first_typist: Mapped[int]
    second_number: Mapped[int]
    second_typist: Mapped[int]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    day: Mapped[date | None]
    is_void: Mapped[bool]
    cells: Mapped[str] = mapped_column(Text)
    chosen: Mapped[str] = mapped_column(Text)  # canonical JSON, question → whose value stands
    at: Mapped[datetime] = mapped_column(Moment)


class FormOutcome(Base):
    """What became of a form that is done with: in the ledger, too late for it, or void."""

    __tablename__ = "paper_outcomes"
    __table_args__ = (CheckConstraint("outcome IN ('kept', 'late', 'void')", name="known"),)

    form_code: Mapped[str] = mapped_column(ForeignKey("paper_forms.code"), primary_key=True)
    outcome: Mapped[str] = mapped_column(String(8))
    at: Mapped[datetime] = mapped_column(Moment)
