"""How a citizen's page is dressed and sent: everything in one response.

The style sheet is inlined and allowed by its hash, as is the one script, which shows
follow-ups at once (nothing needs it). There is no cookie, and the page says that nobody
may keep a copy: it carries a Visit that is one person's own.
"""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import Response, render_template, request
from markupsafe import Markup

from forms import showing
from survey.compression import reads_gzip
from survey.mould import Mould

_SHEET = Path(__file__).resolve().parent / "static" / "citizen.css"


@cache
def style() -> Markup:
    """Return the style sheet of a citizen's page: the ballot's and what is around it."""
    around = re.sub(r"/\*.*?\*/", "", _SHEET.read_text(), flags=re.DOTALL)
    # Our own files; nobody else's text gets in here.
    return showing.style() + Markup(around.replace("\n", ""))


@cache
def policy() -> str:
    """Return the content security policy that allows exactly that style sheet and script."""
    return (
        f"default-src 'none'; style-src {_hashed(style())}; "
        f"script-src {_hashed(showing.script())}; img-src data:; media-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    )


def _hashed(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def page(template: str, status: int = 200, **context: object) -> Response:
    """Render a citizen's page."""
    return sent(render_template(template, style=style(), **context), status)


def sent(html: str, status: int = 200) -> Response:
    """Send a citizen's page that is rendered already."""
    return Response(html, status, _headers())


def poured(mould: Mould, word: str) -> Response:
    """Send the page of `mould` with `word` in it, compressed for whoever can read that."""
    if not reads_gzip(request.headers.get("Accept-Encoding", "")):
        return Response(mould.plain(word), 200, _headers())
    packed = Response(mould.packed(word), 200, _headers())
    packed.headers["Content-Encoding"] = "gzip"
    return packed


@cache
def _headers() -> tuple[tuple[str, str], ...]:
    return (
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Security-Policy", policy()),
        ("Referrer-Policy", "no-referrer"),
        ("Cache-Control", "no-store"),
        ("Vary", "Accept-Language, Accept-Encoding"),
    )
