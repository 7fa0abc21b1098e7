"""The manifest of the columns: which files there are, and which entries each one holds.

What is not in the manifest does not count, so a file is in it only once it lies whole
on the disk, and no entry of a chain is in two files.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from survey.db import Base, Moment
from survey.places import models as _places  # noqa: F401  the table our keys refer to


class ColumnFile(Base):
    """One file of responses and the one of their answers beside it: written once, never changed."""

    __tablename__ = "column_files"
    __table_args__ = (
        UniqueConstraint("name"),
        CheckConstraint("responses >= 0 AND answers >= 0", name="holds_rows"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40))  # of both, before "-responses.parquet"
    responses: Mapped[int]
    answers: Mapped[int]
    responses_digest: Mapped[str] = mapped_column(String(64))
    answers_digest: Mapped[str] = mapped_column(String(64))
    written_at: Mapped[datetime] = mapped_column(Moment)


class ColumnSpan(Base):
    """A stretch of a unit's chain, and the file that holds it."""

    __tablename__ = "column_spans"
    __table_args__ = (CheckConstraint("after >= 0 AND after < last", name="goes_forward"),)

    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), primary_key=True)
    after: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]
    file_id: Mapped[int] = mapped_column(ForeignKey("column_files.id"), index=True)
