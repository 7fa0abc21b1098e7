"""Planning an import: which rows are new, which stand already, which cannot be true.

A unit is known by level, code and first day together, for a code alone names one
commune before a reform and another after it. Everything stays as it was found:
a row that contradicts what stands is refused, never an update, because results
hang on the unit as it was.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from survey.places.eras import Era, last_day_before
from survey.places.sheets import LEVELS, Fault, LinkRow, UnitRow


@dataclass(frozen=True, slots=True)
class Key:
    """What tells a unit from every other."""

    level: str
    code: str
    valid_from: date


@dataclass(frozen=True, slots=True)
class Standing:
    """A unit that stands in the database, or will after this import."""

    key: Key
    name: str
    parent: Key | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Link:
    """One unit became another."""

    predecessor: Key
    successor: Key
    relation: str
    is_main: bool


Thing = TypeVar("Thing", Standing, Link)


@dataclass(slots=True)
class Plan:
    """What an import will add, and what it leaves alone and why."""

    units: list[Standing] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    already: int = 0
    faults: list[Fault] = field(default_factory=list)


class Planner:
    """Takes rows one after the other, knowing what stands."""

    def __init__(self, units: Iterable[Standing], links: Iterable[Link]) -> None:
        """Start from what the database holds."""
        self.plan = Plan()
        self._units = {unit.key: unit for unit in units}
        self._links = {(link.predecessor, link.successor): link for link in links}
        self._seen: set[Key | tuple[Key, Key]] = set()

    def add_units(self, rows: Iterable[UnitRow], era: Era) -> None:
        """Take the units of one era, those above before those below."""
        for row in sorted(rows, key=lambda row: LEVELS.index(row.level)):
            key = Key(row.level, row.code, era.valid_from)
            parent = self._parent_of(row, era)
            if key in self._seen:
                self._refuse(row, f"mã {row.code} cấp {row.level} đã có ở dòng trước")
            elif row.parent_code and parent is None:
                self._refuse(row, f"không có đơn vị cấp trên mang mã {row.parent_code}")
            else:
                self._place(row, Standing(key, row.name, parent, era.valid_to))

    def add_links(self, rows: Iterable[LinkRow], day: date) -> None:
        """Take what became of the units that ended the day before `day`."""
        before = _by_code(u for u in self._units.values() if u.valid_to == last_day_before(day))
        after = _by_code(u for u in self._units.values() if u.key.valid_from == day)
        starting, ending = f"bắt đầu từ {day:%d/%m/%Y}", f"kết thúc trước {day:%d/%m/%Y}"
        for row in rows:
            successors = after.get(row.successor_code, {})
            predecessors = before.get(row.predecessor_code, {})
            successor = _only(successors)
            # Most links stay on a level; an island district became a commune.
            predecessor = successor and (predecessors.get(successor.level) or _only(predecessors))
            if successor is None:
                self._refuse(row, _about(row.successor_code, successors, starting))
            elif predecessor is None:
                self._refuse(row, _about(row.predecessor_code, predecessors, ending))
            else:
                self._tie(row, Link(predecessor, successor, row.relation, row.is_main))

    def _parent_of(self, row: UnitRow, era: Era) -> Key | None:
        above = LEVELS[: LEVELS.index(row.level)]
        keys = (Key(level, row.parent_code, era.valid_from) for level in reversed(above))
        return next((key for key in keys if key in self._units), None)

    def _place(self, row: UnitRow, unit: Standing) -> None:
        known = self._units.setdefault(unit.key, unit)
        if not _agree(known, unit):
            self._refuse(row, f"mã {row.code} đã là “{known.name}”, khác với tệp; không sửa")
            return
        self._seen.add(unit.key)
        _note(self.plan, self.plan.units, unit, is_new=known is unit)

    def _tie(self, row: LinkRow, link: Link) -> None:
        ends = (link.predecessor, link.successor)
        known = self._links.setdefault(ends, link)
        if ends in self._seen:
            self._refuse(row, "hai mã này đã có ở dòng trước")
        elif known != link:
            self._refuse(row, f"đã ghi quan hệ “{known.relation}”, khác với tệp; không sửa")
        else:
            self._seen.add(ends)
            _note(self.plan, self.plan.links, link, is_new=known is link)

    def _refuse(self, row: UnitRow | LinkRow, words: str) -> None:
        self.plan.faults.append(Fault(row.sheet, row.line, words))


def _note(plan: Plan, added: list[Thing], thing: Thing, *, is_new: bool) -> None:
    if is_new:
        added.append(thing)
    else:
        plan.already += 1


def _agree(known: Standing, told: Standing) -> bool:
    # A sheet that names no last day does not contradict a reform that came later.
    same_end = told.valid_to in (known.valid_to, None)
    return same_end and (known.name, known.parent) == (told.name, told.parent)


def _by_code(units: Iterable[Standing]) -> dict[str, dict[str, Key]]:
    found: dict[str, dict[str, Key]] = {}
    for unit in units:
        found.setdefault(unit.key.code, {})[unit.key.level] = unit.key
    return found


def _only(levels: Mapping[str, Key]) -> Key | None:
    # The same code on two levels: choosing would be guessing.
    return next(iter(levels.values())) if len(levels) == 1 else None


def _about(code: str, found: Mapping[str, Key], when: str) -> str:
    if found:
        return f"mã {code} có ở nhiều cấp ({', '.join(found)}) {when}; không đoán"
    return f"không có đơn vị mã {code} {when}"
