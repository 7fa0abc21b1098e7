"""What goes wrong, in words a person can use: one place that turns errors into pages.

A message says what happened and what to do, and never shows what the program
looked like inside.
"""

from errno import EDQUOT, ENOSPC
from functools import partial
from typing import Any

from flask import Flask, Response, current_app, g, render_template, request
from flask_babel import gettext as _
from sqlalchemy.exc import OperationalError, TimeoutError
from werkzeug.exceptions import HTTPException

from forms.library import Altered
from survey import dress
from survey.i18n import choose_locale
from survey.languages import preferred


def init_app(app: Flask) -> None:
    """Teach `app` to explain itself."""
    app.register_error_handler(HTTPException, _explain)
    app.register_error_handler(OperationalError, _explain_busy)
    app.register_error_handler(TimeoutError, _explain_busy)
    app.register_error_handler(Altered, _explain_altered)
    app.register_error_handler(OSError, _explain_full)
    # Flask would write the address down: a link, a code, and the minute at which it was used.
    app.log_exception = partial(_log, app)  # type: ignore[method-assign]


def _log(app: Flask, exc_info: Any) -> None:
    app.logger.error("Exception in %s [%s]", request.endpoint, request.method, exc_info=exc_info)


def _explain(error: HTTPException) -> Response:
    status = error.code or 500
    if error.response is not None or status < 400:
        return error.get_response()  # type: ignore[return-value]
    return _page(status)


def _explain_busy(_error: OperationalError | TimeoutError) -> Response:
    response = _page(503)
    response.headers["Retry-After"] = "5"
    return response


def _explain_full(error: OSError) -> Response:
    # Only where a disk has no more room; any other is a fault of ours, and told as one.
    if error.errno not in (ENOSPC, EDQUOT):
        raise error
    current_app.logger.error("no more room on the disk")
    return _page(507)


def _explain_altered(error: Altered) -> Response:
    # Loud in the log, whoever was asking; the staff are told what a citizen cannot mend.
    current_app.logger.critical("%s", error)
    return _page(500, (_("Phiếu khảo sát bị thay đổi"), str(error)))


def _page(status: int, for_staff: tuple[str, str] | None = None) -> Response:
    if g.get("is_staff_page") and g.get("actor"):
        heading, sentence = for_staff or _words(status)
        html = render_template("errors/staff.html", heading=heading, sentence=sentence)
        return Response(html, status, content_type="text/html; charset=utf-8")
    choose_locale(preferred())
    heading, sentence = _words(status)
    return dress.page("errors/citizen.html", status, heading=heading, sentence=sentence)


def _words(status: int) -> tuple[str, str]:
    return {
        400: (_("Yêu cầu không đọc được"), _("Mời Ông/Bà tải lại trang rồi thử lại.")),
        401: (_("Cần đăng nhập"), _("Mời Ông/Bà đăng nhập rồi thử lại.")),
        403: (_("Không có quyền"), _("Tài khoản của Ông/Bà chưa được giao việc này.")),
        404: (_("Không có trang này"), _("Xin xem lại địa chỉ, hoặc quét lại mã ở quầy.")),
        405: (_("Không dùng được cách gửi này"), _("Mời Ông/Bà mở lại trang từ đầu.")),
        413: (_("Nội dung quá dài"), _("Chưa có gì được ghi nhận. Xin viết ngắn lại rồi gửi.")),
        507: (
            _("Máy chủ đã hết chỗ chứa"),
            _("Chưa có gì được ghi. Xin báo người quản trị, rồi gửi lại sau."),
        ),
        503: (_("Hệ thống đang bận"), _("Mời Ông/Bà chờ một lát rồi thử lại.")),
    }.get(
        status,
        (
            _("Hệ thống gặp lỗi"),
            _("Lỗi đã được ghi lại để khắc phục. Những gì đã được xác nhận vẫn còn nguyên."),
        )
        if status >= 500
        else (_("Không thực hiện được"), _("Mời Ông/Bà tải lại trang rồi thử lại.")),
    )
