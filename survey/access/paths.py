"""Paths through the units: everything above one unit, everything below another.

Both walk the same graph, of which a step up is a parent or a successor, so a unit
of before a reform lies below whatever it became. Plain SQL, for this room stands
below the one that keeps the units.
"""

from sqlalchemy import text
from sqlalchemy.orm import Session

# One recursive term with both kinds of step: PostgreSQL allows no second, and SQLite
# finds no index behind a union of the two tables.
_ABOVE = text("""
    WITH RECURSIVE above(id) AS (
        SELECT CAST(:unit_id AS INTEGER)
        UNION
        SELECT coalesce(units.parent_id, successions.successor_id)
        FROM above CROSS JOIN (SELECT 1 AS is_parent UNION ALL SELECT 0) AS step
        LEFT JOIN units ON is_parent = 1 AND units.id = above.id
        LEFT JOIN successions ON is_parent = 0 AND predecessor_id = above.id
    ) SELECT id FROM above WHERE id IS NOT NULL
""")
_BELOW = text("""
    WITH RECURSIVE below(id) AS (
        SELECT CAST(:unit_id AS INTEGER)
        UNION
        SELECT coalesce(units.id, successions.predecessor_id)
        FROM below CROSS JOIN (SELECT 1 AS is_child UNION ALL SELECT 0) AS step
        LEFT JOIN units ON is_child = 1 AND units.parent_id = below.id
        LEFT JOIN successions ON is_child = 0 AND successor_id = below.id
    ) SELECT id FROM below WHERE id IS NOT NULL
""")


def above(session: Session, unit_id: int) -> frozenset[int]:
    """Return the unit itself, its parents and successors, and theirs."""
    return frozenset(session.scalars(_ABOVE, {"unit_id": unit_id}))


def below(session: Session, unit_id: int) -> frozenset[int]:
    """Return the unit itself, its children and predecessors, and theirs."""
    return frozenset(session.scalars(_BELOW, {"unit_id": unit_id}))
