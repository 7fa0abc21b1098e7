"""Staff pages of dossiers: hand a sheet in, see what was handled, find or print slips."""

from datetime import date

from flask import Blueprint, Flask, abort, flash, redirect, render_template, request, url_for
from flask import session as browser_session
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from survey import navigation
from survey.access.guard import actor, guarded, units_in_reach
from survey.access.permissions import Permission
from survey.clock import today
from survey.db import session
from survey.dossiers import carrying, codes, reading, slips
from survey.dossiers.facts import last_day
from survey.dossiers.inputs import KIND_NAMES, DayForm, FindingForm, SheetForm
from survey.dossiers.keyring import KeyGone
from survey.dossiers.models import Dossier
from survey.dossiers.opening import code_of
from survey.dossiers.showing import file_of, public_url
from survey.jobs import queue
from survey.places.reading import unit_name
from survey.sheets import LARGEST

MOST_UNITS = 20
_ROOM_FOR_THE_FORM = 1_000_000

pages = Blueprint("dossiers", __name__, url_prefix="/manage/dossiers")


def init_app(app: Flask) -> None:
    """Give `app` the pages, their place in the menu, and the work they ask for."""
    carrying.init_app(app)
    app.register_blueprint(pages)
    label = lazy_gettext("Hồ sơ")
    navigation.add(app, navigation.Entry(45, label, "dossiers.overview", Permission.KEEP_DOSSIERS))


@pages.url_value_preprocessor
def _make_room(endpoint: str | None, _values: object) -> None:
    # Asked before anything reads the body. Only for whoever has signed in: a stranger
    # is not to fill the disk before the guard is reached.
    if endpoint == "dossiers.hand_in" and "_user_id" in browser_session:
        request.max_content_length = LARGEST + _ROOM_FOR_THE_FORM


@pages.get("")
@guarded(Permission.KEEP_DOSSIERS)
def overview() -> ResponseReturnValue:
    """Show what was handled month by month, and by each unit in one month."""
    units = units_in_reach()
    months = reading.by_month(session(), units)
    month = _month(request.args.get("month", ""), [line.month for line in months])
    told = {
        "months": months,
        "month": month,
        "units": reading.by_unit(session(), units, month) if month else [],
        "imports": reading.recent_imports(session(), units),
        "most": None if "all" in request.args else MOST_UNITS,
    }
    return render_template("dossiers/overview.html", **told)


@pages.post("/sheets")
@guarded(Permission.KEEP_DOSSIERS)
def hand_in() -> ResponseReturnValue:
    """Put a sheet in the queue, and lead to how far it has come."""
    form = SheetForm()
    if not form.validate():
        return render_template("dossiers/sheet.html", sheet=form), 422
    name = "".join(sign for sign in form.sheet.data.filename if sign.isprintable())
    name = name.rpartition("/")[2][-100:]
    job = queue.put(session(), carrying.IMPORT, {"name": name}, actor().unit_id, actor().account_id)
    carrying.lay_down(form.sheet.data, job.id)
    session().commit()
    return redirect(url_for("jobs.show_job", job_id=job.id))


@pages.get("/sheets")
@guarded(Permission.KEEP_DOSSIERS)
def choose_sheet() -> ResponseReturnValue:
    """Ask for a sheet, and say what it holds."""
    return render_template("dossiers/sheet.html", sheet=SheetForm())


@pages.route("/find", methods=["GET", "POST"])
@guarded(Permission.KEEP_DOSSIERS)
def find() -> ResponseReturnValue:
    """Find a dossier by its code, which stays out of every address."""
    form = FindingForm()
    if not form.validate_on_submit():
        return render_template("dossiers/find.html", finding=form), _status(form)
    dossier = reading.dossier_by_code(session(), form.code.data)
    if dossier is None or dossier.unit_id not in units_in_reach():
        flash(_("Không có hồ sơ mang mã này trong các đơn vị của Ông/Bà."), "wrong")
        return render_template("dossiers/find.html", finding=form), 404
    return redirect(url_for("dossiers.show", number=dossier.id))


@pages.get("/<int:number>")
@guarded(Permission.KEEP_DOSSIERS)
def show(number: int) -> ResponseReturnValue:
    """Show one dossier and its slips."""
    dossier = _in_reach(number)
    last = last_day(dossier.received_on, dossier.done_on)
    told = {
        "unit": unit_name(session(), dossier.unit_id),
        "last": last,
        "code": None if today() > last else _code(dossier),
        "address": slips.typed_address(public_url()),
        "kinds": KIND_NAMES,
    }
    return render_template("dossiers/show.html", dossier=dossier, **told)


@pages.get("/<int:number>/slip.<ending>")
@guarded(Permission.KEEP_DOSSIERS)
def slip(number: int, ending: str) -> ResponseReturnValue:
    """Return the slip of a dossier as a picture or a print."""
    try:
        return file_of(session(), _in_reach(number), request.args.get("kind", ""), ending)
    except (KeyGone, LookupError):
        abort(404)


@pages.route("/slips", methods=["GET", "POST"])
@guarded(Permission.KEEP_DOSSIERS)
def print_day() -> ResponseReturnValue:
    """Put the print of a day's slips in the queue."""
    form = DayForm(data={"day": today()})
    if not form.validate_on_submit():
        return render_template("dossiers/slips.html", form=form), _status(form)
    asked = {"day": form.day.data.isoformat(), "kind": form.kind.data}
    job = queue.put(session(), carrying.SLIPS, asked, actor().unit_id, actor().account_id)
    session().commit()
    return redirect(url_for("jobs.show_job", job_id=job.id))


def _in_reach(number: int) -> Dossier:
    found = session().get(Dossier, number) if number < 2**31 else None
    if found is None or found.unit_id not in units_in_reach():
        abort(404)
    return found


def _code(dossier: Dossier) -> str | None:
    try:
        return codes.printed(code_of(dossier))
    except KeyGone:
        return None


def _month(asked: str, there: list[date]) -> date | None:
    chosen = next((month for month in there if f"{month:%Y-%m}" == asked), None)
    return chosen or next(iter(there), None)


def _status(form: FindingForm | DayForm) -> int:
    return 422 if form.is_submitted() else 200
