"""The database: one engine, one session a request, and nothing less than durable.

Every new connection is asked how it keeps a commit, and refused if an
acknowledged answer could be lost: SQLite must be WAL with synchronous=FULL,
PostgreSQL must have fsync, full_page_writes and synchronous_commit on.
"""

import sqlite3
from datetime import UTC, datetime
from typing import Any

from flask import Flask, current_app, g
from sqlalchemy import DateTime, MetaData, QueuePool, create_engine, event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

BUSY_SECONDS = 5
"""How long a writer waits for another before it says "busy, send again"."""


class NotDurable(Exception):
    """The database is set to something that may forget an acknowledged answer."""


class Base(DeclarativeBase):
    """All tables; constraints are named so that a violation has human words."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Moment(TypeDecorator[datetime]):
    """An instant, kept in UTC and always handed back aware of it (SQLite forgets)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Any) -> datetime | None:
        """Store in UTC."""
        return value.astimezone(UTC) if value is not None else None

    def process_result_value(self, value: Any, _dialect: Any) -> datetime | None:
        """Hand back in UTC."""
        if value is None or value.tzinfo is not None:
            return value  # type: ignore[no-any-return]
        return value.replace(tzinfo=UTC)  # type: ignore[no-any-return]


def init_app(app: Flask, url: str) -> None:
    """Give `app` its engine; close each request's session at its end."""
    app.extensions["engine"] = open_engine(url)
    app.teardown_appcontext(_close_session)


def session() -> Session:
    """Return this request's session; whoever changes something commits."""
    if "session" not in g:
        g.session = Session(engine(), expire_on_commit=False)
    return g.session  # type: ignore[no-any-return]


def writing_session() -> Session:
    """Return this request's session as a writer's.

    SQLite refuses to turn a reader that has looked at old pages into a writer, so
    whatever was read before is let go of: look again at what the writing rests on.
    """
    writer = session()
    if engine().dialect.name == "sqlite" and not _writes(writer):
        writer.rollback()
        writer.connection(execution_options={"writes": True})
    return writer


def _writes(opened: Session) -> bool:
    return opened.in_transaction() and bool(
        opened.connection().get_execution_options().get("writes")
    )


def engine() -> Engine:
    """Return the application's engine."""
    found: Engine = current_app.extensions["engine"]
    return found


def open_engine(url: str) -> Engine:
    """Return an engine on `url` whose every connection is durable, or raises NotDurable.

    What a statement was given (answers, marks of codes) stays out of its error, and so out
    of every log.
    """
    if url.startswith("sqlite"):
        return _open_sqlite(url)
    opened = create_engine(
        url, hide_parameters=True, pool_size=16, max_overflow=8, pool_timeout=BUSY_SECONDS
    )
    event.listen(opened, "connect", _demand_durable_postgresql)
    return opened


def _open_sqlite(url: str) -> Engine:
    # The pool is named, so that a database in memory is refused like any other.
    opened = create_engine(
        url,
        hide_parameters=True,
        poolclass=QueuePool,
        connect_args={"timeout": BUSY_SECONDS},
        pool_size=16,
        max_overflow=8,
    )
    event.listen(opened, "connect", _demand_durable_sqlite)
    event.listen(opened, "begin", _begin_sqlite)
    return opened


def _demand_durable_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, so that DDL is transactional too
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA synchronous=FULL")
    mode = connection.execute("PRAGMA journal_mode=WAL").fetchone()[0]
    synchronous = connection.execute("PRAGMA synchronous").fetchone()[0]
    if mode != "wal":
        raise NotDurable(_words("SQLite", "journal_mode", mode, "wal"))
    if synchronous < 2:
        raise NotDurable(_words("SQLite", "synchronous", str(synchronous), "FULL"))


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _demand_durable_postgresql(connection: Any, _record: object) -> None:
    with connection.cursor() as cursor:
        for name in ("fsync", "full_page_writes", "synchronous_commit"):
            (value,) = cursor.execute(f"SHOW {name}").fetchone()
            # remote_apply waits for a standby on top of the local flush.
            if value not in ("on", "remote_apply"):
                raise NotDurable(_words("PostgreSQL", name, value, "on"))
        cursor.execute(f"SET lock_timeout = '{BUSY_SECONDS}s'")
    connection.commit()


def _words(database: str, name: str, value: str, wanted: str) -> str:
    return (
        f"Không khởi động: {database} đang đặt {name}={value}, phải là {wanted}, "
        "nếu không phiếu đã xác nhận có thể mất khi máy dừng đột ngột. "
        f"(Refusing to start: {database} {name} is {value}; it must be {wanted}.)"
    )


def _close_session(_error: BaseException | None) -> None:
    opened = g.pop("session", None)
    if opened is None:
        return
    try:
        opened.close()
    except DBAPIError:
        # The database went away after the page was made: there is nothing left to roll
        # back, and what the page says stands.
        opened.invalidate()
