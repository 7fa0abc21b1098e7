"""The third floor on the command line: results, catching up, and the recount."""

import csv
import io
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, fields

import click
from flask.cli import AppGroup
from sqlalchemy.orm import Session
from tqdm import tqdm

from analysis.rollup.advance import behind, catch_up
from analysis.rollup.recount import Difference, counted_so_far, differences
from analysis.targets.results import NothingOfThatCode, Result, results
from survey import clock, db
from survey.cells import safe_cell

analysis_commands = AppGroup("analysis", help="Kết quả, tổng hợp số phiếu, kiểm đếm lại.")


@analysis_commands.command("results")
@click.option("--format", "layout", type=click.Choice(["json", "csv"]), default="json")
@click.option("--campaign", help="Chỉ đợt khảo sát có mã này.")
@click.option("--unit", help="Chỉ đơn vị có mã này và các đơn vị trực thuộc.")
def show_results(layout: str, campaign: str | None, unit: str | None) -> None:
    """In kết quả: mỗi đơn vị và mỗi đợt khảo sát một dòng (JSON hoặc CSV)."""
    with Session(db.engine(), expire_on_commit=False) as session:
        _advance()
        try:
            found = list(results(session, clock.now(), campaign, unit))
        except NothingOfThatCode as code:
            raise click.ClickException(f"Không có mã {code}.") from None
    write = _write_json if layout == "json" else _write_csv
    write(found)


@analysis_commands.command("advance")
@click.option("--every", type=click.FloatRange(min=0.1), help="Lặp lại sau từng ấy giây.")
def advance(every: float | None) -> None:
    """Đếm các phiếu mới trong sổ phiếu vào bảng tổng hợp."""
    _advance()
    while every is not None:
        time.sleep(every)
        _advance()


@analysis_commands.command("recount")
def recount() -> None:
    """Đếm lại toàn bộ sổ phiếu và đối chiếu với bảng tổng hợp; lệch thì thoát với mã 1."""
    _advance()
    with _bar("Kiểm đếm lại", counted_so_far(db.engine())) as bar:
        found = list(differences(db.engine(), bar.update))
    for difference in found:
        click.echo(_sentence(difference))
    if found:
        raise click.exceptions.Exit(1)
    click.echo("Bảng tổng hợp khớp với sổ phiếu.")


def _advance() -> None:
    with _bar("Đếm phiếu", behind(db.engine()).answers_left) as bar:
        catch_up(db.engine(), progress=bar.update)


def _bar(words: str, total: int) -> tqdm:
    # None: only where somebody watches. Results go to stdout, progress never.
    return tqdm(desc=words, total=total, unit=" phiếu", file=sys.stderr, disable=None)


def _write_json(found: Sequence[Result]) -> None:
    click.echo(json.dumps([asdict(result) for result in found], ensure_ascii=False, indent=2))


def _write_csv(found: Sequence[Result]) -> None:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(field.name for field in fields(Result))
    for result in found:
        writer.writerow(safe_cell(value) for value in asdict(result).values())
    click.echo(written.getvalue(), nl=False)


def _sentence(difference: Difference) -> str:
    return (
        f"Đơn vị {difference.unit_id}, {tuple(map(str, difference.cell))}: "
        f"bảng tổng hợp {difference.tallied}, sổ phiếu {difference.counted}"
    )
