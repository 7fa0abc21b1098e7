"""Faces: what a print says about its counter, and where its QR leads."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from survey.places.addresses import scanned_address, short_address
from survey.places.counters import Purpose
from survey.places.models import Counter, Unit
from survey.places.reading import path_of

# A print speaks Vietnamese, whatever language the member of staff who prints it reads.
_PURPOSES = {Purpose.RECEPTION: "Tiếp nhận hồ sơ", Purpose.RESULTS: "Trả kết quả"}


@dataclass(frozen=True, slots=True)
class Face:
    """One counter as a citizen meets it on paper."""

    unit: str
    above: str
    counter: str
    purpose: str
    code: str
    address: str  # as somebody types it
    scanned: str = ""  # as the QR carries it
    unit_id: int = 0


def face_of(session: Session, counter: Counter, public_url: str) -> Face:
    """Return what prints say about `counter`."""
    path = path_of(session, session.get_one(Unit, counter.unit_id))
    *above, unit = (unit.name for unit in path)
    return Face(
        unit=unit,
        above=", ".join(reversed(above)),
        counter=counter.name,
        purpose=purpose_words(counter.purpose, counter.field),
        code=counter.code,
        address=short_address(public_url, counter.code),
        scanned=scanned_address(public_url, counter.code),
        unit_id=counter.unit_id,
    )


def faces_of(session: Session, counters: Iterable[Counter], public_url: str) -> list[Face]:
    """Return the faces of `counters`, in their order."""
    return [face_of(session, counter, public_url) for counter in counters]


def purpose_words(purpose: str, field: str | None) -> str:
    """Return what citizens come to a counter for, as its print says it."""
    return field or _PURPOSES[Purpose(purpose)]


def sample(unit: str, public_url: str) -> Face:
    """Return a face that stands for any counter of `unit`, to look at before printing."""
    return Face(
        unit=unit,
        above="",
        counter="Quầy số 1",
        purpose=_PURPOSES[Purpose.RECEPTION],
        code="ABCDE",
        address=short_address(public_url, "ABCDE"),
        scanned=scanned_address(public_url, "ABCDE"),
    )
