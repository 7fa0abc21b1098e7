"""What a sheet's lines are held against: the units as they stood, and the catalogue."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.dossiers.models import Procedure
from survey.places.models import Unit


class Units:
    """Units by code and day, and which of them whoever hands the sheet in answers for."""

    def __init__(self, session: Session, reach: Collection[int] | None) -> None:
        """Read all units; `reach` None is everybody's (the command line)."""
        self._reach = reach
        self._by_code: dict[str, list[tuple[date, date | None, int]]] = defaultdict(list)
        columns = select(Unit.code, Unit.valid_from, Unit.valid_to, Unit.id)
        for code, begins, ends, unit_id in session.execute(columns):
            self._by_code[code].append((begins, ends, unit_id))
        self._found: dict[tuple[str, date], int | None] = {}

    def at(self, code: str, day: date) -> int | None:
        """Return the unit with `code` on `day`; None for none, or one on each of two levels."""
        asked = (code, day)
        if asked not in self._found:
            standing = [
                unit_id
                for begins, ends, unit_id in self._by_code.get(code, ())
                if begins <= day and (ends is None or day <= ends)
            ]
            self._found[asked] = standing[0] if len(standing) == 1 else None
        return self._found[asked]

    def is_ours(self, unit_id: int) -> bool:
        """Whether dossiers of this unit may be handed in."""
        return self._reach is None or unit_id in self._reach


class Catalogue:
    """Which group each procedure belongs to."""

    def __init__(self, session: Session) -> None:
        """Read the catalogue; where there is none, no procedure is told as unknown."""
        rows = session.execute(select(Procedure.code, Procedure.procedure_group))
        self._groups: dict[str, str] = {code.upper(): group for code, group in rows}

    def group_of(self, procedure_code: str) -> str | None:
        """Return the group of a procedure, None where it is not in the catalogue."""
        return self._groups.get(procedure_code.upper())

    def lacks(self, procedure_code: str) -> bool:
        """Whether there is a catalogue and this procedure is not in it."""
        return bool(self._groups and procedure_code) and self.group_of(procedure_code) is None
