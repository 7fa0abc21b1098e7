"""The paper command: take in what a scanner has read."""

from pathlib import Path

import click

from survey.cli import survey_commands
from survey.db import session
from survey.diary.writing import note
from survey.paper.scanning import summary
from survey.paper.scans import import_scans
from survey.row import CannotRead
from survey.sheets import rows_in

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@survey_commands.command("import-scans")
@click.argument("file", type=_FILE)
def scans(file: Path) -> None:
    """Nhập kết quả quét phiếu giấy: mỗi phiếu một dòng, tính là một trong hai lần nhập."""
    try:
        report = import_scans(session(), rows_in(file, file.name))
    except CannotRead as reason:
        raise click.ClickException(str(reason)) from None
    note(session(), "paper.scanned", file.name, taken=report.taken, refused=len(report.faults))
    session().commit()
    for fault in report.faults:
        click.echo(str(fault), err=True)
    click.echo(summary(report))
    if report.lines and not report.taken:
        raise click.ClickException("không có dòng nào dùng được.")
