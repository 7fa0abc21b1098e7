"""The schema on the command line."""

import click
from sqlalchemy.exc import OperationalError

from survey import db, schema
from survey.cli import survey_commands


@survey_commands.command("migrate", help="Đưa cơ sở dữ liệu lên phiên bản mới nhất.")
def migrate() -> None:
    """Bring the database to the newest schema, or say in one sentence why not."""
    try:
        schema.upgrade(db.engine())
    except db.NotDurable as refusal:
        raise click.ClickException(str(refusal)) from refusal
    except OperationalError as failure:
        reason = str(failure.orig).strip().splitlines()[0]
        raise click.ClickException(f"Không mở được cơ sở dữ liệu: {reason}") from failure
