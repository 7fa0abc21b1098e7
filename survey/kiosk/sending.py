"""How a tablet's page, its worker, its files and its manifest are sent.

All of it is the same for everybody: no cookie, no word of the visitor's. After the
first visit the tablet opens the page from its own store, whether we answer or not.
"""

import json
from collections.abc import Mapping

from flask import Response, abort, render_template, request

from survey.compression import reads_gzip
from survey.i18n import choose_locale
from survey.kiosk.shell import KINDS, Place, shell

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "media-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
    "form-action 'none'; frame-ancestors 'none'; base-uri 'none'"
)
_ONE_YEAR = "public, max-age=31536000, immutable"
_TEAL = "#0b5351"


def page_at(place: Place) -> Response:
    """Return the page that a tablet keeps."""
    return _sent(_page(place), "text/html; charset=utf-8")


def worker_at(place: Place) -> Response:
    """Return the service worker, told which files make this version."""
    now = shell(place)
    told = {"base": now.base, "digest": now.digest, "files": now.expected(_page(place))}
    body = f"const SHELL = {json.dumps(told, indent=0)};\n".encode() + now.worker
    return _sent(body, KINDS[".js"])


def file_at(place: Place, digest: str, name: str) -> Response:
    """Return one file of the version that is asked for; there is none of another."""
    now = shell(place)
    if digest != now.digest or name not in now.files:
        abort(404)
    kind = KINDS["." + name.rsplit(".", 1)[-1]]
    if not reads_gzip(request.headers.get("Accept-Encoding", "")):
        return _sent(now.files[name], kind, _ONE_YEAR)
    packed = _sent(now.packed[name], kind, _ONE_YEAR)
    packed.headers["Content-Encoding"] = "gzip"
    return packed


def manifest_at(place: Place, named: Mapping[str, str]) -> Response:
    """Return how the page is `named`, and how it is shown, when it is installed."""
    here = f"{place.base}/"
    icon = shell(place).address("icon.svg")
    said = {
        "id": here,
        **named,
        "lang": "vi",
        "start_url": here,
        "scope": here,
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": _TEAL,
        "icons": [{"src": icon, "type": "image/svg+xml", "sizes": "any"}],
    }
    body = json.dumps(said, ensure_ascii=False).encode()
    return _sent(body, "application/manifest+json; charset=utf-8")


def _page(place: Place) -> bytes:
    choose_locale("vi")
    return render_template(place.template, app_file=shell(place).address).encode()


def _sent(body: bytes, kind: str, kept: str = "no-cache") -> Response:
    sent = Response(body, content_type=kind)
    sent.headers["Content-Security-Policy"] = _POLICY
    sent.headers["Cache-Control"] = kept
    sent.headers["Vary"] = "Accept-Encoding"
    return sent
