"""Published scores: what others computed and printed, as they printed it, and who brought it in."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from survey.accounts import models as _accounts  # noqa: F401  a key refers to their table
from survey.db import Base, Moment


class PublishedScore(Base):
    """One score of one subject, part and index year. Never changed: a correction is a new row.

    Of several rows for the same score the one with the highest `revision` holds. Three
    years are three things: what the index speaks of, when it was printed, when it came in.
    """

    __tablename__ = "published_scores"
    __table_args__ = (
        # Named: of all its columns together the name would be longer than PostgreSQL's longest.
        UniqueConstraint(
            *("index_name", "subject_key", "index_year", "part", "revision"),
            name="uq_published_scores_revision",
        ),
        CheckConstraint(
            "value IS NULL OR (value >= scale_low AND value <= scale_high)", name="inside_its_scale"
        ),
        CheckConstraint("scale_low < scale_high", name="scale_has_two_ends"),
        CheckConstraint("published_year >= index_year", name="printed_afterwards"),
        CheckConstraint("rank IS NULL OR rank > 0", name="rank_from_one"),
        CheckConstraint("n IS NULL OR n > 0", name="counts_somebody"),
        CheckConstraint("revision > 0", name="revised_from_one"),
        CheckConstraint("source <> ''", name="has_a_source"),
        Index("ix_published_scores_subject_key", "subject_key", "index_name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    index_name: Mapped[str] = mapped_column(String(16))
    subject: Mapped[str] = mapped_column(String(120))  # as printed
    subject_key: Mapped[str] = mapped_column(String(120))  # for looking up: no marks, no signs
    subject_code: Mapped[str] = mapped_column(String(16))  # of the unit, "" where not known
    index_year: Mapped[int]
    published_year: Mapped[int]
    part: Mapped[str] = mapped_column(String(16))  # "" the total, "D6", "1.2"
    value: Mapped[float | None]  # None: withheld by whoever computes it
    n: Mapped[int | None]  # None: the source does not say
    rank: Mapped[int | None]
    scale_low: Mapped[float]
    scale_high: Mapped[float]
    source: Mapped[str] = mapped_column(String(300))
    decision: Mapped[str] = mapped_column(String(200))
    method: Mapped[str] = mapped_column(String(40))
    revision: Mapped[int]
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))  # None: command line
    entered_at: Mapped[datetime] = mapped_column(Moment)
