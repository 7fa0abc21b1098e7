"""Staff pages of frames: hand one in, see those there are, erase its names."""

from flask import Blueprint, Flask, abort, flash, redirect, render_template, request, url_for
from flask import session as browser_session
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from survey.access.guard import actor, guarded, units_in_reach
from survey.access.permissions import Permission
from survey.db import session, writing_session
from survey.diary.writing import note
from survey.jobs import queue
from survey.sampling import carrying, reading
from survey.sampling.erasing import erase_frame
from survey.sampling.framing import Rows
from survey.sampling.inputs import LEVEL_WORDS, FrameForm
from survey.sampling.models import Frame
from survey.sheets import LARGEST

_ROOM_FOR_THE_FORM = 1_000_000

pages = Blueprint("frames", __name__, url_prefix="/manage/frames")


def init_app(app: Flask) -> None:
    """Give `app` the pages, and the work they ask for."""
    carrying.init_app(app)
    app.register_blueprint(pages)


@pages.url_value_preprocessor
def _make_room(endpoint: str | None, _values: object) -> None:
    # Asked before anything reads the body. Only for whoever has signed in: a stranger
    # is not to fill the disk before the guard is reached.
    if endpoint == "frames.hand_in" and "_user_id" in browser_session:
        request.max_content_length = LARGEST + _ROOM_FOR_THE_FORM


@pages.get("")
@guarded(Permission.RUN_CAMPAIGNS)
def list_frames() -> ResponseReturnValue:
    """Show the frames of the actor's units."""
    frames = reading.frames_of(session(), units_in_reach())
    return render_template("sampling/frames.html", frames=frames)


@pages.get("/new")
@guarded(Permission.RUN_CAMPAIGNS)
def choose_sheet() -> ResponseReturnValue:
    """Ask for a file, and say what it holds."""
    return render_template("sampling/frame_new.html", form=FrameForm())


@pages.post("/new")
@guarded(Permission.RUN_CAMPAIGNS)
def hand_in() -> ResponseReturnValue:
    """Put a frame in the queue, and lead to how far it has come."""
    form = FrameForm()
    if not form.validate():
        return render_template("sampling/frame_new.html", form=form), 422
    job = queue.put(session(), carrying.FRAME, _asked(form), actor().unit_id, actor().account_id)
    carrying.lay_down(form.sheet.data, job.id)
    session().commit()
    return redirect(url_for("jobs.show_job", job_id=job.id))


@pages.get("/<int:frame_id>")
@guarded(Permission.RUN_CAMPAIGNS)
def show_frame(frame_id: int) -> ResponseReturnValue:
    """Show one frame: what it can be divided by, and how large its strata are."""
    frame = _in_reach(frame_id)
    rows = Rows(session(), frame.id)
    levels = rows.levels()
    told = {
        "levels": [LEVEL_WORDS[level] for level in levels[1:-1]],
        "strata": rows.counted(levels[1] if len(levels) > 2 else levels[0]),
        "draws": reading.draws_from(session(), frame.id),
    }
    return render_template("sampling/frame.html", frame=frame, **told)


@pages.post("/<int:frame_id>/erase")
@guarded(Permission.RUN_CAMPAIGNS)
def erase(frame_id: int) -> ResponseReturnValue:
    """Erase the names and addresses of a frame."""
    frame = _in_reach(frame_id)
    code = frame.code
    erase_frame(writing_session(), frame_id)
    note(session(), "frame.erased", code, actor().account_id)
    session().commit()
    flash(_("Đã xóa họ tên và địa chỉ khỏi khung mẫu."), "done")
    return redirect(url_for("frames.show_frame", frame_id=frame_id))


def _asked(form: FrameForm) -> dict[str, object]:
    source = "".join(sign for sign in form.sheet.data.filename if sign.isprintable())
    return {
        "code": form.code.data,
        "name": form.name.data.strip(),
        "source": source.rpartition("/")[2][-100:],
        "may_be_elsewhere": form.may_be_elsewhere.data,
    }


def _in_reach(frame_id: int) -> Frame:
    found = session().get(Frame, frame_id) if frame_id < 2**31 else None
    if found is None or found.imported_at is None or found.unit_id not in units_in_reach():
        abort(404)
    return found
