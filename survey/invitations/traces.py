"""Traces: what a database file still holds of what was in it before.

SQLite leaves old pages in its log until they are moved over, and in the file until they
are written over. A box's older states, one after another, would tell who came with which
answer; so what is removed is blanked, and the log is emptied after each answer. Best
effort: while somebody reads, the log stays for the next answer to empty. PostgreSQL keeps
such things where only its keeper reads them (docs/decisions/0014).
"""

from sqlalchemy import text
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

_PATIENCE = 250  # milliseconds


def wipe_as_it_writes(session: Session) -> None:
    """Have this connection blank whatever it removes."""
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("PRAGMA secure_delete = ON"))


def wipe(engine: Engine) -> None:
    """Empty the log of old pages, if nobody reads just now."""
    if engine.dialect.name != "sqlite":
        return
    connection = engine.raw_connection()
    try:
        before = connection.execute("PRAGMA busy_timeout").fetchone()[0]
        connection.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        connection.execute(f"PRAGMA busy_timeout = {before}")
    finally:
        connection.close()
