"""What tablets are answered: JSON under our signature, refusals in two languages.

A tablet believes a reply only when the signature holds and its own nonce is in it: a
captive portal has neither.
"""

import json
from collections.abc import Mapping

from flask import Response
from flask_babel import lazy_gettext as _l

from survey import clock
from survey.i18n import LANGUAGES, choose_locale
from survey.offline import keys
from survey.offline.clocks import millis
from survey.offline.signing import signed

REFUSALS = {
    "pin": _l("Mã PIN không đúng. Xin xem lại trên màn hình của người quản lý."),
    "expired": _l("Mã đăng ký đã hết hạn. Xin người quản lý tạo mã mới."),
    "used": _l("Mã đăng ký này đã dùng cho một máy khác. Xin người quản lý tạo mã mới."),
    "closed": _l("Quầy này đã đóng nên không nhận máy đánh giá."),
    "over": _l("Đợt khảo sát này đã đóng nên không nhận thêm điều tra viên."),
    "unknown": _l("Không có mã đăng ký này. Xin quét lại mã trên màn hình của người quản lý."),
    "request": _l("Nội dung gửi lên không đọc được. Chưa có gì được ghi nhận."),
    "device": _l("Máy này chưa được đăng ký, hoặc chữ ký của máy không đúng."),
    "large": _l("Gói gửi lên quá lớn. Chưa có gì được ghi nhận; xin gửi ít phiếu hơn mỗi lần."),
    "busy": _l("Hệ thống đang bận. Phiếu vẫn nằm trong máy và sẽ được gửi lại."),
}
STATUSES = {"request": 400, "device": 401, "large": 413, "busy": 503}


class Refused(Exception):
    """A tablet is told no; `error` names why, `nonce` is its own where that could be read."""

    def __init__(self, error: str, nonce: str | None = None, **more: object) -> None:
        super().__init__(error)
        self.error = error
        self.nonce = nonce
        self.more = more


def answered(said: Mapping[str, object], status: int = 200) -> Response:
    """Return `said`, and the time, under our signature."""
    body = json.dumps({**said, "now": millis(clock.now())}, ensure_ascii=False).encode()
    reply = Response(body, status, content_type="application/json")
    reply.headers["X-Signature"] = signed(keys.signing_key(), body)
    reply.headers["Cache-Control"] = "no-store"
    if status == STATUSES["busy"]:
        reply.headers["Retry-After"] = "5"
    return reply


def refused(refusal: Refused) -> Response:
    """Return why not, in each language of ours."""
    said = {"error": refusal.error, "nonce": refusal.nonce, "words": _words(refusal.error)}
    return answered(said | refusal.more, STATUSES.get(refusal.error, 403))


def _words(error: str) -> dict[str, str]:
    words = {}
    for language in LANGUAGES:
        choose_locale(language)
        words[language] = str(REFUSALS[error])
    return words
