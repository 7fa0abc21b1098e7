"""Kiosks: devices, how they were enrolled, what they were heard to say.

A device's key, counter and the moment it was revoked stand (the database refuses
otherwise), and so does everything that was set aside. What it said of itself last is
written over each time: no history of a counter's minutes is kept.
"""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from survey.db import Base, Moment


class Device(Base):
    """One tablet at one counter, known by its key."""

    __tablename__ = "devices"
    __table_args__ = (
        CheckConstraint("waiting >= 0", name="waiting_from_none"),
        CheckConstraint("battery IS NULL OR battery BETWEEN 0 AND 100", name="battery_in_percent"),
        CheckConstraint("revoked_at IS NOT NULL OR revoked_by IS NULL", name="revoked_by_at"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    counter_id: Mapped[int] = mapped_column(ForeignKey("counters.id"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    sign_key: Mapped[str] = mapped_column(String(88), unique=True)  # P-256 point, base64
    enrolled_at: Mapped[datetime] = mapped_column(Moment)
    enrolled_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)
    revoked_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    # What it said last.
    last_seen: Mapped[datetime | None] = mapped_column(Moment)
    session: Mapped[str | None] = mapped_column(String(16))
    mono: Mapped[int] = mapped_column(BigInteger, default=0)
    clock_off: Mapped[int] = mapped_column(BigInteger, default=0)  # seconds, ours less its own
    app: Mapped[str | None] = mapped_column(String(40))
    config: Mapped[str | None] = mapped_column(String(64))
    questionnaire: Mapped[str | None] = mapped_column(String(40))
    version: Mapped[int | None]
    waiting: Mapped[int] = mapped_column(BigInteger, default=0)
    waiting_since: Mapped[datetime | None] = mapped_column(Moment)
    drained_at: Mapped[datetime] = mapped_column(Moment)  # when its queue was last empty
    battery: Mapped[int | None]
    charging: Mapped[bool | None]
    used: Mapped[int | None] = mapped_column(BigInteger)
    quota: Mapped[int | None] = mapped_column(BigInteger)
    persisted: Mapped[bool | None]
    # The last few moments that filled its budget, in seconds; a handful, for five minutes.
    recent: Mapped[str] = mapped_column(Text, default="[]")


class Enrolment(Base):
    """A code that lets one tablet in, once, within a quarter of an hour.

    Of the code a hash is kept, of the PIN a hash with the code in it: whoever reads this
    table can try neither.
    """

    __tablename__ = "enrolments"
    __table_args__ = (CheckConstraint("wrong BETWEEN 0 AND 5", name="five_wrong_at_most"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    pin_hash: Mapped[str] = mapped_column(String(64))
    counter_id: Mapped[int] = mapped_column(ForeignKey("counters.id"))
    made_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    expires_at: Mapped[datetime] = mapped_column(Moment)
    wrong: Mapped[int] = mapped_column(default=0)
    device_id: Mapped[str | None] = mapped_column(ForeignKey("devices.id"))  # spent by


class NumberRange(Base):
    """Numbers received from a device without a gap between them."""

    __tablename__ = "device_numbers"
    __table_args__ = (CheckConstraint("first BETWEEN 1 AND last", name="first_to_last"),)

    device_id: Mapped[str] = mapped_column(ForeignKey("devices.id"), primary_key=True)
    first: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    last: Mapped[int] = mapped_column(BigInteger)


class SetAside(Base):
    """A sealed entry that cannot be a response: kept as it came, with the reason."""

    __tablename__ = "set_aside"

    device_id: Mapped[str] = mapped_column(ForeignKey("devices.id"), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    day: Mapped[date]
    reason: Mapped[str] = mapped_column(String(24))
    entry: Mapped[str] = mapped_column(Text)  # JSON, as it was sent


class Abandoned(Base):
    """A rating somebody began and left: how far it got, and no answer of it."""

    __tablename__ = "abandoned"

    device_id: Mapped[str] = mapped_column(ForeignKey("devices.id"), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    counter_id: Mapped[int] = mapped_column(ForeignKey("counters.id"))
    campaign_id: Mapped[int | None] = mapped_column(ForeignKey("campaigns.id"))
    day: Mapped[date]
    reached: Mapped[str | None] = mapped_column(String(40))


class DeviceEvent(Base):
    """Something about a device that its keeper should find later. Append-only."""

    __tablename__ = "device_events"
    __table_args__ = (Index("ix_device_events_device_id", "device_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    device_id: Mapped[str] = mapped_column(ForeignKey("devices.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    kind: Mapped[str] = mapped_column(String(24))
    count: Mapped[int]
