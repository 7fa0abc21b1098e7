"""The kiosk's page, its service worker and its manifest: what a tablet needs once.

All of it is the same for everybody: no cookie, no word of the visitor's. After the
first visit the tablet opens the page from its own store, whether we answer or not.
"""

import json

from flask import Blueprint, Flask, Response, abort, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirect

from survey.access.guard import public
from survey.compression import reads_gzip
from survey.i18n import choose_locale
from survey.kiosk.shell import KINDS, shell
from survey.places import codes

pages = Blueprint("kiosk", __name__)

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "media-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
    "form-action 'none'; frame-ancestors 'none'; base-uri 'none'"
)
_ONE_YEAR = "public, max-age=31536000, immutable"
_TEAL = "#0b5351"


def init_app(app: Flask) -> None:
    """Let tablets in."""
    app.register_blueprint(pages)


@pages.get("/kiosk/")
@public
def begin() -> Response:
    """Show the page that a tablet keeps."""
    return _sent(_page(), "text/html; charset=utf-8")


@pages.get("/kiosk/worker.js")
@public
def worker() -> Response:
    """Send the service worker, told which files make this version."""
    now = shell()
    told = {"digest": now.digest, "files": now.expected(_page())}
    body = f"const SHELL = {json.dumps(told, indent=0)};\n".encode() + now.worker
    return _sent(body, KINDS[".js"])


@pages.get("/kiosk/app/<digest>/<name>")
@public
def file(digest: str, name: str) -> Response:
    """Send one file of the version that is asked for, or none."""
    now = shell()
    if digest != now.digest or name not in now.files:
        abort(404)
    kind = KINDS["." + name.rsplit(".", 1)[-1]]
    if not reads_gzip(request.headers.get("Accept-Encoding", "")):
        return _sent(now.files[name], kind, _ONE_YEAR)
    packed = _sent(now.packed[name], kind, _ONE_YEAR)
    packed.headers["Content-Encoding"] = "gzip"
    return packed


@pages.get("/kiosk/manifest.webmanifest")
@public
def manifest() -> Response:
    """Say how the page is called and shown when it is installed."""
    choose_locale("vi")
    body = json.dumps(_installed(), ensure_ascii=False).encode()
    return _sent(body, "application/manifest+json; charset=utf-8")


@pages.get("/kiosk/<code>")
@public
def ask(code: str) -> Redirect:
    """Lead whoever has typed a counter's code here to that counter's own page."""
    return redirect(f"/q/{codes.normal(code) or code}")


def _installed() -> dict[str, object]:
    return {
        "id": "/kiosk/",
        "name": _("Lắng Nghe: máy đánh giá"),
        "short_name": _("Máy đánh giá"),
        "description": _("Người dân đánh giá tại quầy, kể cả khi mất mạng."),
        "lang": "vi",
        "start_url": "/kiosk/",
        "scope": "/kiosk/",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": _TEAL,
        "icons": [{"src": shell().address("icon.svg"), "type": "image/svg+xml", "sizes": "any"}],
    }


def _page() -> bytes:
    choose_locale("vi")
    return render_template("kiosk/app.html", app_file=shell().address).encode()


def _sent(body: bytes, kind: str, kept: str = "no-cache") -> Response:
    sent = Response(body, content_type=kind)
    sent.headers["Content-Security-Policy"] = _POLICY
    sent.headers["Cache-Control"] = kept
    sent.headers["Vary"] = "Accept-Encoding"
    return sent
