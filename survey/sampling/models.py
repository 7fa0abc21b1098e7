"""Frames, draws from them, and the cases that were drawn.

A draw is never changed or removed, nor is what it drew: whoever is told of a case can
find the draw, its seed and its reason. Only what names somebody goes: the labels of a
case and of a frame's rows are erased once the fieldwork is over, and never come back.
"""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from survey.db import Base, Moment

LONGEST_CODE = 40
LONGEST_LABEL = 200
LONGEST_PATH = 400  # codes from the top down, with what parts them


class Frame(Base):
    """A list to draw from: who made it, from which file, and that it is whole."""

    __tablename__ = "frames"
    __table_args__ = (
        UniqueConstraint("code"),
        CheckConstraint("rows >= 0", name="counts_up"),
        CheckConstraint("imported_at IS NULL OR rows > 0", name="whole_has_rows"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(200))
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)  # that keeps it
    source: Mapped[str] = mapped_column(String(120))  # the file's name
    rows: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64), index=True)  # of the file, as sha256sum says
    imported_at: Mapped[datetime | None] = mapped_column(Moment)  # None while it is coming in
    labels_erased_at: Mapped[datetime | None] = mapped_column(Moment)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))


class FrameRow(Base):
    """A household or person that may be drawn, and the clusters it lies in.

    No level is "", for a key holds no NULL.
    """

    __tablename__ = "frame_rows"
    __table_args__ = (
        CheckConstraint("size > 0", name="size_above_zero"),
        # The order in which a draw goes through a frame: only chosen clusters are read.
        Index(
            "ix_frame_rows_where",
            *("frame_id", "stratum", "district", "commune", "village", "size", "number"),
        ),
    )

    frame_id: Mapped[int] = mapped_column(ForeignKey("frames.id"), primary_key=True)
    code: Mapped[str] = mapped_column(String(LONGEST_CODE), primary_key=True)
    number: Mapped[int] = mapped_column(Integer)  # its line in the file
    stratum: Mapped[str] = mapped_column(String(LONGEST_CODE))
    district: Mapped[str] = mapped_column(String(LONGEST_CODE))
    commune: Mapped[str] = mapped_column(String(LONGEST_CODE))
    village: Mapped[str] = mapped_column(String(LONGEST_CODE))
    size: Mapped[int] = mapped_column(BigInteger)
    label: Mapped[str | None] = mapped_column(String(LONGEST_LABEL))  # name, address: erased
    labels: Mapped[str] = mapped_column(Text)  # canonical JSON: {"sex":"F"}


class Draw(Base):
    """One draw for a campaign: from which frame, by which design, with which seed, and why."""

    __tablename__ = "draws"
    __table_args__ = (
        UniqueConstraint("campaign_id", "number"),
        CheckConstraint("number > 0 AND cases > 0", name="counts_up"),
        CheckConstraint("number = 1 OR reason <> ''", name="another_has_a_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"))
    frame_id: Mapped[int] = mapped_column(ForeignKey("frames.id"), index=True)
    number: Mapped[int]  # 1, 2, 3 … within the campaign; the last is in force
    design: Mapped[str] = mapped_column(Text)  # canonical JSON
    seed: Mapped[str] = mapped_column(String(80))
    reason: Mapped[str] = mapped_column(String(500))
    drawn_at: Mapped[datetime] = mapped_column(Moment)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    digest: Mapped[str] = mapped_column(String(64))  # of everything it drew
    cases: Mapped[int]  # main and reserve together


class DrawUnit(Base):
    """A cluster that a stage of a draw chose, with its chance: the printable record."""

    __tablename__ = "draw_units"

    draw_id: Mapped[int] = mapped_column(ForeignKey("draws.id"), primary_key=True)
    stage: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    stratum: Mapped[str] = mapped_column(String(LONGEST_CODE), primary_key=True)
    parent: Mapped[str] = mapped_column(String(LONGEST_PATH), primary_key=True)
    code: Mapped[str] = mapped_column(String(LONGEST_CODE), primary_key=True)
    size: Mapped[int] = mapped_column(BigInteger)
    probability: Mapped[str] = mapped_column(String(40))  # a decimal written out
    is_certain: Mapped[bool]
    position: Mapped[int]


class Case(Base):
    """A household or person that was drawn, and all that its weight comes from."""

    __tablename__ = "cases"
    __table_args__ = (
        UniqueConstraint("draw_id", "code"),
        CheckConstraint("place IN ('main', 'reserve')", name="known_place"),
        CheckConstraint("number > 0", name="counts_up"),
        Index("ix_cases_campaign_id_unit_id", "campaign_id", "unit_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"))
    draw_id: Mapped[int] = mapped_column(ForeignKey("draws.id"))
    code: Mapped[str] = mapped_column(String(LONGEST_CODE))
    label: Mapped[str | None] = mapped_column(String(LONGEST_LABEL))  # name, address: erased
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    stratum: Mapped[str] = mapped_column(String(LONGEST_PATH))
    psu: Mapped[str | None] = mapped_column(String(80))  # None where nobody else shares it
    second: Mapped[str | None] = mapped_column(String(80))
    weight: Mapped[str] = mapped_column(String(40))  # a decimal written out
    fpc: Mapped[int | None]
    second_fpc: Mapped[int | None]
    labels: Mapped[str] = mapped_column(Text)  # canonical JSON: {"sex":"F"}
    place: Mapped[str] = mapped_column(String(8))
    number: Mapped[int]  # within its last cluster; the reserve goes on counting
