"""The staff page on which a scanner's file is handed in."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask import session as browser_session
from flask.typing import ResponseReturnValue

from survey.access.guard import actor, guarded
from survey.access.permissions import Permission
from survey.db import session
from survey.jobs import queue
from survey.jobs.work import folder_of
from survey.paper.inputs import ScanForm
from survey.paper.scanning import SCANS, SHEET
from survey.sheets import LARGEST

_ROOM_FOR_THE_FORM = 1_000_000

pages = Blueprint("paper_scans", __name__, url_prefix="/manage/paper")


@pages.url_value_preprocessor
def _make_room(endpoint: str | None, _values: object) -> None:
    # Only for whoever has signed in: a stranger is not to fill the disk.
    if endpoint == "paper_scans.hand_in" and "_user_id" in browser_session:
        request.max_content_length = LARGEST + _ROOM_FOR_THE_FORM


@pages.get("/scans")
@guarded(Permission.SUPERVISE)
def choose_file() -> ResponseReturnValue:
    """Ask for a file, and say what it holds."""
    return render_template("paper/scans.html", form=ScanForm())


@pages.post("/scans")
@guarded(Permission.SUPERVISE)
def hand_in() -> ResponseReturnValue:
    """Put a file in the queue, and lead to how far it has come."""
    form = ScanForm()
    if not form.validate():
        return render_template("paper/scans.html", form=form), 422
    name = "".join(sign for sign in form.sheet.data.filename if sign.isprintable())
    asked = {"name": name.rpartition("/")[2][-100:]}
    job = queue.put(session(), SCANS, asked, actor().unit_id, actor().account_id)
    form.sheet.data.save(folder_of(job.id) / SHEET)
    session().commit()
    return redirect(url_for("jobs.show_job", job_id=job.id))
