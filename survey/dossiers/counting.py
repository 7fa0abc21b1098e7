"""Counting dossiers: what one adds to its month and its day, and what a change takes back.

Pure: a piece of a sheet gives the differences, `tables` writes them in the same
transaction as the dossiers, so that the counts are always those of the dossiers.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

Month = tuple[int, date, int, str]
"""Receiving unit, first day of the month, resolving unit (0: none), group ("": none)."""
Day = tuple[int, date]


@dataclass(slots=True)
class Difference:
    """How many more (or fewer) came in, were done, were done late."""

    months: dict[Month, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))
    days: dict[Day, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))

    def add(self, dossier: Mapping[str, object], sign: int = 1) -> None:
        """Count `dossier` in, or with `sign` -1 out again."""
        received, done, due = (dossier[f"{what}_on"] for what in ("received", "done", "due"))
        self._count(dossier, received, 0, sign)  # type: ignore[arg-type]
        if done is not None:
            self._count(dossier, done, 1, sign)  # type: ignore[arg-type]
            if due is not None and done > due:  # type: ignore[operator]
                self._count(dossier, done, 2, sign)  # type: ignore[arg-type]

    def _count(self, dossier: Mapping[str, object], day: date, what: int, sign: int) -> None:
        unit_id = int(str(dossier["unit_id"]))
        resolving = int(str(dossier["resolving_unit_id"] or 0))
        group = str(dossier["procedure_group"] or "")
        self.months[unit_id, day.replace(day=1), resolving, group][what] += sign
        self.days[unit_id, day][what] += sign
