"""The shelf of drivers: what was computed last for a unit or counter, and up to where.

Reading every answer of a province takes seconds, so what came of it is kept with the
chains' positions and rulings it saw; while those are the same, so is the result.
"""

import json
import os
import tempfile
from collections.abc import Collection
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from analysis.rollup.models import Mark
from analysis.stats.estimate import Estimate
from analysis.stats.importance import Driver, Drivers

EDITION = 1
"""Raised whenever the same answers come to another result."""


@dataclass(frozen=True, slots=True)
class Seen:
    """How far the chains of a unit and all below it had been counted."""

    edition: int
    units: int
    positions: int
    rulings: int


@dataclass(frozen=True, slots=True)
class Kept:
    """Drivers of the questions `keys`, of the answers up to `seen`."""

    seen: Seen
    keys: tuple[str, ...]
    drivers: Drivers


def seen_now(session: Session, below: Collection[int]) -> Seen:
    """Return how far the chains of `below` are counted."""
    wanted = select(func.count(), func.sum(Mark.position), func.sum(Mark.rulings))
    units, positions, rulings = session.execute(wanted.where(Mark.unit_id.in_(below))).one()
    return Seen(EDITION, units, int(positions or 0), int(rulings or 0))


def take(path: Path) -> Kept | None:
    """Return what is kept at `path`, None when nothing is that can be read."""
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
        found = tuple(
            Driver(**each | {"share": Estimate(**each["share"])})
            for each in read["drivers"].pop("drivers")
        )
        drivers = Drivers(**read["drivers"], drivers=found)
        return Kept(Seen(**read["seen"]), tuple(read["keys"]), drivers)
    except (FileNotFoundError, ValueError, TypeError, KeyError):
        return None


def keep(path: Path, kept: Kept) -> None:
    """Keep it at `path`, in place of what was there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # Under another name first: nobody ever reads half a file.
    descriptor, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(asdict(kept), file)
    Path(name).replace(path)
