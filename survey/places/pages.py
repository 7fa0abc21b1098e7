"""Staff pages of counters: find, open and close them; hand out their QR."""

from flask import (
    Blueprint,
    Flask,
    Response,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from survey import navigation
from survey.access.choices import units_to_choose
from survey.access.guard import actor, guarded, reach, units_in_reach
from survey.access.permissions import Permission
from survey.clock import today
from survey.db import session, writing_session
from survey.diary.writing import note
from survey.places import counters, qr
from survey.places.addresses import address_of, scanned_address
from survey.places.finding import search_counters
from survey.places.inputs import LONGEST_SEARCH, PURPOSE_NAMES, ClosingForm, CounterForm
from survey.places.models import Counter, Unit
from survey.places.reading import path_of

MOST_SHOWN = 300

pages = Blueprint("places", __name__, url_prefix="/manage/counters")


def init_app(app: Flask) -> None:
    """Give `app` the counters' pages and their place in the menu."""
    app.register_blueprint(pages)
    navigation.add(
        app,
        navigation.Entry(
            40, lazy_gettext("Quầy"), "places.list_counters", Permission.KEEP_COUNTERS
        ),
    )


@pages.get("")
@guarded(Permission.KEEP_COUNTERS)
def list_counters() -> ResponseReturnValue:
    """Show the counters in reach whose place or code is like what was asked."""
    words = request.args.get("words", "")[:LONGEST_SEARCH]
    closed_too = "closed" in request.args
    found = search_counters(
        session(), words, MOST_SHOWN + 1, within=units_in_reach(), closed_too=closed_too
    )
    told = {"words": words, "closed_too": closed_too, "names": PURPOSE_NAMES}
    return render_template("places/list.html", desks=found, most=MOST_SHOWN, **told)


@pages.route("/new", methods=["GET", "POST"])
@guarded(Permission.KEEP_COUNTERS)
def add_counter() -> ResponseReturnValue:
    """Open a counter and show what to print for it."""
    form = CounterForm()
    form.offer(units_to_choose(session(), actor().unit_id, today()))
    if not form.validate_on_submit():
        return render_template("places/new.html", form=form), _status(form)
    counter = _opened(form)
    flash(_("Đã mở %(name)s với mã %(code)s.", name=counter.name, code=counter.code), "done")
    return redirect(url_for("places.show_counter", code=counter.code))


@pages.get("/<code>")
@guarded(Permission.KEEP_COUNTERS)
def show_counter(code: str) -> ResponseReturnValue:
    """Show one counter, its QR and what can be done with it."""
    counter = _in_reach(code)
    told = {"address": address_of(_public_url(), counter.code), "names": PURPOSE_NAMES}
    return render_template("places/show.html", counter=counter, path=_path(counter), **told)


@pages.route("/<code>/close", methods=["GET", "POST"])
@guarded(Permission.KEEP_COUNTERS)
def close_counter(code: str) -> ResponseReturnValue:
    """Close a counter, after asking once."""
    counter = _in_reach(code)
    form = ClosingForm()
    if counter.closed_on is None and not form.validate_on_submit():
        return render_template("places/close.html", form=form, counter=counter, path=_path(counter))
    if counter.closed_on is None:
        _close(code)
        flash(_("Đã đóng %(name)s (%(code)s).", name=counter.name, code=counter.code), "done")
    return redirect(url_for("places.show_counter", code=counter.code))


@pages.get("/<code>/qr.svg")
@guarded(Permission.KEEP_COUNTERS)
def qr_svg(code: str) -> ResponseReturnValue:
    """Return the counter's QR as SVG."""
    counter = _in_reach(code)
    return _file(qr.svg(_scanned(counter)), "image/svg+xml", f"qr-{counter.code}.svg")


@pages.get("/<code>/qr.png")
@guarded(Permission.KEEP_COUNTERS)
def qr_png(code: str) -> ResponseReturnValue:
    """Return the counter's QR as PNG."""
    counter = _in_reach(code)
    return _file(qr.png(_scanned(counter)), "image/png", f"qr-{counter.code}.png")


def _opened(form: CounterForm) -> Counter:
    counter = counters.add_counter(
        writing_session(),
        form.unit_id.data,
        name=form.name.data,
        purpose=form.purpose.data,
        field=form.named_field,
        today=today(),
    )
    _note("counter.opened", counter)
    session().commit()
    return counter


def _close(code: str) -> None:
    writing_session()
    # Looked at again as a writer: somebody else may have closed it in between.
    counter = _in_reach(code)
    if counter.closed_on is None:
        counters.close_counter(session(), counter, today())
        _note("counter.closed", counter)
    session().commit()


def _note(act: str, counter: Counter) -> None:
    note(session(), act, counter.code, actor().account_id, unit=counter.unit_id)


def _in_reach(code: str) -> Counter:
    counter = counters.find_counter(session(), code)
    if counter is None:
        abort(404)
    reach(counter.unit_id)
    return counter


def _path(counter: Counter) -> list[Unit]:
    return path_of(session(), session().get_one(Unit, counter.unit_id))


def _scanned(counter: Counter) -> str:
    return scanned_address(_public_url(), counter.code)


def _public_url() -> str:
    return str(current_app.extensions["settings"].public_url)


def _file(content: bytes, mimetype: str, name: str) -> Response:
    response = Response(content, mimetype=mimetype)
    # Shown on a page as a picture, kept under this name when somebody saves it.
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def _status(form: CounterForm) -> int:
    return 422 if form.is_submitted() else 200
