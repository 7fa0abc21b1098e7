"""Fresh databases for tests: migrated once, then copied for each test.

On PostgreSQL the owner of each database is an ordinary role, as in an office's
installation, so that what the grants refuse is refused here too.
"""

import contextlib
import itertools
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import URL, create_engine, make_url, text

from survey import schema
from survey.db import open_engine
from tests.postgres import PrivatePostgres

OWNER = "langnghe"


class SqliteDatabases:
    """One migrated file, copied for each test."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._template = folder / "template.db"
        self._numbers = itertools.count(1)
        migrate(f"sqlite:///{self._template}")

    @contextlib.contextmanager
    def fresh(self) -> Iterator[str]:
        """Lend the address of a database nobody has written to."""
        path = self._folder / f"{next(self._numbers)}.db"
        shutil.copyfile(self._template, path)
        try:
            yield f"sqlite:///{path}"
        finally:
            for left in self._folder.glob(f"{path.name}*"):
                left.unlink(missing_ok=True)


class PostgresDatabases:
    """One migrated database on a server, copied for each test."""

    def __init__(self, server_url: str) -> None:
        self._server = make_url(server_url)
        self._admin = create_engine(self._server, isolation_level="AUTOCOMMIT", pool_pre_ping=True)
        self._prefix = f"langnghe_{os.getpid()}"
        self._numbers = itertools.count(1)
        self._template = f"{self._prefix}_template"
        self._owner = self._an_ordinary_owner()
        self._say(f'CREATE DATABASE "{self._template}" OWNER "{self._owner}"')
        migrate(self._url_of(self._template))

    @contextlib.contextmanager
    def fresh(self) -> Iterator[str]:
        """Lend the address of a database nobody has written to."""
        name = f"{self._prefix}_{next(self._numbers)}"
        self._say(f'CREATE DATABASE "{name}" OWNER "{self._owner}" TEMPLATE "{self._template}"')
        try:
            yield self._url_of(name)
        finally:
            self._say(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def close(self) -> None:
        """Remove what was made on a server that is not ours."""
        self._say(f'DROP DATABASE IF EXISTS "{self._template}" WITH (FORCE)')
        self._admin.dispose()

    def _an_ordinary_owner(self) -> str:
        # On somebody else's server we are whoever its address says.
        if self._server.username != "postgres":
            return self._server.username or ""
        with self._admin.connect() as connection:
            known = connection.scalar(text(f"SELECT 1 FROM pg_roles WHERE rolname = '{OWNER}'"))
        if not known:
            self._say(f"CREATE ROLE {OWNER} LOGIN CREATEDB")
        return OWNER

    def _url_of(self, database: str) -> str:
        named: URL = self._server.set(database=database, username=self._owner)
        return named.render_as_string(hide_password=False)

    def _say(self, statement: str) -> None:
        with self._admin.connect() as connection:
            connection.execute(text(statement))


@contextlib.contextmanager
def postgres_databases() -> Iterator[PostgresDatabases]:
    """Lend databases on the server TEST_DATABASE_URL names, else on a private one."""
    with contextlib.ExitStack() as stack:
        given = os.environ.get("TEST_DATABASE_URL")
        url = given or stack.enter_context(PrivatePostgres()).url
        databases = PostgresDatabases(url)
        yield databases
        databases.close()


def migrate(url: str) -> None:
    """Bring the database at `url` to the newest schema and leave no connection open."""
    engine = open_engine(url)
    try:
        schema.upgrade(engine)
    finally:
        engine.dispose()
