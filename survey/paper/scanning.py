"""Long work: a file of scans taken in, and the rows that were not handed back with reasons."""

import csv

from flask import Flask
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from survey.access import paths
from survey.access.permissions import Permission
from survey.cells import safe_cell
from survey.diary.writing import note
from survey.jobs.registry import register
from survey.jobs.work import JobFailed, Work, folder_of
from survey.paper.scans import Report, import_scans
from survey.row import CannotRead
from survey.sheets import rows_in

SCANS = "paper-scans"
SHEET = "sheet"


def init_app(app: Flask) -> None:
    """Let the workers of `app` take scans in."""
    named = lazy_gettext("Nhập kết quả quét phiếu")
    register(app, SCANS, take_in, name=named, permission=Permission.SUPERVISE)


def take_in(work: Work) -> None:
    """Take a file in; hand back the refused rows, and remove the file."""
    sheet, name = folder_of(work.job_id) / SHEET, str(work.asked["name"])
    session = work.session()
    units = paths.below(session, work.unit_id)
    try:
        report = import_scans(
            session,
            rows_in(sheet, name),
            units,
            lambda lines: work.progress(lines, 0),
            brought_by=work.account_id,
        )
    except CannotRead as reason:
        sheet.unlink()
        raise JobFailed(str(reason)) from reason
    told = {"taken": report.taken, "refused": len(report.faults)}
    note(session, "paper.scanned", name, work.account_id, unit=work.unit_id, **told)
    session.commit()
    work.say(summary(report))
    if report.faults:
        refused = work.folder / f"refused-{work.attempt}.csv"
        with refused.open("w", encoding="utf-8-sig", newline="") as file:
            rows = csv.writer(file)
            rows.writerow([_("Dòng"), _("Lý do")])
            rows.writerows([fault.line, safe_cell(fault.words)] for fault in report.faults)
        work.result(refused, "dong-bi-tu-choi.csv", "text/csv")
    # It holds what people answered.
    sheet.unlink()


def summary(report: Report) -> str:
    """Return in one sentence what became of a file."""
    return _(
        "%(lines)s dòng: %(kept)s phiếu vào sổ, %(waiting)s chờ người nhập, "
        "%(settle)s chờ người thứ ba, %(void)s phiếu hỏng, %(refused)s bị từ chối.",
        lines=report.lines,
        kept=report.kept,
        waiting=report.waiting,
        settle=report.to_settle,
        void=report.void,
        refused=len(report.faults),
    )
