"""SQL by which the database itself keeps the promises, for both databases.

A migration that has run is never edited, so neither is a function it used: a new
promise is a new function.
"""

from alembic import op


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def refuse(name: str, table: str, event: str, when: str, words: str) -> None:
    """Make `table` refuse `event` (UPDATE or DELETE) on rows for which `when` holds."""
    condition = when or "1 = 1"
    if _is_sqlite():
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{words}' USING ERRCODE = 'restrict_violation'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW "
        f"WHEN ({condition}) EXECUTE FUNCTION {name}()"
    )


def refuse_where(name: str, table: str, event: str, found: str, words: str) -> None:
    """Make `table` refuse `event` on rows for which the query `found` finds anything.

    It may look into other tables and names the row OLD or NEW.
    """
    if _is_sqlite():
        refuse(name, table, event, f"EXISTS ({found})", words)
        return
    row = "OLD" if event == "DELETE" else "NEW"
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF EXISTS ({found}) THEN "
        f"RAISE EXCEPTION '{words}' USING ERRCODE = 'restrict_violation'; END IF; "
        f"RETURN {row}; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    )


def refuse_replacing(table: str, key: tuple[str, ...], words: str) -> None:
    """Make SQLite refuse INSERT OR REPLACE on `table`, which removes a row past all triggers."""
    if not _is_sqlite():
        return
    same = " AND ".join(f"{name} = NEW.{name}" for name in key)
    op.execute(
        f"CREATE TRIGGER {table}_never_replaced BEFORE INSERT ON {table} FOR EACH ROW "
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) "
        f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
    )


def forget_replacing(table: str) -> None:
    """Undo `refuse_replacing` (only a downgrade does)."""
    if _is_sqlite():
        op.execute(f"DROP TRIGGER {table}_never_replaced")


def refuse_emptying(table: str, words: str) -> None:
    """Make PostgreSQL refuse TRUNCATE on `table` (SQLite has none)."""
    if _is_sqlite():
        return
    name = f"{table}_never_emptied"
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{words}' USING ERRCODE = 'restrict_violation'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {name} BEFORE TRUNCATE ON {table} FOR EACH STATEMENT "
        f"EXECUTE FUNCTION {name}()"
    )


def append_only(table: str) -> None:
    """Make `table` refuse every change and removal, and take the right to try away."""
    words = f"{table} is append-only"
    refuse(f"{table}_never_changed", table, "UPDATE", "", words)
    refuse(f"{table}_never_removed", table, "DELETE", "", words)
    refuse_emptying(table, words)
    if not _is_sqlite():
        # Even the owner: taking it back is an act of its own that leaves a trace.
        op.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM PUBLIC, CURRENT_USER")


def forget(name: str, table: str) -> None:
    """Undo `refuse` (only a downgrade does)."""
    op.execute(f"DROP TRIGGER {name}" + ("" if _is_sqlite() else f" ON {table}"))
    if not _is_sqlite():
        op.execute(f"DROP FUNCTION {name}()")


def forget_append_only(table: str) -> None:
    """Undo `append_only` (only a downgrade does)."""
    forget(f"{table}_never_changed", table)
    forget(f"{table}_never_removed", table)
    forget_emptying(table)
    if not _is_sqlite():
        op.execute(f"GRANT UPDATE, DELETE, TRUNCATE ON {table} TO CURRENT_USER")


def forget_emptying(table: str) -> None:
    """Undo `refuse_emptying` (only a downgrade does)."""
    if not _is_sqlite():
        forget(f"{table}_never_emptied", table)
