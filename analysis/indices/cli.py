"""Indices on the command line: what campaigns come to, and published scores brought in."""

import csv
import io
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import click
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from analysis.indices import decision_766
from analysis.indices.keeping import Kept, keep
from analysis.indices.measured import Measured, campaigns_measured, measured
from analysis.indices.method import Value
from analysis.indices.pages import opened_shelf
from analysis.indices.samples import SAMPLE
from analysis.indices.score_files import Unreadable
from analysis.indices.score_sheets import Sheet, read
from analysis.rollup.advance import catch_up
from survey import clock, db
from survey.cells import safe_cell
from survey.demonstration.seeding import is_seeded
from survey.places.models import Unit
from survey.places.reading import children, unit_by_code


@dataclass(frozen=True, slots=True)
class IndexRow:
    """One number of one index, with its n and its method."""

    unit: str
    campaign: str
    index: str
    part: str
    name: str
    value: float | None
    value_high: float | None
    n: int | None
    reason: str
    method: str
    decision: str
    is_sample: bool


@click.command("indices")
@click.option("--campaign", help="Chỉ đợt khảo sát có mã này.")
@click.option("--unit", help="Đơn vị có mã này, tính cả các đơn vị bên dưới; mặc định mọi tỉnh.")
@click.option("--format", "layout", type=click.Choice(["json", "csv"]), default="json")
@with_appcontext
def indices(campaign: str | None, unit: str | None, layout: str) -> None:
    """In các chỉ số đo được: mỗi phần một dòng, kèm n và cách tính."""
    catch_up(db.engine())
    with Session(db.engine(), expire_on_commit=False) as session:
        rows = [row for place in _units(session, unit) for row in _rows(session, place, campaign)]
    if campaign and not rows:
        raise click.ClickException(f"Không có đợt {campaign} nào tính được chỉ số.")
    for mismatch in opened_shelf().mismatches:
        click.echo(f"Lưu ý: {mismatch}", err=True)
    if layout == "json":
        click.echo(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=2))
    else:
        click.echo(_csv(rows), nl=False)


@click.command("import-scores")
@click.argument("file", required=False, type=click.Path(exists=True, path_type=Path))
@click.option("--sample", is_flag=True, help="Nạp điểm mẫu vào bản dùng thử; nơi khác thì thôi.")
@with_appcontext
def import_scores(file: Path | None, sample: bool) -> None:
    """Nhập điểm SIPAS, PAPI, PAR INDEX, PCI đã công bố từ tệp CSV hoặc XLSX."""
    if sample:
        file = SAMPLE if is_seeded(db.writing_session()) else None
        if file is None:
            return
    if file is None:
        raise click.UsageError("Thiếu tệp cần nhập.")
    try:
        sheet = read(file.read_bytes(), opened_shelf(), clock.today().year)
    except Unreadable as unreadable:
        raise click.ClickException(str(unreadable)) from None
    kept = keep(db.writing_session(), sheet.scores, None, file.name)
    db.session().commit()
    _report(file, sheet, kept, is_quiet=sample)


def _report(file: Path, sheet: Sheet, kept: Kept, *, is_quiet: bool) -> None:
    if not is_quiet or kept.new:
        words = f"{kept.new} điểm mới, {kept.corrected} điểm đính chính, {kept.already} đã có"
        click.echo(f"Đã nhập {words}.")
    for remark in sheet.remarks:
        click.echo(f"{file.name}:{remark.line}: {remark.words}", err=True)
    if any(remark.is_fault for remark in sheet.remarks):
        sys.exit(1)


def _units(session: Session, code: str | None) -> Sequence[Unit]:
    if code is None:
        return children(session, None, clock.today())
    found = unit_by_code(session, code, clock.today())
    if found is None:
        raise click.ClickException(f"Không có mã {code}.")
    return [found]


def _rows(session: Session, unit: Unit, code: str | None) -> Iterator[IndexRow]:
    shelf, today = opened_shelf(), clock.today()
    for campaign in campaigns_measured(session, shelf, unit.id, today):
        if code in (None, campaign.code):
            yield from _told(measured(session, shelf, unit, campaign, today))


def _told(found: Measured) -> Iterator[IndexRow]:
    row = _Row(found.unit.code, found.campaign.code)
    if found.sipas is not None:
        sample = found.sipas.definition.is_sample
        for line in found.sipas.lines:
            yield row.of("sipas", line.code, line.name, line.value, is_sample=sample)
    if found.one_stop is not None:
        sample, score = found.one_stop.definition.is_sample, found.one_stop.score
        yield row.of("one_stop", "", score.grade, score.points, is_sample=sample)
        for each in score.indicators:
            part = each.part
            yield row.of("one_stop", part.code, part.name, each.share, is_sample=sample)
    if found.decision_766 is not None:
        sample = found.decision_766.definition.is_sample
        for ratio in found.decision_766.satisfaction.ratios:
            yield row.of_range("decision_766", ratio, is_sample=sample)
        yield row.of("satisfied_share", "", "", found.decision_766.answered, is_sample=False)
    if found.local is not None:
        sample = found.local.definition.is_sample
        for local in found.local.lines:
            part = local.part
            yield row.of("papi_local", part.code, part.name, local.value, is_sample=sample)


@dataclass(frozen=True, slots=True)
class _Row:
    unit: str
    campaign: str

    def of(  # noqa: PLR0913  one row, said by its cells
        self,
        index: str,
        part: str,
        name: str,
        value: Value,
        *,
        is_sample: bool,
        high: float | None = None,
    ) -> IndexRow:
        return IndexRow(
            *(self.unit, self.campaign, index, part, name, value.value, high, value.n),
            *(value.reason or "", value.method.code, value.method.decision, is_sample),
        )

    def of_range(self, index: str, ratio: decision_766.Ratio, *, is_sample: bool) -> IndexRow:
        part, high = ratio.part, ratio.high.value
        return self.of(index, part.code, part.name, ratio.low, is_sample=is_sample, high=high)


def _csv(rows: Sequence[IndexRow]) -> str:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(field.name for field in fields(IndexRow))
    for row in rows:
        writer.writerow(safe_cell(cell) for cell in asdict(row).values())
    return written.getvalue()
