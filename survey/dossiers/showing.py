"""A slip as a file to send: its QR as SVG or PNG, or the whole strip as PDF."""

from flask import Response, current_app
from sqlalchemy.orm import Session

from survey.dossiers import slips
from survey.dossiers.models import Dossier
from survey.dossiers.opening import code_of
from survey.places import qr
from survey.places.reading import unit_name
from survey.posters.branding import branding_of

_MIMETYPES = {"svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf"}


def file_of(session: Session, dossier: Dossier, kind: str, ending: str) -> Response:
    """Return the slip; LookupError for a kind or an ending there is none of."""
    content = content_of(session, dossier, kind, ending)
    response = Response(content, mimetype=_MIMETYPES[ending])
    # Named after nothing: whoever finds it in a downloads folder learns no dossier.
    response.headers["Content-Disposition"] = f'inline; filename="phieu-danh-gia.{ending}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def content_of(session: Session, dossier: Dossier, kind: str, ending: str) -> bytes:
    """Return the bytes of the slip; LookupError for a kind or an ending there is none of."""
    kind = kind or ("result" if dossier.done_on else "receipt")
    address = slips.scanned_address(public_url(), code_of(dossier))
    if kind not in slips.KINDS or ending not in _MIMETYPES:
        raise LookupError(kind, ending)
    if ending == "svg":
        return qr.svg(address)
    if ending == "png":
        return qr.png(address)
    unit = unit_name(session, dossier.unit_id) or ""
    face = slips.face_of(dossier, unit, kind, public_url())
    return slips.strip(face, branding_of(session, dossier.unit_id))


def public_url() -> str:
    """Return where citizens reach us."""
    return str(current_app.extensions["settings"].public_url)
