"""The pages of printing: choose a form and whose counters, and get one PDF."""

from flask import Blueprint, Flask, Response, abort, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from survey import navigation
from survey.access.choices import units_to_choose
from survey.access.guard import actor, guarded, reach
from survey.access.permissions import Permission
from survey.clock import today
from survey.db import session
from survey.diary.writing import note
from survey.jobs import queue, registry
from survey.jobs.pages import STATE_NAMES
from survey.places.counters import find_counter
from survey.places.reading import unit_name
from survey.posters import job, pages_branding
from survey.posters.branding import branding_of
from survey.posters.choosing import MOST, MOST_AT_ONCE, number_below, open_below, placed
from survey.posters.faces import sample
from survey.posters.forms import SHEETS, Form
from survey.posters.inputs import FORM_HINTS, FORM_NAMES, PrintForm
from survey.posters.printing import Placed, preview, sheets

pages = Blueprint("posters", __name__, url_prefix="/manage")


def init_app(app: Flask) -> None:
    """Give `app` the pages, the job and their place in the menu."""
    app.register_blueprint(pages)
    pages_branding.init_app(app)
    may = Permission.KEEP_COUNTERS
    registry.register(app, job.KIND, job.run, name=lazy_gettext("In ấn"), permission=may)
    app.jinja_env.globals["print_forms"] = FORM_NAMES
    navigation.add(
        app,
        navigation.Entry(
            45, lazy_gettext("In ấn"), "posters.choose_print", Permission.KEEP_COUNTERS
        ),
    )


@pages.get("/posters")
@guarded(Permission.KEEP_COUNTERS)
def choose_print() -> ResponseReturnValue:
    """Show the forms there are."""
    return _chooser(_form())


@pages.post("/posters")
@guarded(Permission.KEEP_COUNTERS)
def print_many() -> ResponseReturnValue:
    """Print for a unit and all below it: at once when it is little, else as a job."""
    form = _form()
    if not form.validate_on_submit():
        return _chooser(form, 422)
    number = number_below(session(), form.unit_id.data)
    if number == 0 or number > MOST:
        return _chooser(form, 422, nothing=number == 0, too_many=number)
    if number <= MOST_AT_ONCE:
        return _printed_below(Form(form.form.data), form.unit_id.data)
    return redirect(url_for("jobs.show_job", job_id=_asked(form)))


@pages.get("/posters/<form>/<code>.pdf")
@guarded(Permission.KEEP_COUNTERS)
def print_one(form: str, code: str) -> ResponseReturnValue:
    """Print one form of one counter."""
    known, one = _known(form), _placed(code)
    return _file(sheets(known, [one]), f"{SHEETS[known].filename}-{one[0].code}.pdf")


@pages.get("/counters/<code>/poster.pdf")
@guarded(Permission.KEEP_COUNTERS)
def print_stand(code: str) -> ResponseReturnValue:
    """Print the sheet for the desk, under the address it had first."""
    return print_one(Form.STAND.value, code)


@pages.get("/posters/<form>.png")
@guarded(Permission.KEEP_COUNTERS)
def show_sample(form: str) -> ResponseReturnValue:
    """Return a small picture of a form in the look of the actor's unit."""
    known, unit_id = _known(form), actor().unit_id
    name = unit_name(session(), unit_id) or ""
    one = (sample(name, _public_url()), branding_of(session(), unit_id))
    return Response(preview(known, one), mimetype="image/png")


def _form() -> PrintForm:
    form = PrintForm()
    form.offer(units_to_choose(session(), actor().unit_id, today()))
    return form


def _chooser(form: PrintForm, status: int = 200, **told: object) -> ResponseReturnValue:
    told |= {"names": FORM_NAMES, "hints": FORM_HINTS, "state_names": STATE_NAMES}
    told |= {"most": MOST, "at_once": MOST_AT_ONCE}
    may_dress = Permission.SET_BRANDING in actor().permissions
    lately = queue.recent(session(), actor().account_id, job.KIND)
    page = render_template(
        "posters/choose.html", form=form, may_dress=may_dress, jobs=lately[:5], **told
    )
    return page, status


def _printed_below(form: Form, unit_id: int) -> Response:
    found = placed(session(), open_below(session(), unit_id), _public_url())
    return _file(sheets(form, found), job.filename(form, unit_name(session(), unit_id) or ""))


def _asked(form: PrintForm) -> int:
    unit_id = form.unit_id.data
    name = unit_name(session(), unit_id) or ""
    asked = {"form": form.form.data, "unit_id": unit_id, "name": name}
    put = queue.put(session(), job.KIND, asked, unit_id, actor().account_id)
    note(session(), "posters.asked", name, actor().account_id, unit=unit_id, form=form.form.data)
    session().commit()
    return put.id


def _known(form: str) -> Form:
    try:
        return Form(form)
    except ValueError:
        abort(404)


def _placed(code: str) -> Placed:
    counter = find_counter(session(), code)
    if counter is None or counter.closed_on is not None:
        abort(404)
    reach(counter.unit_id)
    return placed(session(), [counter], _public_url())[0]


def _public_url() -> str:
    return str(current_app.extensions["settings"].public_url)


def _file(content: bytes, name: str) -> Response:
    response = Response(content, mimetype="application/pdf")
    # Shown in the browser, kept under this name when somebody saves it.
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response
