"""Writing dossiers: a piece of a sheet goes in with two handfuls of statements.

PostgreSQL is given the rows as one JSON, SQLite row after row in one call: either way a
piece of ten thousand costs a fraction of a second, for it holds everybody else off while
it lasts.
"""

import json
from collections.abc import Mapping, Sequence

from sqlalchemy import Row, select, text
from sqlalchemy.engine import Connection

from survey.dossiers.counting import Difference
from survey.dossiers.models import Dossier

Values = dict[str, object]
_TYPES = {
    "code_hash": "bytea",
    "unit_id": "int",
    "resolving_unit_id": "int",
    "procedure_code": "text",
    "procedure_group": "text",
    "received_on": "date",
    "due_on": "date",
    "done_on": "date",
    "event_on": "date",
}
_CHANGING = (
    *("resolving_unit_id", "procedure_code", "procedure_group"),
    *("due_on", "done_on", "event_on"),
)
_MONTH_KEY = {
    "unit_id": "int", "month": "date", "resolving_unit_id": "int", "procedure_group": "text",
}  # fmt: skip
_DAY_KEY = {"unit_id": "int", "day": "date"}
_COUNTED = {"received": "int", "done": "int", "late": "int"}
_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(764110414)")
_FROM_HEX = ("code_hash", "decode(code_hash, 'hex')")
_LAST = text("SELECT max(id) FROM dossiers")
_KNOWN = (Dossier.id, *(getattr(Dossier, name) for name in _TYPES))


def hold(connection: Connection) -> None:
    """Let one sheet in at a time (on SQLite there is one writer anyway)."""
    if connection.dialect.name == "postgresql":
        connection.execute(_ONE_AT_A_TIME)


def known(connection: Connection, hashes: Sequence[bytes]) -> dict[bytes, Row]:  # type: ignore[type-arg]
    """Return what is kept of the dossiers with these hashes."""
    if connection.dialect.name == "postgresql":
        # One array: ten thousand parameters take longer to read than to look up.
        asked = select(*_KNOWN).where(text("code_hash = ANY(CAST(:hashes AS bytea[]))"))
        found = connection.execute(asked, {"hashes": list(hashes)})
    else:
        found = connection.execute(select(*_KNOWN).where(Dossier.code_hash.in_(hashes)))
    return {bytes(row.code_hash): row for row in found}


def add(connection: Connection, rows: Sequence[Values]) -> tuple[int, int]:
    """Put new dossiers in; return the number before theirs, and their last.

    Between the two are no others: `hold` keeps everybody else from adding.
    """
    before = _last_number(connection)
    names = ", ".join(_TYPES)
    given = ", ".join(f":{name}" for name in _TYPES)
    statements = {
        "postgresql": f"INSERT INTO dossiers ({names}) SELECT {names.replace(*_FROM_HEX)} "
        f"FROM {_told(_TYPES)}",
        "sqlite": f"INSERT INTO dossiers ({names}) VALUES ({given})",
    }
    _say(connection, statements, _TYPES, rows)
    return before, _last_number(connection)


def change(connection: Connection, rows: Sequence[Values]) -> None:
    """Say of dossiers that are there (by `id`) what is known since."""
    types = {"id": "int"} | {name: _TYPES[name] for name in _CHANGING}
    becomes = dict.fromkeys(_CHANGING, "{}")
    _update(connection, "dossiers", types, rows, key=("id",), becomes=becomes)


def count(connection: Connection, difference: Difference) -> None:
    """Move the counts by `difference`."""
    _count(connection, "dossier_counts", _MONTH_KEY, difference.months)
    _count(connection, "dossier_days", _DAY_KEY, difference.days)


def _count(
    connection: Connection,
    table: str,
    key: Mapping[str, str],
    moved: Mapping[tuple[object, ...], Sequence[int]],
) -> None:
    # Born at nothing and then moved: a difference may be negative, a count never.
    types = {**key, **_COUNTED}
    rows = [
        dict(zip(types, (*at, *numbers), strict=True))
        for at, numbers in moved.items()
        if any(numbers)
    ]
    born = ", ".join((*key, "0", "0", "0"))
    _say(
        connection,
        {
            "postgresql": f"INSERT INTO {table} ({', '.join(types)}) "
            f"SELECT {born} FROM {_told(types)} ON CONFLICT DO NOTHING",
            "sqlite": f"INSERT INTO {table} ({', '.join(types)}) "
            f"VALUES ({', '.join(f':{name}' for name in key)}, 0, 0, 0) ON CONFLICT DO NOTHING",
        },
        types,
        rows,
    )
    becomes = {name: f"{table}.{name} + {{}}" for name in _COUNTED}
    _update(connection, table, types, rows, key=tuple(key), becomes=becomes)


def _update(  # noqa: PLR0913  one statement, said by its parts
    connection: Connection,
    table: str,
    types: Mapping[str, str],
    rows: Sequence[Values],
    *,
    key: Sequence[str],
    becomes: Mapping[str, str],
) -> None:
    def moved(given: str) -> str:
        return ", ".join(f"{name} = {to.format(given + name)}" for name, to in becomes.items())

    def same(given: str) -> str:
        return " AND ".join(f"{table}.{name} = {given}{name}" for name in key)

    _say(
        connection,
        {
            "postgresql": f"UPDATE {table} SET {moved('given.')} FROM {_told(types)} "
            f"WHERE {same('given.')}",
            "sqlite": f"UPDATE {table} SET {moved(':')} WHERE {same(':')}",
        },
        types,
        rows,
    )


def _say(
    connection: Connection,
    statements: Mapping[str, str],
    types: Mapping[str, str],
    rows: Sequence[Values],
) -> None:
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        connection.execute(text(statements["postgresql"]), {"rows": _json(rows, types)})
        return
    # Past SQLAlchemy's care for each value, which takes longer than SQLite itself.
    days = [name for name, of in types.items() if of == "date"]
    connection.exec_driver_sql(statements["sqlite"], [_written(row, types, days) for row in rows])


def _written(row: Values, types: Mapping[str, str], days: Sequence[str]) -> Values:
    told = {name: row[name] for name in types}
    return told | {name: str(told[name]) for name in days if told[name] is not None}


def _last_number(connection: Connection) -> int:
    return connection.scalar(_LAST) or 0


def _json(rows: Sequence[Values], types: Mapping[str, str]) -> str:
    told = [{name: row[name] for name in types} for row in rows]
    return json.dumps(told, ensure_ascii=False, default=_in_words)


def _in_words(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)


def _told(types: Mapping[str, str]) -> str:
    columns = ", ".join(f"{name} {'text' if of == 'bytea' else of}" for name, of in types.items())
    return f"json_to_recordset(CAST(:rows AS json)) AS given({columns})"
