"""A harvest made many times as large in a few minutes, tallies and all.

Each answer stands in the ledger again and again, after those of its unit, and each
count is that much higher: the tallies stay what a recount would find. The copies' links
are none, so `survey verify` would speak of them; nothing measured here reads a link.
"""

import sqlite3

from sqlalchemy import inspect
from sqlalchemy.engine import Engine

from survey.responses.ballot import LATER_COLUMNS, LINKED_COLUMNS

_COUNTED = ("day_tallies", "tallies", "month_totals", "unit_totals", "group_totals")

_HEADS = (
    "UPDATE chains SET (position, link) = (SELECT r.position, r.link FROM responses r "
    "WHERE r.unit_id = chains.unit_id AND r.position = chains.position * ?) WHERE position > 0"
)


def grow(engine: Engine, times: int) -> None:
    """Make the counted ledger of `engine`, a SQLite file, `times` as large."""
    connection = sqlite3.connect(engine.url.database, isolation_level=None)
    connection.execute("PRAGMA cache_size = -800000")
    connection.execute("PRAGMA synchronous = OFF")
    for copy in range(1, times):
        connection.execute("BEGIN IMMEDIATE")
        (there,) = connection.execute("SELECT max(rowid) FROM responses").fetchone()
        connection.execute(_responses(), {"copy": copy, "there": there})
        connection.execute(_apart(inspect(engine).get_columns("apart")), {"copy": copy})
        connection.execute("COMMIT")
    connection.execute("BEGIN IMMEDIATE")
    for table in _COUNTED:
        connection.execute(f"UPDATE {table} SET n = n * ?", (times,))
    connection.execute("UPDATE marks SET position = position * ?", (times,))
    connection.execute(_HEADS, (times,))
    connection.execute("COMMIT")
    connection.close()


def _responses() -> str:
    own = {
        # In the order they are written: a random key is looked for in the whole file.
        "id": "printf('%032x', :there + r.rowid)",
        "link": "printf('%064x', :there + r.rowid)",
        "position": "r.position + :copy * c.position",
    }
    names = (*LINKED_COLUMNS, *LATER_COLUMNS, "link")
    told = ", ".join(own.get(name, f"r.{name}") for name in names)
    return (
        f"INSERT INTO responses ({', '.join(names)}) SELECT {told} FROM responses r "
        "JOIN chains c ON c.unit_id = r.unit_id WHERE r.position <= c.position ORDER BY r.rowid"
    )


def _apart(columns: list[dict]) -> str:
    names = [column["name"] for column in columns]
    told = ", ".join("more.id" if name == "response_id" else f"a.{name}" for name in names)
    return (
        f"INSERT INTO apart ({', '.join(names)}) SELECT {told} FROM responses r "
        "JOIN apart a ON a.response_id = r.id JOIN chains c ON c.unit_id = r.unit_id "
        "JOIN responses more ON more.unit_id = r.unit_id "
        "AND more.position = r.position + :copy * c.position WHERE r.position <= c.position"
    )
