"""A citizen's pages: the questionnaire behind a code, the thanks, and the receipt.

A whole rating is two exchanges, GET and POST, with no redirect, cookie or script.
Paths are the same in capitals: an address in capitals makes a smaller QR code.
"""

from collections.abc import Callable
from dataclasses import replace

from flask import Blueprint, Flask, Response, redirect, request, url_for
from sqlalchemy.exc import OperationalError, TimeoutError
from werkzeug.wrappers import Response as Redirect

from survey import clock, db, dress
from survey.access.guard import public
from survey.accounts.presence import is_staff_browser
from survey.answering import asking, audio, keeping, lost, refusals, taking
from survey.answering.asking import Occasion
from survey.answering.doors import SEEN, Door, find_slip, glance
from survey.answering.fuse import Budgets, Fuse
from survey.answering.hearing import heard
from survey.dossiers import codes as slip_codes
from survey.i18n import choose_locale
from survey.languages import preferred
from survey.places import codes
from survey.places.reading import unit_name
from survey.responses.reading import by_receipt
from survey.responses.together import NotWritten, Tray
from survey.settings import Settings

LONGEST_TYPED = 40

pages = Blueprint("answering", __name__)


def init_app(app: Flask) -> None:
    """Open the citizens' doors of `app`."""
    app.extensions[SEEN] = {}
    app.extensions[keeping.TRAY] = Tray(app.extensions["engine"])
    settings: Settings = app.extensions["settings"]
    app.extensions[keeping.FUSE] = Fuse(Budgets().among(settings.workers))
    app.register_blueprint(pages)
    app.register_blueprint(audio.pages)


@pages.get("/q/<code>")
@pages.get("/Q/<code>")
@public
def ask(code: str) -> Response:
    """Show the questionnaire of a counter."""
    door = glance(codes.normal(code), clock.today())
    return _asked(door) if door else lost.mistyped(code)


@pages.post("/q/<code>")
@pages.post("/Q/<code>")
@public
def answer(code: str) -> Response:
    """Keep what a citizen answered and thank them."""
    return _answered(lambda: glance(codes.normal(code), clock.today()), lambda: lost.mistyped(code))


@pages.get("/t/<code>")
@pages.get("/T/<code>")
@public
def ask_by_slip(code: str) -> Response:
    """Show the questionnaire to whoever holds a dossier's slip.

    That its code was spent is told only to whoever sends: an officer who kept a picture of
    the slip could otherwise watch for the minute in which it is rated.
    """
    door = _slip(code)
    return _asked(door) if door else lost.unknown_slip(code)


@pages.post("/t/<code>")
@pages.post("/T/<code>")
@public
def answer_by_slip(code: str) -> Response:
    """Keep what was answered about one dossier, once."""
    return _answered(lambda: _slip(code), lambda: lost.unknown_slip(code))


@pages.get("/t/")
@pages.get("/T/")
@public
def type_slip() -> Response | Redirect:
    """Lead whoever types the code of a slip to its questionnaire."""
    code = request.args.get("code", "").strip()
    if code:
        onward = redirect(url_for("answering.ask_by_slip", code=code[:LONGEST_TYPED]))
        # Its address holds the code, as does the one it leads to.
        onward.headers["Cache-Control"] = "no-store"
        onward.headers["Referrer-Policy"] = "no-referrer"
        return onward
    choose_locale(preferred())
    return lost.unknown_slip("")


@pages.get("/q/")
@pages.get("/Q/")
@public
def search() -> Response:
    """Find a counter by the words of its place, or by its code."""
    choose_locale(preferred())
    return lost.found(request.args.get("s", ""))


@pages.get("/r/<receipt>")
@pages.get("/R/<receipt>")
@public
def receipt(receipt: str) -> Response:
    """Say that a response stands in the ledger; never what it says."""
    choose_locale(preferred())
    row = by_receipt(db.session(), receipt)
    place = unit_name(db.session(), row.unit_id) if row else None
    status = 200 if row else 404
    return dress.page("answering/receipt.html", status, receipt=receipt, row=row, place=place)


def _slip(code: str) -> Door | None:
    return find_slip(db.session(), slip_codes.normal(code) or "", clock.today())


def _asked(door: Door) -> Response:
    if door.asked is None:
        choose_locale(preferred())
        return taking.closed(door)
    language = preferred(asking.questionnaire_of(door.asked).languages)
    occasion = Occasion(door, door.asked, door.channel, language)
    if is_staff_browser():
        # Said before anything is filled in; the page can still be looked at.
        return asking.again(occasion, {}, refusal=replace(refusals.of_staff(), status=200))
    return asking.fresh(occasion)


def _answered(find: Callable[[], Door | None], lose: Callable[[], Response]) -> Response:
    handed_in = heard()
    language = handed_in.fields.get("_language") or preferred()
    choose_locale(language)
    try:
        door = find()
        return taking.take(door, language, handed_in) if door else lose()
    except (OperationalError, TimeoutError, NotWritten):
        return lost.busy(handed_in)
