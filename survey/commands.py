"""Commands on the command line: whoever runs one before the migration hears just that."""

from typing import Any

import click
from flask.cli import AppGroup, ScriptInfo
from sqlalchemy.exc import OperationalError, ProgrammingError

from survey import db, schema


class Commands(AppGroup):
    """A group of commands that need the newest schema, all but the one that brings it."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; where the database did not know what was asked, say why."""
        try:
            return super().invoke(ctx)
        except (OperationalError, ProgrammingError):
            with ctx.ensure_object(ScriptInfo).load_app().app_context():
                _demand_head()
            raise


def _demand_head() -> None:
    try:
        schema.demand_head(db.engine())
    except schema.WrongSchema as error:
        raise click.ClickException(str(error)) from error
