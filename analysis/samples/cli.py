"""Drawn samples on the command line: the weighted share as frozen, and known totals."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from analysis.samples.freezing import result_of
from analysis.samples.keeping import NotKept, keep
from analysis.samples.results import Figure, Line, Weighted
from analysis.samples.sheets import totals_in
from analysis.samples.words import fault_words
from survey import clock, db
from survey.campaigns.looking import is_shown, is_weighted
from survey.campaigns.models import Campaign
from survey.campaigns.reading import campaign_by_code
from survey.cells import safe_cell
from survey.row import CannotRead
from survey.sheets import rows_in

_FIGURE = tuple(field.name for field in fields(Figure) if field.name not in {"n", "warnings"})


@click.command("weighted")
@click.argument("code")
@click.option("--format", "layout", type=click.Choice(["json", "csv"]), default="json")
@with_appcontext
def weighted_command(code: str, layout: str) -> None:
    """In kết quả có trọng số của một đợt điều tra chọn mẫu đã đóng (JSON hoặc CSV)."""
    with Session(db.engine(), expire_on_commit=False) as session:
        campaign = _sample(session, code)
        if not is_shown(campaign):
            raise click.ClickException("Kết quả hiện sau khi đóng đợt.")
        found = result_of(session, campaign, clock.now())
    if layout == "json":
        click.echo(json.dumps(asdict(found), ensure_ascii=False, indent=2))
        return
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    rows = list(csv_rows(found))
    writer.writerow(rows[0])
    writer.writerows([safe_cell(cell) for cell in row.values()] for row in rows)
    click.echo(written.getvalue(), nl=False)


@click.command("import-margins")
@click.argument("code")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_appcontext
def import_margins(code: str, file: Path) -> None:
    """Nhập tổng số người đã biết (cột variable, level, total) để hiệu chỉnh một đợt."""
    with current_app.test_request_context(), Session(db.engine()) as session:
        session.connection(execution_options={"writes": True})
        campaign = _sample(session, code)
        try:
            found = totals_in(rows_in(file, file.name))
            if found.wrong:
                said = "\n".join(f"{file.name}, dòng {e.line}: {e.words}" for e in found.wrong)
                raise click.ClickException(f"Chưa lưu gì.\n{said}")
            version = keep(session, campaign, found.totals, source=file.name, at=clock.now())
        except CannotRead as unreadable:
            raise click.ClickException(str(unreadable)) from None
        except NotKept as refused:
            said = "\n".join(map(fault_words, refused.faults))
            raise click.ClickException(said or "Đợt đã đóng, kết quả đã chốt.") from None
        session.commit()
    levels = sum(map(len, found.totals.values()))
    click.echo(f"Bản {version}: {len(found.totals)} biến, {levels} mức.")


def csv_rows(found: Weighted) -> Iterator[dict[str, Any]]:
    """Yield a row for each line and each weighting: numbers as they are, empty where hidden."""
    for line in found.lines:
        yield from _rows("question", line)
    for kind, lines in found.parts.items():
        for line in lines:
            yield from _rows(kind, line)


def _rows(kind: str, line: Line) -> Iterator[dict[str, Any]]:
    for weights, figure in (("drawn", line.drawn), ("raked", line.raked)):
        if figure is None and weights == "raked":
            continue
        told = {name: getattr(figure, name, None) for name in _FIGURE}
        yield {
            **{"part": kind, "name": line.name, "weights": weights, "n": line.n},
            **{"satisfied": line.satisfied, **told, "verdict": line.verdict},
            "is_hidden": int(line.is_hidden),
        }


def _sample(session: Session, code: str) -> Campaign:
    campaign = campaign_by_code(session, code)
    if campaign is None or not is_weighted(campaign):
        raise click.ClickException(f"Không có đợt điều tra chọn mẫu mang mã {code}.")
    return campaign
