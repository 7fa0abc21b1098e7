"""Communes of a frame: the units they are, in either era, and where a campaign asks them.

A frame says communes by their codes. One of before a reform is asked where most of it
went; one nobody knows is asked at the campaign's first unit, and told.
"""

from collections.abc import Collection, Iterable

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
        self._session, self._day = session, day
        self._first = units_of(session, campaign.id)[0].id
        self._covered: set[int] = set()
        for unit in units_of(session, campaign.id):
            self._covered |= subtree_ids(session, unit.id, day)
        self._found: dict[str, int | None] = {}

    def first(self) -> int:
        """Return where those are asked whose commune nobody knows."""
        return self._first

    def unit_of(self, commune: str) -> int | None:
        """Return the unit that stands for `commune` on the campaign's first day, or None."""
        if commune not in self._found:
            self._found[commune] = self._look_up(commune)
        return self._found[commune]

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
        named = select(Unit.id, Unit.name).where(Unit.id.in_(self._covered), Unit.level == "xa")
        rows = self._session.execute(named.order_by(Unit.name_folded))
        return [name for unit_id, name in rows if unit_id not in there]

    def _look_up(self, commune: str) -> int | None:
        named = select(Unit.id).where(Unit.code == commune, Unit.level == "xa")
        now = self._session.scalar(named.where(stands_on(self._day)))
        if now is not None:
            return now
        then = self._session.scalar(named.order_by(Unit.valid_from.desc()).limit(1))
        return then and self._successor(then)

    def _successor(self, unit_id: int) -> int | None:
        for _step in range(_STEPS):
            main = select(Succession.successor_id).where(Succession.predecessor_id == unit_id)
            order = (Succession.is_main.desc(), Succession.successor_id)
            following = self._session.scalar(main.order_by(*order).limit(1))
            if following is None:
                return None
            unit_id = following
            standing = select(Unit.id).where(Unit.id == unit_id, stands_on(self._day))
            if self._session.scalar(standing) is not None:
                return unit_id
        return None
