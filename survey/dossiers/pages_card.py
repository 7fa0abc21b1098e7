"""The card: what the province's portal shows in a frame beside a dossier's result.

No cookie, no script, and nothing remembered. It says whose service it was and that the
code works once, and opens the questionnaire in a window of its own. Whether the code
was spent it does not say: whoever frames it is not to learn that.
"""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import Blueprint, Flask, Response, render_template, request
from markupsafe import Markup

from survey import clock
from survey.access.guard import public
from survey.db import session
from survey.dossiers import codes
from survey.dossiers.opening import open_slip
from survey.i18n import choose_locale
from survey.languages import preferred
from survey.places.reading import unit_name

_SHEET = Path(__file__).resolve().parent.parent / "static" / "card.css"

pages = Blueprint("dossiers_card", __name__)


def init_app(app: Flask) -> None:
    """Give `app` the card."""
    app.register_blueprint(pages)


@pages.get("/t/<code>/card")
@pages.get("/T/<code>/card")
@public
def card(code: str) -> Response:
    """Show the card of a slip."""
    slip = open_slip(session(), code, clock.today())
    asked = request.args.get("lang", "")
    choose_locale(asked if asked in ("vi", "en") else preferred())
    html = render_template(
        "dossiers/card.html",
        style=_style(),
        code=codes.normal(code) or "",
        slip=slip,
        unit=slip and unit_name(session(), slip.unit_id),
    )
    return Response(html, 200 if slip else 404, _headers())


@cache
def _style() -> Markup:
    # Our own file; nobody else's text gets in here.
    return Markup(_SHEET.read_text(encoding="utf-8"))


@cache
def _headers() -> tuple[tuple[str, str], ...]:
    digest = b64encode(sha256(_style().encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; "
        "form-action 'none'; frame-ancestors *"
    )
    return (
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Security-Policy", policy),
        ("Referrer-Policy", "no-referrer"),
        ("Cache-Control", "no-store"),
        ("Vary", "Accept-Language, Accept-Encoding"),
    )
