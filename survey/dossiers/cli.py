"""The dossiers commands: import a sheet or the catalogue, print a slip, make a key, forget."""

import sys
from pathlib import Path

import click
from tqdm import tqdm

from survey import clock
from survey.cli import survey_commands
from survey.db import session, writing_session
from survey.diary.writing import note
from survey.dossiers import keys
from survey.dossiers.catalogue import import_catalogue
from survey.dossiers.forgetting import forget_expired
from survey.dossiers.importing import Sender, import_rows
from survey.dossiers.keyring import KeyGone
from survey.dossiers.lines import Fault
from survey.dossiers.reading import dossier_by_code
from survey.dossiers.showing import content_of
from survey.dossiers.slips import KINDS
from survey.dossiers.taking import Tally
from survey.places.reading import unit_by_code
from survey.row import CannotRead
from survey.sheets import rows_in

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@survey_commands.command("import-dossiers")
@click.argument("file", type=_FILE)
def import_dossiers(file: Path) -> None:
    """Nhập hồ sơ từ tệp CSV, XLSX hoặc JSON; dòng sai được báo, chạy lại không thêm gì."""
    size = file.stat().st_size
    with tqdm(total=size, unit="B", unit_scale=True, desc="Nhập hồ sơ", disable=None) as bar:
        rows = rows_in(file, file.name, lambda read: bar.update(read - bar.n))
        try:
            tally, unread = import_rows(session(), rows, Sender(file.name), _say, size=size)
        except CannotRead as reason:
            raise click.ClickException(str(reason)) from None
    note(session(), "dossiers.imported", file.name, taken=tally.taken, changed=tally.changed)
    session().commit()
    _report(tally, unread)
    if tally.lines and tally.refused == tally.lines:
        raise click.ClickException("không có dòng nào dùng được.")


@survey_commands.command("import-procedures")
@click.argument("file", type=_FILE)
def import_procedures(file: Path) -> None:
    """Nhập danh mục thủ tục hành chính (cột: mã thủ tục, tên thủ tục, lĩnh vực)."""
    try:
        count = import_catalogue(writing_session(), rows_in(file, file.name))
    except CannotRead as reason:
        raise click.ClickException(str(reason)) from None
    note(session(), "procedures.imported", file.name, procedures=count)
    session().commit()
    click.echo(f"Danh mục có {count} thủ tục từ tệp này.")


@survey_commands.command("slip")
@click.argument("code")
@click.option(
    "--format", "ending", type=click.Choice(["svg", "png", "pdf"]), default="pdf", help="Dạng tệp."
)
@click.option("--kind", type=click.Choice(list(KINDS)), default="receipt", help="Loại giấy tờ.")
@click.option("--to", type=click.Path(path_type=Path), help="Tên tệp; mặc định in ra màn hình.")
def print_slip(code: str, ending: str, kind: str, to: Path | None) -> None:
    """In mã đánh giá dùng một lần của hồ sơ mang mã CODE."""
    dossier = dossier_by_code(session(), code)
    if dossier is None:
        raise click.BadParameter("không có hồ sơ mang mã này.")
    try:
        content = content_of(session(), dossier, kind, ending)
    except KeyGone:
        raise click.ClickException("Mã đánh giá của hồ sơ này đã hết hạn.") from None
    if to is None:
        sys.stdout.buffer.write(content)
    else:
        to.write_bytes(content)


@survey_commands.command("add-key")
@click.argument("unit_code")
@click.option("--name", required=True, help="Hệ thống sẽ dùng khóa, ví dụ “Một cửa điện tử”.")
def add_key(unit_code: str, name: str) -> None:
    """Cấp khóa để một hệ thống gửi hồ sơ của đơn vị; khóa chỉ hiện ra lần này."""
    unit = unit_by_code(writing_session(), unit_code, clock.today())
    if unit is None:
        raise click.BadParameter(f"hôm nay không có đơn vị mã {unit_code}.")
    made = keys.make(session(), name[:120], unit.id)
    session().commit()
    click.echo(made.secret)


@survey_commands.command("forget-keys")
def forget_keys() -> None:
    """Hủy khóa mã đánh giá của các quý không còn mã nào dùng được."""
    gone = forget_expired(session(), clock.today())
    click.echo(f"Đã hủy khóa của {len(gone)} quý." if gone else "Chưa có khóa nào hết hạn.")


def _say(fault: Fault) -> None:
    click.echo(str(fault), err=True)


def _report(tally: Tally, unread: tuple[str, ...]) -> None:
    if unread:
        click.echo(f"Các cột không dùng đến: {', '.join(unread)}.", err=True)
    for code, times in tally.unknown_procedures.most_common(20):
        click.echo(f"Thủ tục {code} ({times} hồ sơ) chưa có trong danh mục.", err=True)
    click.echo(
        f"{tally.lines} dòng: {tally.taken} hồ sơ mới, {tally.changed} cập nhật, "
        f"{tally.unchanged} đã có, {tally.refused} bị từ chối."
    )
