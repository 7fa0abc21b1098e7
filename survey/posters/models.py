"""How a unit looks in print: its colour, its mark and its name."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from survey.db import Base, Moment


class UnitBranding(Base):
    """What a unit and all below it put on paper, until one below says otherwise."""

    __tablename__ = "unit_brandings"
    __table_args__ = (CheckConstraint("length(colour) = 7", name="colour_is_written_out"),)

    unit_id: Mapped[int] = mapped_column(
        ForeignKey("units.id"), primary_key=True, autoincrement=False
    )
    colour: Mapped[str] = mapped_column(String(7))  # "#0b5351"
    logo: Mapped[bytes | None] = mapped_column(LargeBinary)  # always a PNG of our own making
    name: Mapped[str | None] = mapped_column(String(200))
    changed_at: Mapped[datetime] = mapped_column(Moment)
