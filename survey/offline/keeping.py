"""Keeping tablets: given another name, or revoked for good."""

from sqlalchemy.orm import Session

from survey import clock
from survey.diary.writing import note
from survey.offline.models import Device, DeviceEvent
from survey.places.models import Counter


def rename(session: Session, device: Device, name: str, by: int | None = None) -> None:
    """Call `device` by another name; the caller commits."""
    before, device.name = device.name, name
    _note(session, "renamed", device, by, before=before, name=name)


def revoke(session: Session, device: Device, by: int | None = None) -> None:
    """Take nothing more from `device` than what was given before now; the caller commits."""
    if device.revoked_at is not None:
        return
    device.revoked_at, device.revoked_by = clock.now(), by
    _note(session, "revoked", device, by)


def _note(session: Session, kind: str, device: Device, by: int | None, **more: str) -> None:
    counter = session.get_one(Counter, device.counter_id)
    session.add(DeviceEvent(device_id=device.id, at=clock.now(), kind=kind, count=1))
    told = {"unit": counter.unit_id, "device": device.id}
    note(session, f"kiosk.{kind}", counter.code, by, **told, **more)
    session.flush()
