"""Taking dossiers in: new ones are added, known ones are brought up to date, none twice.

A piece of a sheet is one transaction: the dossiers and the counts of them together or
not at all. What is known of a dossier may grow (the day it was done comes later); where
and when it came in never changes. An empty cell says nothing: it takes nothing away.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from hmac import digest

from sqlalchemy import Row
from sqlalchemy.engine import Connection

from survey.dossiers import headings, tables
from survey.dossiers.counting import Difference
from survey.dossiers.headings import called
from survey.dossiers.known import Catalogue, Units
from survey.dossiers.lines import Fault, Line
from survey.dossiers.seen import Seen
from survey.dossiers.tables import Values

_HASH = 16
_GROWING = ("resolving_unit_id", "procedure_code", "procedure_group", "due_on", "done_on")


@dataclass(slots=True)
class Tally:
    """What became of the lines of a sheet."""

    lines: int = 0
    taken: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    unknown_procedures: Counter[str] = field(default_factory=Counter)


class Intake:
    """One sheet on its way in."""

    def __init__(self, key: bytes, units: Units, catalogue: Catalogue) -> None:
        """Begin with nothing taken."""
        self._key, self._units, self._catalogue = key, units, catalogue
        self._seen = Seen()
        self.tally = Tally()

    def take(self, connection: Connection, lines: Sequence[Line]) -> list[Fault]:
        """Take a piece of the sheet in; return why some of its lines were not. Caller commits."""
        faults: list[Fault] = []
        told: dict[bytes, tuple[Line, Values]] = {}
        for line in lines:
            hashed = hash_of(self._key, line.code)
            values = _doubled(line) if hashed in told else self._values(line, hashed)
            if isinstance(values, Fault):
                faults.append(values)
            else:
                told[hashed] = line, values
        faults += self._keep(connection, told)
        self.tally.refused += len(faults)
        return faults

    def _keep(self, connection: Connection, told: dict[bytes, tuple[Line, Values]]) -> list[Fault]:
        tables.hold(connection)
        known = tables.known(connection, list(told))
        difference = Difference()
        faults: list[Fault] = []
        new: list[Values] = []
        changed: list[Values] = []
        for hashed, (line, values) in told.items():
            before = known.get(hashed)
            if before is None:
                new.append(values)
                difference.add(values)
            elif (fault := self._contradicted(line, before, values)) is not None:
                faults.append(fault)
            elif (grown := _grown(before, values)) is not None:
                changed.append(grown)
                difference.add(before._mapping, -1)
                difference.add(grown)
        # Not in the sheet's order: a sheet often lists dossiers as they were handed over,
        # which is the order in which people then rated.
        new.sort(key=lambda values: values["code_hash"])
        self._seen.add_between(*tables.add(connection, new))
        tables.change(connection, changed)
        tables.count(connection, difference)
        self.tally.taken += len(new)
        self.tally.changed += len(changed)
        self.tally.unchanged += len(told) - len(new) - len(changed) - len(faults)
        return faults

    def _contradicted(self, line: Line, before: Row, values: Values) -> Fault | None:  # type: ignore[type-arg]
        if before.id in self._seen:
            return _doubled(line)
        self._seen.add(before.id)
        words = _contradicts(before, values)
        return None if words is None else Fault(line.number, *words)

    def _values(self, line: Line, hashed: bytes) -> Values | Fault:
        unit_id = self._units.at(line.unit_code, line.received_on)
        if unit_id is None:
            return _unknown(line, headings.UNIT)
        if not self._units.is_ours(unit_id):
            column = called(headings.UNIT)
            return Fault(line.number, column, "ngoài các đơn vị được giao cho người gửi")
        resolving = None
        if line.resolving_unit_code:
            resolving = self._units.at(line.resolving_unit_code, line.received_on)
            if resolving is None:
                return _unknown(line, headings.RESOLVING)
        if self._catalogue.lacks(line.procedure_code):
            self.tally.unknown_procedures[line.procedure_code] += 1
        group = line.procedure_group or self._catalogue.group_of(line.procedure_code)
        return {
            "code_hash": hashed,
            "unit_id": unit_id,
            "resolving_unit_id": resolving,
            "procedure_code": line.procedure_code or None,
            "procedure_group": group,
            "received_on": line.received_on,
            "due_on": line.due_on,
            "done_on": line.done_on,
            "event_on": line.done_on or line.received_on,
        }


def hash_of(key: bytes, code: str) -> bytes:
    """Return what is kept of a dossier's code."""
    return digest(key, code.encode(), sha256)[:_HASH]


def _contradicts(before: Row, values: Values) -> tuple[str, str] | None:  # type: ignore[type-arg]
    """Return which column contradicts what is known, and how."""
    if before.unit_id != values["unit_id"]:
        return called(headings.UNIT), "hồ sơ này đã được báo là của một đơn vị tiếp nhận khác"
    if before.received_on != values["received_on"]:
        return called(headings.RECEIVED), f"trước đã báo là ngày {before.received_on:%d/%m/%Y}"
    return None


def _grown(before: Row, values: Values) -> Values | None:  # type: ignore[type-arg]
    """Return the dossier with what is said now, or None where nothing is new."""
    told = {name: values[name] for name in _GROWING if values[name] is not None}
    if all(getattr(before, name) == value for name, value in told.items()):
        return None
    grown = dict(before._mapping) | told
    grown["event_on"] = grown["done_on"] or grown["received_on"]
    return grown


def _doubled(line: Line) -> Fault:
    return Fault(line.number, called(headings.CODE), "đã có ở một dòng trên")


def _unknown(line: Line, column: str) -> Fault:
    words = f"không có đơn vị mang mã này vào ngày {line.received_on:%d/%m/%Y}"
    return Fault(line.number, called(column), words)
