"""Dossiers: how many each unit handled, and on what a single-use code rests.

Nothing here names a person, and a dossier's own code is kept only as a keyed hash.
A dossier never learns that its code was spent: no column of this room changes then,
so two backups, one from before and one from after, say the same. Its number is sealed
into its code, so a dossier is never removed and its number never dealt again.
"""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from survey.db import Base, Moment


class Dossier(Base):
    """One dossier as the one-stop system told it: where, what about, and which days."""

    __tablename__ = "dossiers"
    __table_args__ = (
        UniqueConstraint("code_hash"),
        # The day something was handed over: its slips are printed by it, its group is small.
        Index("ix_dossiers_unit_id_event_on", "unit_id", "event_on"),
        CheckConstraint("due_on IS NULL OR due_on >= received_on", name="due_after_received"),
        CheckConstraint("done_on IS NULL OR done_on >= received_on", name="done_after_received"),
        CheckConstraint("event_on = coalesce(done_on, received_on)", name="event_is_the_last"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code_hash: Mapped[bytes] = mapped_column(LargeBinary(16))
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))  # that received it
    resolving_unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    procedure_code: Mapped[str | None] = mapped_column(String(40))
    procedure_group: Mapped[str | None] = mapped_column(String(120))  # lĩnh vực
    received_on: Mapped[date]
    due_on: Mapped[date | None]
    done_on: Mapped[date | None]
    event_on: Mapped[date]


class Procedure(Base):
    """A procedure of the catalogue: its code, its name, and the group it belongs to."""

    __tablename__ = "procedures"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(400))
    procedure_group: Mapped[str] = mapped_column(String(120))


class DossierCount(Base):
    """How many dossiers of a unit and group came in, were done, and were done late in a month.

    No resolving unit is 0 and no group is "", for a key holds no NULL.
    """

    __tablename__ = "dossier_counts"
    __table_args__ = (
        CheckConstraint("received >= 0 AND done >= 0 AND late >= 0", name="counts_up"),
        CheckConstraint("late <= done", name="late_ones_are_done"),
    )

    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)
    resolving_unit_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    procedure_group: Mapped[str] = mapped_column(String(120), primary_key=True)
    received: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    late: Mapped[int] = mapped_column(default=0)


class DossierDay(Base):
    """The same by unit and day, so that any span can be summed without the dossiers."""

    __tablename__ = "dossier_days"
    __table_args__ = (
        CheckConstraint("received >= 0 AND done >= 0 AND late >= 0", name="counts_up"),
        CheckConstraint("late <= done", name="late_ones_are_done"),
    )

    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    received: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    late: Mapped[int] = mapped_column(default=0)


class ApiKey(Base):
    """A one-stop system's key to hand dossiers in; only its hash is kept."""

    __tablename__ = "api_keys"
    __table_args__ = (UniqueConstraint("key_hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    key_hash: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)
    last_used_on: Mapped[date | None]


class DossierImport(Base):
    """One sheet that was handed in, and what became of its lines."""

    __tablename__ = "dossier_imports"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    source: Mapped[str] = mapped_column(String(120))  # the file's name, or the key's
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    lines: Mapped[int] = mapped_column(Integer)
    taken: Mapped[int] = mapped_column(Integer)
    changed: Mapped[int] = mapped_column(Integer)
    unchanged: Mapped[int] = mapped_column(Integer)
    refused: Mapped[int] = mapped_column(Integer)
    size: Mapped[int] = mapped_column(BigInteger, default=0)
