"""The kiosk's page, its service worker and its manifest: what a tablet needs once."""

from flask import Blueprint, Flask, Response, redirect
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirect

from survey.access.guard import public
from survey.i18n import choose_locale
from survey.kiosk.sending import file_at, manifest_at, page_at, worker_at
from survey.kiosk.shell import KIOSK
from survey.places import codes

pages = Blueprint("kiosk", __name__)


def init_app(app: Flask) -> None:
    """Let tablets in."""
    app.register_blueprint(pages)


@pages.get("/kiosk/")
@public
def begin() -> Response:
    """Show the page that a tablet keeps."""
    return page_at(KIOSK)


@pages.get("/kiosk/worker.js")
@public
def worker() -> Response:
    """Send the service worker, told which files make this version."""
    return worker_at(KIOSK)


@pages.get("/kiosk/app/<digest>/<name>")
@public
def file(digest: str, name: str) -> Response:
    """Send one file of the version that is asked for, or none."""
    return file_at(KIOSK, digest, name)


@pages.get("/kiosk/manifest.webmanifest")
@public
def manifest() -> Response:
    """Say how the page is called and shown when it is installed."""
    choose_locale("vi")
    return manifest_at(
        KIOSK,
        {
            "name": _("Lắng Nghe: máy đánh giá"),
            "short_name": _("Máy đánh giá"),
            "description": _("Người dân đánh giá tại quầy, kể cả khi mất mạng."),
        },
    )


@pages.get("/kiosk/<code>")
@public
def ask(code: str) -> Redirect:
    """Lead whoever has typed a counter's code here to that counter's own page."""
    return redirect(f"/q/{codes.normal(code) or code}")
