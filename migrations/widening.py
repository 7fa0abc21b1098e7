"""Widening a CHECK: more words are allowed in a column than before, and no row is touched.

PostgreSQL takes a constraint off and puts another on. SQLite has no statement for it, but
a CHECK is no part of what a table keeps on disk, so its own manual has the words in the
schema exchanged (sqlite.org/lang_altertable.html, section 7). Rebuilding the table would
remove every row past the triggers that forbid just that.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op


def allow(table: str, constraint: str, column: str, words: Sequence[str]) -> None:
    """Make `constraint` of `table` say that `column` is one of `words`."""
    said = f"{column} IN ({', '.join(repr(word) for word in words)})"
    if op.get_bind().dialect.name == "sqlite":
        _exchange(table, constraint, said)
        return
    op.execute(f"ALTER TABLE {table} DROP CONSTRAINT {constraint}")
    # A downgrade narrows: what was kept under the wider words stays.
    op.execute(f"ALTER TABLE {table} ADD CONSTRAINT {constraint} CHECK ({said}) NOT VALID")


def _exchange(table: str, constraint: str, said: str) -> None:
    asked = sa.text("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = :table")
    before = op.get_bind().execute(asked, {"table": table}).scalar_one()
    opening = f"CONSTRAINT {constraint} CHECK ("
    start = before.index(opening) + len(opening)
    end = _closing(before, start)
    op.execute("PRAGMA writable_schema = ON")
    told = sa.text("UPDATE sqlite_schema SET sql = :sql WHERE type = 'table' AND name = :table")
    op.get_bind().execute(told, {"sql": before[:start] + said + before[end:], "table": table})
    # Whoever has the database open reads the schema again.
    version = op.get_bind().execute(sa.text("PRAGMA schema_version")).scalar_one()
    op.execute(f"PRAGMA schema_version = {version + 1}")
    op.execute("PRAGMA writable_schema = RESET")


def _closing(sql: str, start: int) -> int:
    depth = 1
    for at in range(start, len(sql)):
        depth += {"(": 1, ")": -1}.get(sql[at], 0)
        if not depth:
            return at
    raise ValueError("the constraint is not closed")
