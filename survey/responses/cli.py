"""The ledger on the command line: walk the chains, take in responses from elsewhere."""

import sys
from pathlib import Path

import click
from flask import current_app
from sqlalchemy.orm import Session
from tqdm import tqdm

from survey import db
from survey.cli import survey_commands
from survey.places.models import Unit
from survey.responses.importing import Report, import_sheet
from survey.responses.reading import heads
from survey.responses.verification import Finding, walk

_FAULTS = {
    "missing": "thiếu phiếu",
    "altered": "phiếu bị sửa hoặc đổi chỗ",
    "beyond the head": "chuỗi không khớp với đầu chuỗi",
    "words altered": "lời góp ý bị sửa hoặc bị xóa",
    "words without a response": "có lời góp ý không thuộc phiếu nào",
}


@survey_commands.command("verify", help="Đi hết các chuỗi của sổ phiếu; nêu chỗ đứt đầu tiên.")
def verify() -> None:
    """Walk every chain; name the first broken link of each; exit 1 when there is one."""
    with Session(db.engine()) as session:
        total = sum(head.position for head in heads(session))
        with tqdm(total=total, unit=" phiếu", disable=not sys.stderr.isatty()) as bar:
            findings = walk(session, bar.update)
        for finding in findings:
            click.echo(_sentence(session, finding))
    if findings:
        sys.exit(1)
    click.echo(f"Sổ phiếu nguyên vẹn: {total} phiếu.")


@survey_commands.command("import-responses", help="Nhập phiếu giấy hoặc số liệu cũ từ tệp CSV.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Chỉ cho biết sẽ xảy ra gì, không ghi.")
def import_responses(file: Path, dry_run: bool) -> None:
    """Take in a sheet, telling each line that was refused; exit 1 when none could be used."""
    content = file.read_bytes()
    with current_app.test_request_context(), db.engine().connect() as connection:
        session = Session(connection.execution_options(writes=True), expire_on_commit=False)
        with tqdm(unit=" dòng", disable=not sys.stderr.isatty()) as bar:
            report = import_sheet(
                session,
                content,
                commit=session.flush if dry_run else session.commit,
                progress=bar.update,
            )
        session.rollback()
    _tell(report, file.name, dry_run)
    # As with import-units: what could be used was used; only a sheet of no use fails.
    sys.exit(1 if report.faults and not report.kept + report.kept_before else 0)


def _tell(report: Report, name: str, dry_run: bool) -> None:
    for fault in report.faults:
        click.echo(f"{name}, {fault}", err=True)
    said = "Sẽ nhập" if dry_run else "Đã nhập"
    click.echo(
        f"{said} {report.kept} phiếu; {report.kept_before} phiếu đã có từ trước; "
        f"{len(report.faults)} dòng bị từ chối."
    )


def _sentence(session: Session, finding: Finding) -> str:
    unit = session.get(Unit, finding.unit_id)
    place = f"{unit.name} ({unit.code})" if unit else "không rõ đơn vị"
    fault = _FAULTS[finding.broken.fault]
    return f"ĐỨT CHUỖI: {place}, vị trí {finding.broken.position}: {fault}."
