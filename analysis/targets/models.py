"""Targets: what is promised, from which day on; and the verdicts a closing froze."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from survey.db import Base, Moment


class Target(Base):
    """The share promised for a kind of campaign, everywhere or in one unit's subtree.

    It may be for one procedure group (lĩnh vực) alone. A target is never edited: a
    newer one takes over on its first day.
    """

    __tablename__ = "targets"
    __table_args__ = (
        UniqueConstraint("kind", "unit_id", "procedure_group", "valid_from"),
        # A key with NULL in it is no key: what is promised for the whole unit has its own.
        Index(
            "ix_targets_whole_unit",
            *("kind", "unit_id", "valid_from"),
            unique=True,
            sqlite_where=text("procedure_group IS NULL"),
            postgresql_where=text("procedure_group IS NULL"),
        ),
        CheckConstraint("kind IN ('routine', 'ad_hoc')", name="known_kind"),
        CheckConstraint("basis_points BETWEEN 1 AND 9999", name="share_between_0_and_1"),
        CheckConstraint("comparator IN ('>', '>=')", name="known_comparator"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))  # None: everywhere
    procedure_group: Mapped[str | None] = mapped_column(String(120))  # None: all together
    basis_points: Mapped[int]  # 9500 is 95 %
    comparator: Mapped[str] = mapped_column(String(2))
    valid_from: Mapped[date]
    source: Mapped[str] = mapped_column(String(200))  # the document that promises it


class FrozenVerdict(Base):
    """What a closed campaign came to in one unit and question; never computed again."""

    __tablename__ = "frozen_verdicts"

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), primary_key=True)
    question: Mapped[str] = mapped_column(String(40), primary_key=True)
    n: Mapped[int]
    satisfied: Mapped[int]
    low: Mapped[float | None]
    high: Mapped[float | None]
    target_basis_points: Mapped[int | None]
    comparator: Mapped[str | None] = mapped_column(String(2))
    official: Mapped[str | None] = mapped_column(String(16))
    statistical: Mapped[str] = mapped_column(String(16))
    frozen_at: Mapped[datetime] = mapped_column(Moment)


class FrozenGroupVerdict(Base):
    """What a closed campaign came to in one unit and procedure group; never computed again."""

    __tablename__ = "frozen_group_verdicts"

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), primary_key=True)
    question: Mapped[str] = mapped_column(String(40), primary_key=True)
    procedure_group: Mapped[str] = mapped_column(String(120), primary_key=True)
    n: Mapped[int]
    satisfied: Mapped[int]
    low: Mapped[float | None]
    high: Mapped[float | None]
    target_basis_points: Mapped[int | None]
    comparator: Mapped[str | None] = mapped_column(String(2))
    official: Mapped[str | None] = mapped_column(String(16))
    statistical: Mapped[str] = mapped_column(String(16))
    frozen_at: Mapped[datetime] = mapped_column(Moment)
