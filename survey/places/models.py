"""Places: units of government, what became of them, and their counters.

A unit is valid from one day to another; a reform ends it and begins others, and
never moves a result. A counter's code is printed on paper, so it is never
changed, removed or given to another counter (the database refuses).
"""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from survey.db import Base


class Unit(Base):
    """A province, district or commune, as it was between two days."""

    __tablename__ = "units"
    __table_args__ = (
        UniqueConstraint("level", "code", "valid_from"),
        CheckConstraint("level IN ('tinh', 'huyen', 'xa')", name="known_level"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="ends_after_start"),
        Index("ix_units_code", "code"),
        Index("ix_units_name_folded", "name_folded"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(200))
    name_folded: Mapped[str] = mapped_column(String(200))  # lower case, no marks: for search
    level: Mapped[str] = mapped_column(String(8))
    type: Mapped[str] = mapped_column(String(32))  # Tỉnh, Thành phố, Xã, Phường, Đặc khu …
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]  # its last day; None while it stands


class Succession(Base):
    """What became of a unit: merged into, split between, or continued as another."""

    __tablename__ = "successions"
    __table_args__ = (
        CheckConstraint("relation IN ('merged', 'split', 'continued')", name="known_relation"),
    )

    predecessor_id: Mapped[int] = mapped_column(ForeignKey("units.id"), primary_key=True)
    successor_id: Mapped[int] = mapped_column(ForeignKey("units.id"), primary_key=True, index=True)
    relation: Mapped[str] = mapped_column(String(16))
    is_main: Mapped[bool] = mapped_column(default=False)  # where most of a split unit went


class Counter(Base):
    """A desk citizens stand at, with the short code on its poster."""

    __tablename__ = "counters"
    __table_args__ = (
        CheckConstraint("purpose IN ('reception', 'results', 'field')", name="known_purpose"),
        CheckConstraint("purpose <> 'field' OR field IS NOT NULL", name="field_is_named"),
        CheckConstraint("closed_on IS NULL OR closed_on >= opened_on", name="closes_after_open"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(8), unique=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))  # "Quầy số 1"
    purpose: Mapped[str] = mapped_column(String(16))
    field: Mapped[str | None] = mapped_column(String(120))  # "Đất đai", when it serves one field
    opened_on: Mapped[date]
    closed_on: Mapped[date | None]
