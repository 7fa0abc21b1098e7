"""The interviewer's page, its service worker and its manifest: what a tablet needs once.

What it sends and is told comes and goes at `survey.fieldwork.api`; here is only what is
the same for every tablet. The page may ask the tablet where it stands, which no other
page of ours may; it does so when its campaign asks for it and the person asked agrees.
"""

from flask import Blueprint, Flask, Response
from flask_babel import gettext as _

from survey.access.guard import public
from survey.i18n import choose_locale
from survey.kiosk.sending import file_at, manifest_at, page_at, worker_at
from survey.kiosk.shell import INTERVIEW

pages = Blueprint("tablet", __name__)
_MAY = "camera=(), geolocation=(self), microphone=(), payment=(), usb=()"


def init_app(app: Flask) -> None:
    """Let interviewers' tablets in."""
    app.register_blueprint(pages)


@pages.get("/interview/")
@public
def begin() -> Response:
    """Show the page that a tablet keeps."""
    page = page_at(INTERVIEW)
    page.headers["Permissions-Policy"] = _MAY
    return page


@pages.get("/interview/worker.js")
@public
def worker() -> Response:
    """Send the service worker, told which files make this version."""
    return worker_at(INTERVIEW)


@pages.get("/interview/app/<digest>/<name>")
@public
def file(digest: str, name: str) -> Response:
    """Send one file of the version that is asked for, or none."""
    return file_at(INTERVIEW, digest, name)


@pages.get("/interview/manifest.webmanifest")
@public
def manifest() -> Response:
    """Say how the page is called and shown when it is installed."""
    choose_locale("vi")
    return manifest_at(
        INTERVIEW,
        {
            "name": _("Lắng Nghe: máy phỏng vấn"),
            "short_name": _("Máy phỏng vấn"),
            "description": _("Phỏng vấn tại nhà theo mẫu đã chọn, kể cả khi mất mạng."),
        },
    )
