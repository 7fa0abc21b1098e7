"""Drafts from the command line: `forms import` reads a form from elsewhere into a draft."""

from pathlib import Path

import click
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from forms.cli import forms_commands
from forms.exchange.reading_in import CannotRead, Imported, read_file
from survey import db, schema
from survey.clock import today
from survey.db import session, writing_session
from survey.places.models import Unit
from survey.places.reading import children, unit_by_code
from survey.questionnaires import keeping
from survey.questionnaires.shape import is_shaped


@forms_commands.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--unit", "unit_code", help="Mã đơn vị của bản thảo; mặc định là đơn vị cao nhất.")
def import_form(file: Path, unit_code: str | None) -> None:
    """Đọc FILE (XLSForm, LimeSurvey, JSON, YAML) thành một bản thảo."""
    found = _read(file)
    _demand_database()
    unit = _unit(writing_session(), unit_code)
    try:
        draft = keeping.begin(session(), unit.id, found.document, None, _readable(file.name)[:60])
    except keeping.TooLarge as error:
        raise click.ClickException("Phiếu trong tệp quá dài, chưa có gì được lưu.") from error
    session().commit()
    for words in found.notes:
        click.echo(words)
    click.echo(f"Đã lập bản thảo số {draft.id} ({draft.code}) của {unit.name}.")


def _read(file: Path) -> Imported:
    try:
        found = read_file(file.name, file.read_bytes())
    except CannotRead as error:
        raise click.ClickException(error.words) from error
    if not is_shaped(found.document):
        raise click.ClickException("Tệp này không phải phiếu khảo sát. Chưa có gì được lưu.")
    return found


def _demand_database() -> None:
    try:
        schema.demand_head(db.engine())
    except schema.WrongSchema as error:
        raise click.ClickException(str(error)) from error
    except OperationalError as error:
        told = "Không mở được cơ sở dữ liệu. Chưa có gì được lưu; xin xem lại DATABASE_URL."
        raise click.ClickException(told) from error


def _readable(typed: str) -> str:
    # A name on the disk may hold bytes that are no letters.
    return typed.encode("utf-8", "replace").decode()


def _unit(opened: Session, code: str | None) -> Unit:
    if code is not None:
        found = unit_by_code(opened, _readable(code), today())
        if found is None:
            raise click.ClickException(f"Không có đơn vị nào mang mã {code}.")
        return found
    topmost = children(opened, None, today())
    if len(topmost) != 1:
        some = opened.scalar(select(Unit.id).limit(1)) is not None
        said = "Có nhiều đơn vị cao nhất" if some else "Chưa có đơn vị nào"
        raise click.ClickException(f"{said}. Xin ghi --unit MÃ.")
    return topmost[0]
