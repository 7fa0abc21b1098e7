"""The kiosk: the counter's questionnaire on a tablet, starting over by itself.

The same form and the same way into the ledger as a phone's; only the channel and
the size differ. It needs the network for now.
"""

from flask import Blueprint, Flask, Response, redirect, request, url_for
from werkzeug.wrappers import Response as Redirect

from survey import dress
from survey.access.guard import public
from survey.answering.pages import open_door
from survey.i18n import choose_locale
from survey.languages import preferred
from survey.places import codes

pages = Blueprint("kiosk", __name__)


def init_app(app: Flask) -> None:
    """Let tablets in."""
    app.register_blueprint(pages)


@pages.get("/kiosk/")
@public
def begin() -> Response | Redirect:
    """Ask which counter the tablet stands at."""
    code = codes.normal(request.args.get("code", ""))
    if code:
        return redirect(url_for("kiosk.ask", code=code))
    choose_locale(preferred())
    return dress.page("kiosk/begin.html")


@pages.get("/kiosk/<code>")
@public
def ask(code: str) -> Response:
    """Show the counter's questionnaire, large."""
    return open_door(code, "kiosk")
