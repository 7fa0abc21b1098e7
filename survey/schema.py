"""The schema: brought to its newest form, and refused when it is not there.

Each run is one transaction on both databases, so an interrupted migration leaves
the old schema, never something between.
"""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection, Engine

SCRIPTS = Path(__file__).resolve().parent.parent / "migrations"


class WrongSchema(Exception):
    """The database's schema is not the one this program was written for."""


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the database up to `revision`."""
    _run(engine, lambda config: command.upgrade(config, revision))


def downgrade(engine: Engine, revision: str) -> None:
    """Take the database down to `revision`."""
    _run(engine, lambda config: command.downgrade(config, revision))


def demand_head(engine: Engine) -> None:
    """Raise WrongSchema unless the database has exactly the newest schema."""
    wanted = ScriptDirectory.from_config(_config()).get_current_head()
    with engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    if found != wanted:
        raise WrongSchema(
            f"Không khởi động: cơ sở dữ liệu ở phiên bản {found or 'trống'}, chương trình cần "
            f"{wanted}. Hãy chạy: flask --app wsgi survey migrate"
        )


def _run(engine: Engine, act: Callable[[Config], None]) -> None:
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        act(_config(connection))


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.attributes["connection"] = connection
    return config
