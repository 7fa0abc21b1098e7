"""The pages of long work: how far it has come, and the file that came of it."""

from flask import Blueprint, Flask, abort, current_app, render_template, send_file
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from survey.access.guard import actor, guarded, units_in_reach
from survey.access.permissions import Permission
from survey.db import session
from survey.jobs import queue, registry
from survey.jobs.models import Job, State
from survey.jobs.sweeping import file_of

pages = Blueprint("jobs", __name__, url_prefix="/manage/jobs")

STATE_NAMES = {
    State.WAITING: lazy_gettext("Đang chờ"),
    State.RUNNING: lazy_gettext("Đang làm"),
    State.DONE: lazy_gettext("Đã xong"),
    State.FAILED: lazy_gettext("Không làm được"),
}


def init_app(app: Flask) -> None:
    """Give `app` the pages, and the list that rooms put their kinds of job in."""
    registry.init_app(app)
    app.register_blueprint(pages)


@pages.context_processor
def _names() -> dict[str, object]:
    return {"state_names": STATE_NAMES, "name_of": name_of}


@pages.get("")
@guarded(Permission.BE_STAFF)
def list_jobs() -> ResponseReturnValue:
    """Show the long work the actor asked for lately."""
    return render_template("jobs/list.html", jobs=queue.recent(session(), actor().account_id))


@pages.get("/<int:job_id>")
@guarded(Permission.BE_STAFF)
def show_job(job_id: int) -> ResponseReturnValue:
    """Show how far a job has come."""
    job = _ours(job_id)
    is_over = job.state in (State.DONE, State.FAILED)
    file = file_of(job, current_app.extensions["settings"].var)
    size = file.stat().st_size if file else None
    return render_template("jobs/show.html", job=job, is_over=is_over, size=size)


@pages.get("/<int:job_id>/result")
@guarded(Permission.BE_STAFF)
def fetch_result(job_id: int) -> ResponseReturnValue:
    """Return the file a job made."""
    job = _ours(job_id)
    path = file_of(job, current_app.extensions["settings"].var)
    if path is None:
        abort(404)
    return send_file(path, mimetype=job.mimetype, as_attachment=True, download_name=job.filename)


def name_of(job: Job) -> object:
    """Return what people call this kind of job."""
    kind = registry.kind_of(job.kind)
    return kind.name if kind else job.kind


def _ours(job_id: int) -> Job:
    # A number longer than the column's would be an error of the database.
    fits = job_id < 2**31
    found = fits and queue.find(session(), job_id, actor().account_id, units_in_reach())
    if not found:
        abort(404)
    kind = registry.kind_of(found.kind)
    if kind is not None and kind.permission not in actor().permissions:
        abort(403)
    return found
