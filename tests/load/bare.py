"""The yardstick: a bare Flask application that does the least one could do.

An empty view, a page of the same words without any dress, and a view that commits
one row durably. It is served by the same gunicorn settings as ours.
"""

import os
import sqlite3
import threading
from pathlib import Path

import psycopg
from flask import Flask, request

from tests.live import LiveServer

_own = threading.local()
_MAKE = "CREATE TABLE IF NOT EXISTS bare (id {key}, body TEXT NOT NULL)"


class BareServer(LiveServer):
    """A gunicorn like ours that serves the yardstick."""

    application = "tests.load.bare:create_app()"


def create_app() -> Flask:
    """Return the yardstick on DATABASE_URL; its page's words lie beside its state."""
    app = Flask("bare", static_folder=None)
    url = os.environ["DATABASE_URL"]
    words = Path(os.environ["VAR"]) / "words.html"
    page = words.read_text() if words.exists() else ""
    commit = _commit_sqlite if url.startswith("sqlite") else _commit_postgresql
    prepare(url)
    app.get("/")(lambda: "")
    app.get("/healthz", endpoint="healthz")(lambda: "ok")
    app.get("/page", endpoint="page")(lambda: page)

    @app.post("/commit")
    def keep() -> str:
        commit(url, request.get_data(as_text=True))
        return ""

    return app


def prepare(url: str) -> None:
    """Make the yardstick's one table."""
    if url.startswith("sqlite"):
        _sqlite(url).execute(_MAKE.format(key="INTEGER PRIMARY KEY"))
        return
    with _postgresql(url) as connection:
        # Two workers start at once, and IF NOT EXISTS races in PostgreSQL.
        connection.execute("SELECT pg_advisory_lock(1)")
        connection.execute(_MAKE.format(key="BIGSERIAL PRIMARY KEY"))
    connection.close()


def _commit_sqlite(url: str, body: str) -> None:
    if not hasattr(_own, "connection"):
        _own.connection = _sqlite(url)
    _own.connection.execute("INSERT INTO bare (body) VALUES (?)", (body,))


def _commit_postgresql(url: str, body: str) -> None:
    if not hasattr(_own, "connection"):
        _own.connection = _postgresql(url)
    _own.connection.execute("INSERT INTO bare (body) VALUES (%s)", (body,))


def _sqlite(url: str) -> sqlite3.Connection:
    path = url.removeprefix("sqlite:///")
    connection = sqlite3.connect(path, isolation_level=None, timeout=30)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    return connection


def _postgresql(url: str) -> psycopg.Connection:
    connection = psycopg.connect(url.replace("+psycopg", ""), autocommit=True)
    connection.execute("SET synchronous_commit = on")
    return connection
