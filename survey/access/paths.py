"""Paths through the units: everything above one unit, everything below another.

Both walk the same graph, of which a step up is a parent or a successor, so a unit
of before a reform lies below whatever it became. Plain SQL, for this room stands
below the one that keeps the units.
"""

from sqlalchemy import text
from sqlalchemy.orm import Session

_ABOVE = text("""
    WITH RECURSIVE above(id) AS (
        SELECT CAST(:unit_id AS INTEGER)
        UNION
        SELECT step.upper FROM above JOIN (
            SELECT id AS lower, parent_id AS upper FROM units WHERE parent_id IS NOT NULL
            UNION ALL
            SELECT predecessor_id, successor_id FROM successions
        ) AS step ON step.lower = above.id
    ) SELECT id FROM above
""")
_BELOW = text("""
    WITH RECURSIVE below(id) AS (
        SELECT CAST(:unit_id AS INTEGER)
        UNION
        SELECT step.lower FROM below JOIN (
            SELECT id AS lower, parent_id AS upper FROM units WHERE parent_id IS NOT NULL
            UNION ALL
            SELECT predecessor_id, successor_id FROM successions
        ) AS step ON step.upper = below.id
    ) SELECT id FROM below
""")


def above(session: Session, unit_id: int) -> frozenset[int]:
    """Return the unit itself, its parents and successors, and theirs."""
    return frozenset(session.scalars(_ABOVE, {"unit_id": unit_id}))


def below(session: Session, unit_id: int) -> frozenset[int]:
    """Return the unit itself, its children and predecessors, and theirs."""
    return frozenset(session.scalars(_BELOW, {"unit_id": unit_id}))
