"""The one-stop system's door: hands dossiers in, and asks for their slips.

A key in the Authorization header says for which units; no cookie is looked at. The same
call twice changes nothing. Every refusal is JSON with a sentence, see docs/dossiers.md.
"""

from collections.abc import Sequence

from flask import Blueprint, Flask, Response, current_app, jsonify, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import OperationalError, TimeoutError
from werkzeug.exceptions import HTTPException

from survey import clock
from survey.access import paths
from survey.access.guard import public
from survey.db import session
from survey.dossiers import codes, facts, keys, slips
from survey.dossiers.headings import NAMES
from survey.dossiers.importing import Sender, import_rows
from survey.dossiers.keyring import KeyGone
from survey.dossiers.lines import Fault
from survey.dossiers.models import ApiKey, Dossier
from survey.dossiers.opening import code_of
from survey.dossiers.reading import dossier_by_code
from survey.dossiers.showing import file_of
from survey.objects import of_objects, parsed
from survey.row import CannotRead

MOST = 5_000
_BEARER = "bearer "
_FIELDS = {names[0]: column for column, names in NAMES.items()}

pages = Blueprint("dossiers_api", __name__, url_prefix="/api/v1")


class Refused(Exception):
    """The call is refused with a status and a sentence."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(status, words)
        self.status, self.words = status, words


def init_app(app: Flask) -> None:
    """Open the door of `app`."""
    app.register_blueprint(pages)


@pages.post("/dossiers")
@public
def hand_in() -> ResponseReturnValue:
    """Take dossiers in; tell which were not taken and why."""
    key = _key()
    told = _listed(_json())
    faults: list[Fault] = []
    reach = paths.below(session(), key.unit_id)
    sender = Sender(key.name, key.unit_id, reach=reach)
    name, today = key.id, clock.today()
    tally, unread = import_rows(session(), of_objects(told), sender, faults.append)
    keys.note_use(session(), session().get_one(ApiKey, name), today)
    session().commit()
    counted = {"taken": tally.taken, "changed": tally.changed, "unchanged": tally.unchanged}
    return jsonify(counted | {"unread": list(unread), "refused": _told(faults)})


@pages.get("/slips/<path:code>")
@public
def slip(code: str) -> ResponseReturnValue:
    """Return the slip of the dossier with this code."""
    return _slip(_key(), code, request.args.get("kind", ""), request.args.get("format", ""))


@pages.post("/slips")
@public
def slip_of() -> ResponseReturnValue:
    """Return the slip of the dossier the body names: its code stays out of every address."""
    key, told = _key(), _json()
    if not isinstance(told, dict) or not isinstance(told.get("code"), str):
        raise Refused(422, 'Cần một đối tượng JSON có "code" là mã hồ sơ.')
    return _slip(key, told["code"], str(told.get("kind") or ""), str(told.get("format") or ""))


@pages.after_request
def _kept_by_nobody(response: Response) -> Response:
    # A code that counts once is not to lie in anybody's cache.
    response.headers["Cache-Control"] = "no-store"
    return response


@pages.errorhandler(Refused)
def _refused(refused: Refused) -> ResponseReturnValue:
    return jsonify({"error": refused.status, "words": refused.words}), refused.status


@pages.errorhandler(CannotRead)
def _cannot_read(reason: CannotRead) -> ResponseReturnValue:
    return _refused(Refused(422, str(reason)))


@pages.errorhandler(HTTPException)
def _not_possible(error: HTTPException) -> ResponseReturnValue:
    words = "Nội dung quá dài; mỗi lần gửi tối đa 5.000 hồ sơ và 8 MB."
    status = error.code or 500
    return _refused(Refused(status, words if status == 413 else "Yêu cầu không đọc được."))


@pages.errorhandler(OperationalError)
@pages.errorhandler(TimeoutError)
def _busy(_error: Exception) -> ResponseReturnValue:
    words = "Hệ thống đang bận, chưa có gì được ghi. Xin gửi lại sau ít giây."
    return jsonify({"error": 503, "words": words}), 503, {"Retry-After": "5"}


def _key() -> ApiKey:
    given = request.headers.get("Authorization", "")
    is_bearer = given[: len(_BEARER)].lower() == _BEARER
    key = keys.find(session(), given[len(_BEARER) :].strip()) if is_bearer else None
    if key is None:
        raise Refused(401, "Thiếu khóa, hoặc khóa không đúng (Authorization: Bearer …).")
    if key.revoked_at is not None:
        raise Refused(403, "Khóa này đã bị thu hồi. Cần một khóa mới từ quản trị viên.")
    return key


def _json() -> object:
    if not request.is_json:
        raise Refused(415, "Nội dung phải là application/json.")
    return parsed(request.get_data())


def _listed(told: object) -> Sequence[dict[str, object]]:
    listed = told.get("dossiers") if isinstance(told, dict) else None
    if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
        raise Refused(422, 'Cần {"dossiers": [ … ]}, mỗi hồ sơ một đối tượng.')
    if len(listed) > MOST:
        raise Refused(413, f"Mỗi lần gửi tối đa {MOST} hồ sơ.")
    if not listed:
        raise Refused(422, "Danh sách hồ sơ trống.")
    return listed


def _told(faults: list[Fault]) -> list[dict[str, object]]:
    return [
        {"index": line - 1, "field": _FIELDS.get(column, column), "words": words}
        for line, column, words in sorted(faults)
    ]


def _slip(key: ApiKey, code: str, kind: str, ending: str) -> ResponseReturnValue:
    dossier = dossier_by_code(session(), code)
    if dossier is None or dossier.unit_id not in paths.below(session(), key.unit_id):
        raise Refused(404, "Không có hồ sơ mang mã này trong các đơn vị của khóa.")
    try:
        found = _described(dossier) if _ending(ending) == "json" else None
        return found or file_of(session(), dossier, kind, _ending(ending))
    except KeyGone as gone:
        raise Refused(410, "Mã đánh giá của hồ sơ này đã hết hạn và đã bị hủy.") from gone
    except LookupError as unknown:
        kinds = ", ".join(slips.KINDS)
        raise Refused(422, f"format là json, svg, png, pdf; kind là {kinds}.") from unknown


def _ending(asked: str) -> str:
    best = request.accept_mimetypes.best_match(
        ["application/json", "image/svg+xml", "image/png", "application/pdf"]
    )
    endings = {"image/svg+xml": "svg", "image/png": "png", "application/pdf": "pdf"}
    return asked or endings.get(best or "", "json")


def _described(dossier: Dossier) -> Response:
    code = code_of(dossier)
    address = slips.address_of(current_app.extensions["settings"].public_url, code)
    return jsonify(
        {
            "code": codes.printed(code),
            "address": address,
            "card": f"{address}/card",
            "expires_on": str(facts.last_day(dossier.received_on, dossier.done_on)),
        }
    )
