"""Communes of a frame: the units they are, in either era, and where a campaign asks them.

A frame says communes by their codes. One of before a reform is asked where most of it
went; one nobody knows is asked at the campaign's first unit, and told.
"""

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.campaigns.models import Campaign
from survey.campaigns.reading import units_of
from survey.places.models import Succession, Unit
from survey.places.reading import stands_on, subtree_ids

_SIGNS = 5
_STEPS = 5  # reforms between a commune of then and one of now


class Communes:
    """The codes of all communes there are or ever were."""

    def __init__(self, session: Session) -> None:
        """Read all codes."""
        self._codes = frozenset(session.scalars(select(Unit.code).where(Unit.level == "xa")))

    def code_of(self, written: str) -> str | None:
        """Return the code meant by `written`; a spreadsheet may have eaten its first noughts."""
        if written in self._codes:
            return written
        filled = written.zfill(_SIGNS)
        return filled if written.isdecimal() and filled in self._codes else None


class Places:
    """Where a campaign asks: a unit of the ledger for each commune of a frame."""

    def __init__(self, session: Session, campaign: Campaign) -> None:
        """Read the units the campaign covers on its first day."""
        day = campaign.starts_on
        units = units_of(session, campaign.id)
        self._first = units[0].id
        self._covered: set[int] = set()
        for unit in units:
            self._covered |= subtree_ids(session, unit.id, day)
        self._stands = _standing(session, day)
        self._names = {unit.unit_id: unit.name for unit in self._stands.values()}
        self._then = _then(session)
        self._became = _became(session)

    def first(self) -> int:
        """Return where those are asked whose commune nobody knows."""
        return self._first

    def unit_of(self, commune: str) -> int | None:
        """Return the unit that stands for `commune` on the campaign's first day, or None."""
        now = self._stands.get(commune)
        if now is not None:
            return now.unit_id
        unit_id = self._then.get(commune)
        for _step in range(_STEPS):
            unit_id = unit_id and self._became.get(unit_id)
            if unit_id in self._names:
                return unit_id
        return None

    def outside(self, communes: Iterable[str]) -> list[str]:
        """Return those of `communes` that are known, and not the campaign's to ask in."""
        found = ((commune, self.unit_of(commune)) for commune in communes)
        return sorted(code for code, unit in found if unit is not None and not self.covers(unit))

    def unknown(self, communes: Iterable[str]) -> list[str]:
        """Return those of `communes` that no unit stands for."""
        return sorted(code for code in communes if self.unit_of(code) is None)

    def covers(self, unit_id: int) -> bool:
        """Whether the campaign asks at this unit."""
        return unit_id in self._covered

    def unasked(self, communes: Collection[str]) -> list[str]:
        """Return the names of the campaign's communes that a frame has nobody of."""
        there = {self.unit_of(commune) for commune in communes}
        asked = self._covered & self._names.keys()
        return sorted(self._names[unit_id] for unit_id in asked if unit_id not in there)


class _Standing(NamedTuple):
    unit_id: int
    name: str


def _standing(session: Session, day: date) -> dict[str, _Standing]:
    """Return the communes there are on `day`, by code."""
    told = select(Unit.code, Unit.id, Unit.name).where(Unit.level == "xa", stands_on(day))
    return {code: _Standing(unit_id, name) for code, unit_id, name in session.execute(told)}


def _then(session: Session) -> dict[str, int]:
    """Return the last commune that ever had each code."""
    told = select(Unit.code, Unit.id).where(Unit.level == "xa")
    rows = session.execute(told.order_by(Unit.valid_from, Unit.id))
    return dict(rows.tuples().all())


def _became(session: Session) -> dict[int, int]:
    """Return what most of each unit went to."""
    told = select(Succession.predecessor_id, Succession.successor_id)
    order = (Succession.is_main, Succession.successor_id.desc())  # the last one stays
    return dict(session.execute(told.order_by(*order)).tuples().all())
