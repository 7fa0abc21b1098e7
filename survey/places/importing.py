"""Importing units and what became of them, many thousands at once.

Reads what stands, lets `planning` compare it with the sheets, and writes only
what is new, in bulk. Whoever calls commits; until then nothing has happened.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import Insert, insert, select
from sqlalchemy.orm import Session

from survey.places import one_province
from survey.places.eras import REFORM, Era, era_of
from survey.places.models import Succession, Unit
from survey.places.planning import Key, Link, Plan, Planner, Standing
from survey.places.sheets import LEVELS, Sheet, UnitRow, type_of
from survey.places.spelling import folded

_BATCH = 1000


class UnknownProvince(Exception):
    """No sheet has the province that was asked for."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What of the sheets is taken, and in which era if they are not to say so."""

    era: Era | None = None
    only: str | None = None


def plan_import(session: Session, sheets: Sequence[Sheet], choice: Choice) -> Plan:
    """Return what importing `sheets` would add; changes nothing."""
    eras = _by_era(sheets, choice)
    links = [row for sheet in sheets for row in sheet.links]
    if choice.only is not None:
        newest = max(eras, key=lambda era: era.valid_from, default=Era(REFORM, None))
        province = one_province.units_of(choice.only, eras.get(newest, []))
        if not province:
            raise UnknownProvince(choice.only)
        links = one_province.links_to(province, links)
        eras = {era: one_province.units_behind(links, rows) for era, rows in eras.items()}
        eras[newest] = province
    planner = Planner(*_standing(session))
    planner.plan.faults += [fault for sheet in sheets for fault in sheet.faults]
    for era, rows in eras.items():
        planner.add_units(rows, era)
    planner.add_links(links, choice.era.valid_from if choice.era else REFORM)
    planner.plan.faults.sort(key=lambda fault: (fault.sheet, fault.line))
    return planner.plan


def carry_out(session: Session, plan: Plan, told: Callable[[int], object] = int) -> None:
    """Add what `plan` says; `told` hears how many rows went in each time."""
    for level in LEVELS:
        ids = _ids(session)
        rows = (_unit(unit, ids) for unit in plan.units if unit.key.level == level)
        _insert(session, insert(Unit), rows, told)
    ids = _ids(session)
    _insert(session, insert(Succession), (_succession(link, ids) for link in plan.links), told)


def _by_era(sheets: Iterable[Sheet], choice: Choice) -> dict[Era, list[UnitRow]]:
    eras: dict[Era, list[UnitRow]] = {}
    for sheet in sheets:
        if sheet.units:
            era = choice.era or era_of(row.level for row in sheet.units)
            eras.setdefault(era, []).extend(sheet.units)
    return eras


def _standing(session: Session) -> tuple[list[Standing], list[Link]]:
    columns = (Unit.id, Unit.level, Unit.code, Unit.valid_from)
    wanted = select(*columns, Unit.name, Unit.parent_id, Unit.valid_to)
    found = session.execute(wanted).all()
    keys = {row.id: Key(row.level, row.code, row.valid_from) for row in found}
    units = [Standing(keys[u.id], u.name, keys.get(u.parent_id), u.valid_to) for u in found]
    links = [
        Link(keys[row.predecessor_id], keys[row.successor_id], row.relation, row.is_main)
        for row in session.execute(select(Succession.__table__))
    ]
    return units, links


def _ids(session: Session) -> dict[tuple[str, str, date], int]:
    wanted = select(Unit.level, Unit.code, Unit.valid_from, Unit.id)
    return {(level, code, day): id_ for level, code, day, id_ in session.execute(wanted)}


def _unit(unit: Standing, ids: dict[tuple[str, str, date], int]) -> dict[str, Any]:
    parent = unit.parent
    return {
        "code": unit.key.code,
        "name": unit.name,
        "name_folded": folded(unit.name),
        "level": unit.key.level,
        "type": type_of(unit.name),
        "parent_id": parent and ids[parent.level, parent.code, parent.valid_from],
        "valid_from": unit.key.valid_from,
        "valid_to": unit.valid_to,
    }


def _succession(link: Link, ids: dict[tuple[str, str, date], int]) -> dict[str, Any]:
    before, after = link.predecessor, link.successor
    return {
        "predecessor_id": ids[before.level, before.code, before.valid_from],
        "successor_id": ids[after.level, after.code, after.valid_from],
        "relation": link.relation,
        "is_main": link.is_main,
    }


def _insert(
    session: Session,
    into: Insert,
    rows: Iterator[dict[str, Any]],
    told: Callable[[int], object],
) -> None:
    while batch := list(islice(rows, _BATCH)):
        session.execute(into, batch)
        told(len(batch))
