"""Frames for tests: households in villages of communes, in memory or in the database."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from itertools import count

from sqlalchemy.orm import Session

from survey.objects import of_objects
from survey.places.models import Unit
from survey.sampling.importing import Sender, Tally, import_rows
from survey.sampling.lines import Fault
from survey.sampling.models import Frame

_numbers = count(1)


def households(
    commune: str, *, villages: int = 4, each: int = 10, stratum: str = "01"
) -> list[dict[str, object]]:
    """Return the households of a commune: village v has `each` times v of them."""
    return [
        {
            "code": f"{commune}-{village}-{number:03}",
            "tầng": stratum,
            "mã xã": commune,
            "thôn": f"T{village}",
            "quy mô": number % 5 + 1,
            "họ tên": f"Nguyễn Văn {number}",
            "nhãn giới tính": "nữ" if number % 2 else "nam",
        }
        for village in range(1, villages + 1)
        for number in range(1, each * village + 1)
    ]


def hand_in(
    session: Session, unit: Unit, rows: Iterable[Mapping[str, object]], **said: object
) -> tuple[Tally, list[str]]:
    """Import a frame that `unit` keeps; return what became of it and what was refused."""
    session.commit()
    unit_id, told = unit.id, list(rows)
    number = next(_numbers)
    faults: list[Fault] = []
    sender = {
        "code": f"K{number}",
        "name": "Hộ dân 2026",
        "source": "ho.csv",
        "digest": sha256(str(told).encode()).hexdigest(),
        "unit_id": unit_id,
    }
    tally = import_rows(session, of_objects(told), Sender(**(sender | said)), faults.append)
    return tally, [str(fault) for fault in faults]


def make_frame(
    session: Session, unit: Unit, rows: Iterable[Mapping[str, object]], **said: object
) -> Frame:
    """Keep a frame without a fault, and return it."""
    tally, faults = hand_in(session, unit, rows, **said)
    assert not faults, faults
    return session.get_one(Frame, tally.frame_id)
