"""Choices: the units a member of staff may put something at, as they stand today.

Plain SQL, for this room stands below the one that keeps the units.
"""

from datetime import date

from sqlalchemy import Date, bindparam, text
from sqlalchemy.orm import Session

from survey.access import paths

_STANDS = "valid_from <= :day AND (valid_to IS NULL OR valid_to >= :day)"
_DAY = bindparam("day", type_=Date())
_NAMED = text(
    f"SELECT id, name FROM units WHERE id IN :ids AND {_STANDS} "
    "ORDER BY CASE level WHEN 'tinh' THEN 0 WHEN 'huyen' THEN 1 ELSE 2 END, name_folded"
).bindparams(_DAY, bindparam("ids", expanding=True))


def units_to_choose(session: Session, root: int, day: date) -> list[tuple[int, str]]:
    """Return the id and name of every unit below `root` that stands on `day`, highest first."""
    ids = sorted(paths.below(session, root))
    return [(row.id, row.name) for row in session.execute(_NAMED, {"ids": ids, "day": day})]
