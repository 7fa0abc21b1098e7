"""Staff pages of the tablets: which there are, how they are, enrolling and revoking them."""

from base64 import b64encode

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
from survey.access.guard import actor, guarded, reach, units_in_reach
from survey.access.permissions import Permission
from survey.db import session, writing_session
from survey.offline import alerts, fleet, keeping, numbers, strict, words
from survey.offline.api import api
from survey.offline.enrolling import LIFE, as_written, open_enrolment
from survey.offline.inputs import ActForm, NameForm
from survey.offline.models import Device
from survey.places import qr
from survey.places.counters import find_counter
from survey.places.finding import search_counters
from survey.places.inputs import LONGEST_SEARCH
from survey.places.models import Counter
from survey.posters.branding import branding_of
from survey.posters.enrolment import card
from survey.posters.faces import face_of

MOST_OFFERED = 30

pages = Blueprint("kiosks", __name__, url_prefix="/manage/kiosks")


def init_app(app: Flask) -> None:
    """Let tablets speak to `app`, and whoever keeps them see them."""
    app.register_blueprint(api)
    app.register_blueprint(pages)
    entry = (42, lazy_gettext("Máy đánh giá"), "kiosks.list_kiosks", Permission.KEEP_COUNTERS)
    navigation.add(app, navigation.Entry(*entry))


@pages.get("")
@guarded(Permission.KEEP_COUNTERS)
def list_kiosks() -> ResponseReturnValue:
    """Show the tablets in reach, those that need a look first."""
    revoked_too = "revoked" in request.args
    found = fleet.kiosks(session(), units_in_reach(), revoked_too=revoked_too)
    told = {"fleet": found, "counts": fleet.tallied(found), "revoked_too": revoked_too}
    return render_template("offline/list.html", words=words, **told)


@pages.get("/new")
@guarded(Permission.KEEP_COUNTERS)
def choose_counter() -> ResponseReturnValue:
    """Find the counter a tablet is for."""
    asked = request.args.get("words", "")[:LONGEST_SEARCH]
    desks = search_counters(session(), asked, MOST_OFFERED + 1, within=units_in_reach())
    return render_template("offline/new.html", words=asked, desks=desks, most=MOST_OFFERED)


@pages.post("/new/<code>")
@guarded(Permission.KEEP_COUNTERS)
def open_door(code: str) -> ResponseReturnValue:
    """Show, once, the QR and the PIN that let a tablet in."""
    counter = _counter(code)
    secret = open_enrolment(writing_session(), counter, actor().account_id)
    session().commit()
    picture = b64encode(qr.svg(_address(secret.code))).decode()
    told = {"counter": counter, "secret": secret, "picture": picture, "life": LIFE.seconds // 60}
    return render_template("offline/enrolment.html", address=_address(secret.code), **told)


@pages.post("/new/<code>/card.pdf")
@guarded(Permission.KEEP_COUNTERS)
def print_card(code: str) -> ResponseReturnValue:
    """Return the card with the QR that is on the screen; the PIN is not on it."""
    counter = _counter(code)
    face = face_of(session(), counter, _public_url())
    enrolment = as_written(request.form.get("enrolment", ""))[:16]
    printed = card(face, _address(enrolment), branding_of(session(), counter.unit_id))
    sent = Response(printed, mimetype="application/pdf")
    sent.headers["Content-Disposition"] = f'inline; filename="dang-ky-{counter.code}.pdf"'
    return sent


@pages.get("/<device_id>")
@guarded(Permission.KEEP_COUNTERS)
def show_kiosk(device_id: str) -> ResponseReturnValue:
    """Show one tablet: how it stands and what happened to it."""
    return _shown(_kiosk(device_id), NameForm())


@pages.post("/<device_id>/name")
@guarded(Permission.KEEP_COUNTERS)
def rename_kiosk(device_id: str) -> ResponseReturnValue:
    """Call a tablet by another name."""
    kiosk, form = _kiosk(device_id), NameForm()
    if not form.validate_on_submit():
        return _shown(kiosk, form), 422
    keeping.rename(session(), kiosk.device, form.name.data, actor().account_id)
    session().commit()
    flash(_("Đã đổi tên máy thành %(name)s.", name=form.name.data), "done")
    return redirect(url_for("kiosks.show_kiosk", device_id=device_id))


@pages.route("/<device_id>/revoke", methods=["GET", "POST"])
@guarded(Permission.KEEP_COUNTERS)
def revoke_kiosk(device_id: str) -> ResponseReturnValue:
    """Revoke a tablet, after asking once."""
    kiosk, form = _kiosk(device_id), ActForm()
    if not kiosk.is_revoked and not form.validate_on_submit():
        return render_template("offline/revoke.html", form=form, kiosk=kiosk)
    if not kiosk.is_revoked:
        keeping.revoke(session(), _locked(device_id), actor().account_id)
        session().commit()
        flash(_("Đã thu hồi %(name)s.", name=kiosk.device.name), "done")
    return redirect(url_for("kiosks.show_kiosk", device_id=device_id))


def _shown(kiosk: fleet.Kiosk, form: NameForm) -> str:
    if not form.is_submitted():
        form.name.data = kiosk.device.name
    told = {
        "beside": fleet.beside(session(), kiosk.device.id),
        "events": fleet.events(session(), kiosk.device.id),
        "gaps": numbers.gaps(kiosk.ranges)[:20],
        "farthest_clock": alerts.FARTHEST_CLOCK,
    }
    return render_template("offline/show.html", kiosk=kiosk, form=form, words=words, **told)


def _kiosk(device_id: str) -> fleet.Kiosk:
    # What cannot be one is not looked up: PostgreSQL takes no NUL, for one.
    found = fleet.kiosk(session(), device_id) if strict.hexadecimal(device_id, 32) else None
    if found is None:
        abort(404)
    reach(found.counter.unit_id)
    return found


def _locked(device_id: str) -> Device:
    return session().get_one(Device, device_id, with_for_update=True, populate_existing=True)


def _counter(code: str) -> Counter:
    found = find_counter(session(), code)
    if found is None or found.closed_on is not None:
        abort(404)
    reach(found.unit_id)
    return found


def _address(code: str) -> str:
    return enrolment_address(_public_url(), code)


def enrolment_address(public_url: str, code: str) -> str:
    """Return what a tablet opens to be let in; what follows the # is never sent to anybody."""
    return f"{public_url}/kiosk/#e={code}"


def _public_url() -> str:
    return str(current_app.extensions["settings"].public_url)
