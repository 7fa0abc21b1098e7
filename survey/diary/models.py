"""The diary: who of the staff did what, and when. Never changed, never removed."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from survey.db import Base, Moment


class DiaryEntry(Base):
    """One act of one account, or of the command line when no account is named."""

    __tablename__ = "diary"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    act: Mapped[str] = mapped_column(String(60))  # "campaign.closed"
    subject: Mapped[str] = mapped_column(String(120))  # the campaign's code, the counter's …
    details: Mapped[str] = mapped_column(Text, default="{}")  # canonical JSON
