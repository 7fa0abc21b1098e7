"""Carrying out: a frame that was handed in, or a draw that was asked for, as a job.

The file lies in the job's own folder and is removed once it has been read; the lines that
were refused are handed back as a file, each with its reason and without what it held.
"""

import csv
import shutil
from pathlib import Path

from flask import Flask
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.datastructures import FileStorage

from survey.access.permissions import Permission
from survey.campaigns.models import Campaign
from survey.cells import safe_cell
from survey.diary.writing import note
from survey.jobs.registry import register
from survey.jobs.work import JobFailed, Work, folder_of
from survey.row import CannotRead
from survey.sampling.drawing.designs import Design
from survey.sampling.drawing.spelling import read
from survey.sampling.drawing.units import CannotDraw
from survey.sampling.drawing_up import Asked, NotNow, draw
from survey.sampling.importing import Sender, Tally, digest_of, import_rows
from survey.sampling.lines import Fault
from survey.sheets import rows_in

FRAME, DRAW = "frame", "draw"
_SHEET = "sheet"
_MOST_NAMED = 5


def init_app(app: Flask) -> None:
    """Let the workers of `app` do this room's work."""
    may = Permission.RUN_CAMPAIGNS
    register(app, FRAME, take_in, name=lazy_gettext("Nhập khung mẫu"), permission=may)
    register(app, DRAW, draw_up, name=lazy_gettext("Chọn mẫu"), permission=may)


def sheet_of(job_id: int) -> Path:
    """Return where the file of a job lies until it has been read."""
    return folder_of(job_id) / _SHEET


def lay_down(sheet: FileStorage, job_id: int) -> None:
    """Put what was uploaded where its job finds it, whole or not at all."""
    try:
        sheet.save(sheet_of(job_id))
    except OSError:
        # Half a list of names is not to lie about, and there is no job that would sweep it.
        shutil.rmtree(folder_of(job_id), ignore_errors=True)
        raise


def take_in(work: Work) -> None:
    """Take a frame in; hand back the refused lines, and remove the file."""
    sheet = sheet_of(work.job_id)
    refused = work.folder / f"refused-{work.attempt}.csv"
    with refused.open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.writer(file)
        lines.writerow([_("Dòng"), _("Cột"), _("Lý do")])

        def write(fault: Fault) -> None:
            lines.writerow([fault.line, safe_cell(fault.column), safe_cell(fault.words)])

        size, name = sheet.stat().st_size, str(work.asked["source"])
        rows = rows_in(sheet, name, lambda read: work.progress(read, size))
        try:
            tally = import_rows(work.session(), rows, _sender(work, sheet), write)
        except CannotRead as reason:
            sheet.unlink()
            raise JobFailed(str(reason)) from reason
    note(
        work.session(), "frame.imported", str(work.asked["code"]), work.account_id,
        taken=tally.taken, refused=tally.refused,
    )  # fmt: skip
    work.session().commit()
    work.say(summary(tally))
    if tally.refused:
        work.result(refused, "dong-bi-tu-choi.csv", "text/csv")
    else:
        refused.unlink()
    # It names people, and perhaps says more that nobody asked for.
    sheet.unlink()


def draw_up(work: Work) -> None:
    """Draw a campaign's sample as it was asked for."""
    session, asked = work.session(), work.asked
    design = read(str(asked["design"]))
    campaign = session.get(Campaign, int(asked["campaign_id"]))
    if campaign is None or not isinstance(design, Design):
        raise JobFailed(_("Thiết kế mẫu không đọc được. Xin lập lại."))
    wanted = Asked(
        frame_id=int(asked["frame_id"]),
        design=design,
        seed=str(asked["seed"]),
        reason=str(asked["reason"]),
        account_id=work.account_id,
    )
    try:
        kept = draw(session, campaign, wanted)
    except (NotNow, CannotDraw) as why:
        session.rollback()
        raise JobFailed(str(why)[:400]) from why
    told = _("Đã chọn %(cases)s trường hợp. Trang chọn mẫu của đợt có biên bản.", cases=kept.cases)
    session.commit()
    work.say(told)


def summary(tally: Tally) -> str:
    """Return in a few sentences what became of a frame's lines."""
    said = _(
        "%(lines)s dòng: %(taken)s được nhận, %(refused)s bị từ chối.",
        lines=tally.lines,
        taken=tally.taken,
        refused=tally.refused,
    )
    if tally.refused:
        said += " " + _("Tệp kèm theo ghi từng dòng bị từ chối và lý do.")
    if tally.frame_id is None:
        said += " " + _("Không dòng nào dùng được, nên chưa có khung mẫu.")
    elif tally.refused:
        said += " " + _("Người ở dòng bị từ chối sẽ không bao giờ được chọn.")
    if tally.unread:
        named = ", ".join(tally.unread[:_MOST_NAMED])
        said += " " + _("Cột không dùng đến: %(columns)s.", columns=named)
    return said[:400]


def _sender(work: Work, sheet: Path) -> Sender:
    asked = work.asked
    return Sender(
        code=str(asked["code"]),
        name=str(asked["name"]),
        source=str(asked["source"]),
        digest=digest_of(sheet),
        unit_id=work.unit_id,
        account_id=work.account_id,
        may_be_elsewhere=bool(asked["may_be_elsewhere"]),
    )
