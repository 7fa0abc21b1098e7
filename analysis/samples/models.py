"""Known totals to weight to, and weighted results as they were frozen."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from survey.accounts import models as _accounts  # noqa: F401  a key refers to their table
from survey.db import Base, Moment


class KnownTotal(Base):
    """How many people of one level of a variable there are, as somebody brought it in.

    Never changed: the highest version of a campaign holds, and the others tell what was
    believed before.
    """

    __tablename__ = "margins"
    __table_args__ = (
        CheckConstraint("total > 0", name="total_above_zero"),
        CheckConstraint("version > 0", name="versions_from_one"),
        CheckConstraint("variable <> '' AND level <> ''", name="named"),
    )

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    variable: Mapped[str] = mapped_column(String(80), primary_key=True)
    level: Mapped[str] = mapped_column(String(80), primary_key=True)
    total: Mapped[float]
    source: Mapped[str] = mapped_column(String(120))  # the file's name
    imported_at: Mapped[datetime] = mapped_column(Moment)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))  # None: command line


class WeightedResult(Base):
    """What a drawn sample came to when its campaign closed; never computed again."""

    __tablename__ = "weighted_results"

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), primary_key=True)
    result: Mapped[str] = mapped_column(Text)  # JSON, see `results`
    frozen_at: Mapped[datetime] = mapped_column(Moment)
