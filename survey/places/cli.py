"""The places commands: import units, list, open and close counters."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

import click
from flask import current_app
from tqdm import tqdm

from survey import clock
from survey.cells import safe_cell
from survey.cli import survey_commands
from survey.db import session, writing_session
from survey.diary.writing import note
from survey.places import counters as desks
from survey.places.addresses import address_of
from survey.places.eras import Era
from survey.places.finding import Desk, search_counters
from survey.places.importing import Choice, UnknownProvince, carry_out, plan_import
from survey.places.planning import Plan
from survey.places.reading import unit_by_code
from survey.places.sheets import read

_DAY = click.DateTime(["%Y-%m-%d", "%d/%m/%Y"])
_COLUMNS = ("code", "unit_code", "unit_name", "purpose", "address")


@survey_commands.command("import-units")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, path_type=Path),
    metavar="FILE...",
)
@click.option("--valid-from", type=_DAY, help="Ngày bắt đầu của các đơn vị (mặc định: theo cấp).")
@click.option("--valid-to", type=_DAY, help="Ngày cuối cùng của các đơn vị; cần --valid-from.")
@click.option("--only", metavar="CODE", help="Chỉ lấy một tỉnh và các đơn vị đã hợp thành nó.")
@click.option("--dry-run", is_flag=True, help="Chỉ cho biết sẽ làm gì, không ghi.")
def import_units(
    files: tuple[Path, ...],
    valid_from: datetime | None,
    valid_to: datetime | None,
    only: str | None,
    dry_run: bool,
) -> None:
    """Nhập đơn vị hành chính và quan hệ kế thừa từ các tệp CSV (hoặc một thư mục).

    Tệp đơn vị có cột code,name,level,parent_code; tệp kế thừa có cột
    predecessor_code,successor_code,relation[,note]. Tệp có cấp huyen là của thời kỳ
    trước 01/07/2025. Dòng sai được báo và bỏ qua; chạy lại không thêm gì.
    """
    sheets = [read(path.name, path.read_bytes()) for path in _every_file(files)]
    choice = Choice(_era(valid_from, valid_to), only)
    try:
        plan = plan_import(writing_session(), sheets, choice)
    except UnknownProvince as unknown:
        raise click.BadParameter(f"không có tỉnh mang mã {unknown} trong các tệp.") from None
    if not dry_run:
        with _bar(plan) as bar:
            carry_out(session(), plan, bar.update)
        if plan.units or plan.links:
            note(
                session(),
                "units.imported",
                only or "",
                units=len(plan.units),
                links=len(plan.links),
            )
        session().commit()
    _report(plan, dry_run=dry_run)
    if plan.faults and not (plan.units or plan.links or plan.already):
        raise click.ClickException("không có dòng nào dùng được.")


@survey_commands.command("counters")
@click.option(
    "--format",
    "shape",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    help="Dạng in ra.",
)
@click.option("--all", "closed_too", is_flag=True, help="Cả các quầy đã đóng.")
def list_counters(shape: str, closed_too: bool) -> None:
    """Liệt kê các quầy: mã, đơn vị, việc, địa chỉ."""
    found = search_counters(session(), "", None, closed_too=closed_too)
    rows = [_row(desk) for desk in found]
    if shape == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_lines(rows, "," if shape == "csv" else "\t")))


@survey_commands.command("add-counter")
@click.argument("unit_code")
@click.option("--name", required=True, help="Tên quầy, ví dụ “Quầy số 1”.")
@click.option(
    "--purpose",
    type=click.Choice([one.value for one in desks.Purpose]),
    default="reception",
    help="Việc của quầy.",
)
@click.option("--field", help="Lĩnh vực, khi --purpose là field.")
def add_counter(unit_code: str, name: str, purpose: str, field: str | None) -> None:
    """Mở một quầy mới của đơn vị và in mã của nó."""
    unit = unit_by_code(writing_session(), unit_code, clock.today())
    if unit is None:
        raise click.BadParameter(f"hôm nay không có đơn vị mã {unit_code}.")
    try:
        counter = desks.add_counter(
            session(), unit.id, name=name, purpose=purpose, field=field, today=clock.today()
        )
    except desks.FieldNotNamed:
        raise click.UsageError("--field đi cùng --purpose field, và chỉ khi đó.") from None
    note(session(), "counter.opened", counter.code, unit=unit.id)
    session().commit()
    click.echo(f"{counter.code}\t{address_of(_public_url(), counter.code)}")


@survey_commands.command("close-counter")
@click.argument("code")
def close_counter(code: str) -> None:
    """Đóng một quầy; mã của nó không bao giờ được cấp lại."""
    writing_session()
    counter = desks.find_counter(session(), code)
    if counter is None:
        raise click.BadParameter(f"không có quầy mã {code}.")
    try:
        desks.close_counter(session(), counter, clock.today())
    except desks.AlreadyClosed:
        raise click.ClickException(f"Quầy {counter.code} đã đóng từ trước.") from None
    note(session(), "counter.closed", counter.code, unit=counter.unit_id)
    session().commit()
    click.echo(f"Đã đóng quầy {counter.code}.")


def _every_file(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(path.glob("*.csv"))
        else:
            yield path


def _era(valid_from: datetime | None, valid_to: datetime | None) -> Era | None:
    if valid_from is None:
        if valid_to is not None:
            raise click.UsageError("--valid-to cần có --valid-from.")
        return None
    if valid_to is not None and valid_to < valid_from:
        raise click.UsageError("--valid-to không được trước --valid-from.")
    return Era(valid_from.date(), valid_to and valid_to.date())


def _bar(plan: Plan) -> "tqdm[None]":
    # Shown to a person at a terminal, not written into logs.
    total = len(plan.units) + len(plan.links)
    return tqdm(total=total, unit=" dòng", desc="Nhập đơn vị", disable=None)


def _report(plan: Plan, *, dry_run: bool) -> None:
    for fault in plan.faults:
        click.echo(str(fault), err=True)
    added = "Sẽ thêm" if dry_run else "Đã thêm"
    units, links = len(plan.units), len(plan.links)
    said = f"{added} {units} đơn vị, {links} quan hệ kế thừa" if units + links else "Không thêm gì"
    click.echo(f"{said}; {plan.already} dòng đã có; {len(plan.faults)} dòng bị từ chối.")


def _row(desk: Desk) -> dict[str, str]:
    address = address_of(_public_url(), desk.counter.code)
    told = (desk.counter.code, desk.unit.code, desk.unit.name, desk.counter.purpose, address)
    return dict(zip(_COLUMNS, told, strict=True))


def _lines(rows: list[dict[str, str]], delimiter: str) -> list[str]:
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter, lineterminator="\n").writerows(
        [_COLUMNS, *([safe_cell(cell) for cell in row.values()] for row in rows)]
    )
    return written.getvalue().splitlines()


def _public_url() -> str:
    return str(current_app.extensions["settings"].public_url)
