"""Long work of this room: a large sheet taken in, and all slips of a day in one print."""

import csv
import shutil
from datetime import date
from pathlib import Path

from flask import Flask, current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.datastructures import FileStorage

from survey.access import paths
from survey.access.permissions import Permission
from survey.cells import Cell, safe_cell
from survey.diary.writing import note
from survey.dossiers import slips
from survey.dossiers.importing import Sender, import_rows
from survey.dossiers.keyring import KeyGone
from survey.dossiers.lines import Fault
from survey.dossiers.reading import of_day
from survey.dossiers.taking import Tally
from survey.jobs.registry import register
from survey.jobs.work import JobFailed, Work, folder_of
from survey.places.reading import unit_name
from survey.posters.branding import branding_of
from survey.row import CannotRead
from survey.sheets import rows_in

IMPORT, SLIPS = "dossiers", "slips"
MOST_SLIPS = 2_000
_SHEET = "sheet"
_MOST_NAMED = 5


def init_app(app: Flask) -> None:
    """Let the workers of `app` do this room's work."""
    # A print of slips is a pile of codes that count once each: not for everybody to fetch.
    may = Permission.KEEP_DOSSIERS
    register(app, IMPORT, take_in, name=lazy_gettext("Nhập hồ sơ"), permission=may)
    named = lazy_gettext("In mã đánh giá của một ngày")
    register(app, SLIPS, print_day, name=named, permission=may)


def sheet_of(job_id: int) -> Path:
    """Return where the sheet of a job lies until it has been read."""
    return folder_of(job_id) / _SHEET


def lay_down(sheet: FileStorage, job_id: int) -> None:
    """Put what was uploaded where its job finds it, whole or not at all."""
    try:
        sheet.save(sheet_of(job_id))
    except OSError:
        # Half a sheet of codes is not to lie about, and there is no job that would sweep it.
        shutil.rmtree(folder_of(job_id), ignore_errors=True)
        raise


def take_in(work: Work) -> None:
    """Take a sheet in; hand back the refused lines, and remove the sheet."""
    sheet, name = sheet_of(work.job_id), str(work.asked["name"])
    size = sheet.stat().st_size
    refused = work.folder / f"refused-{work.attempt}.csv"
    sender = Sender(name, work.unit_id, work.account_id, paths.below(work.session(), work.unit_id))
    with refused.open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.writer(file)
        lines.writerow([_("Dòng"), _("Cột"), _("Lý do")])
        rows = rows_in(sheet, name, lambda read: work.progress(read, size))
        try:
            told = import_rows(
                work.session(), rows, sender, lambda f: lines.writerow(_cells(f)), size=size
            )
        except CannotRead as reason:
            sheet.unlink()
            raise JobFailed(str(reason)) from reason
    tally, unread = told
    note(
        work.session(), "dossiers.imported", name, work.account_id, unit=work.unit_id,
        taken=tally.taken, changed=tally.changed, refused=tally.refused,
    )  # fmt: skip
    work.session().commit()
    work.say(_summary(tally, unread))
    if tally.refused:
        work.result(refused, "dong-bi-tu-choi.csv", "text/csv")
    else:
        refused.unlink()
    # It holds dossiers' codes, and perhaps more that nobody asked for.
    sheet.unlink()


def print_day(work: Work) -> None:
    """Print the slips of all dossiers that came in or were done on a day."""
    day, kind = date.fromisoformat(work.asked["day"]), str(work.asked["kind"])
    session = work.session()
    found = of_day(session, paths.below(session, work.unit_id), day)
    if not found:
        raise JobFailed(_("Ngày đó không có hồ sơ nào được tiếp nhận hay trả kết quả."))
    if len(found) > MOST_SLIPS:
        raise JobFailed(_("Ngày đó có quá nhiều hồ sơ để in một lần. Xin in theo từng đơn vị."))
    names = {each: unit_name(session, each) or "" for each in {d.unit_id for d in found}}
    faces = []
    public_url = str(current_app.extensions["settings"].public_url)
    look = branding_of(session, work.unit_id)
    session.rollback()
    for number, dossier in enumerate(found):
        if not number % 100:
            work.progress(number, len(found))
        try:
            faces.append(slips.face_of(dossier, names[dossier.unit_id], kind, public_url))
        except KeyGone as gone:
            raise JobFailed(_("Mã đánh giá của ngày đó đã hết hạn.")) from gone
    printed = work.folder / f"slips-{work.attempt}.pdf"
    printed.write_bytes(slips.sheet(faces, look))
    work.say(_("Đã in %(number)s mã.", number=len(faces)))
    work.result(printed, f"ma-danh-gia-{day:%Y-%m-%d}.pdf", "application/pdf")


def _cells(fault: Fault) -> list[Cell]:
    return [fault.line, safe_cell(fault.column), safe_cell(fault.words)]


def _summary(tally: Tally, unread: tuple[str, ...]) -> str:
    said = _(
        "%(lines)s dòng: %(taken)s hồ sơ mới, %(changed)s cập nhật, %(unchanged)s đã có, "
        "%(refused)s bị từ chối.",
        lines=tally.lines,
        taken=tally.taken,
        changed=tally.changed,
        unchanged=tally.unchanged,
        refused=tally.refused,
    )
    if tally.refused:
        said += " " + _("Tệp kèm theo ghi từng dòng bị từ chối và lý do.")
    unknown = [code for code, _times in tally.unknown_procedures.most_common(_MOST_NAMED)]
    if unknown:
        said += " " + _("Thủ tục chưa có trong danh mục: %(codes)s.", codes=", ".join(unknown))
    if unread:
        named = ", ".join(unread[:_MOST_NAMED])
        said += " " + _("Cột không dùng đến: %(columns)s.", columns=named)
    return said[:400]
