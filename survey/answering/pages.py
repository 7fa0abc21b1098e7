"""A citizen's pages: the questionnaire behind a code, the thanks, and the receipt.

A whole rating is two exchanges, GET and POST, with no redirect, cookie or script.
Paths are the same in capitals: an address in capitals makes a smaller QR code.
"""

from flask import Blueprint, Flask, Response, request
from sqlalchemy.exc import OperationalError, TimeoutError
from werkzeug.exceptions import ClientDisconnected

from survey import clock, db, dress
from survey.access.guard import public
from survey.answering import asking, audio, lost, submission, taking
from survey.answering.asking import Occasion
from survey.answering.doors import SEEN, glance
from survey.i18n import choose_locale
from survey.languages import preferred
from survey.places import codes
from survey.places.reading import unit_name
from survey.responses.reading import by_receipt
from survey.responses.together import NotWritten, Tray

pages = Blueprint("answering", __name__)


def init_app(app: Flask) -> None:
    """Open the citizens' doors of `app`."""
    app.extensions[SEEN] = {}
    app.extensions[taking.TRAY] = Tray(app.extensions["engine"])
    app.register_blueprint(pages)
    app.register_blueprint(audio.pages)


@pages.get("/q/<code>")
@pages.get("/Q/<code>")
@public
def ask(code: str) -> Response:
    """Show the questionnaire of a counter."""
    return open_door(code, "qr")


def open_door(code: str, channel: str) -> Response:
    """Show what is asked at the counter with `code` to whoever came by `channel`."""
    door = glance(codes.normal(code), clock.today())
    if door is None:
        return lost.mistyped(code)
    if door.asked is None:
        choose_locale(preferred())
        return taking.closed(door)
    language = preferred(asking.questionnaire_of(door.asked).languages)
    return asking.fresh(Occasion(door, door.asked, channel, language))


@pages.post("/q/<code>")
@pages.post("/Q/<code>")
@public
def answer(code: str) -> Response:
    """Keep what a citizen answered and thank them."""
    handed_in = _submission()
    language = handed_in.fields.get("_language") or preferred()
    choose_locale(language)
    try:
        door = glance(codes.normal(code), clock.today())
        if door is None:
            return lost.mistyped(code)
        return taking.take(door, language, handed_in)
    except (OperationalError, TimeoutError, NotWritten):
        return lost.busy(handed_in)


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


def _submission() -> submission.Submission:
    request.max_content_length = submission.HEARD_OUT
    stream = request.stream
    body = stream.read(submission.LARGEST + 1)
    while stream.read(submission.LARGEST):
        pass  # hear it out, or the answer would be cut off before it is read
    if len(body) < min(request.content_length or 0, submission.LARGEST):
        raise ClientDisconnected  # half a form is nobody's answer; the whole one comes again
    return submission.read(body, request.content_type or "", request.content_length)
