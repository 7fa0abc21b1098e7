"""Why answers are held, and where they stand, in words."""

from flask_babel import lazy_gettext as _

from analysis.rollup.ruled import Stand
from survey.responses import flags

CAUSE_NAMES = {
    flags.BURST: _("Quá nhiều phiếu đến cùng lúc từ một nơi"),
    flags.TRAP: _("Ô ẩn, người không nhìn thấy, lại được điền"),
    flags.FAST: _("Gửi quá nhanh, trong vòng 3 giây"),
    flags.REPEAT: _("Máy đánh giá dùng lại một số thứ tự"),
    flags.REVOKED: _("Máy đánh giá đã bị thu hồi"),
    flags.UNREVIEWED: _("Phỏng vấn chưa được duyệt"),
    flags.HELD: _("Có dấu hiệu bất thường"),
}
"""What is noticed about how answers came, not who sent them: nobody is accused."""

OTHER_CAUSE = CAUSE_NAMES[flags.HELD]

STAND_NAMES = {
    Stand.WAITING: _("Chờ xem xét"),
    Stand.IN: _("Kết luận: tính vào kết quả"),
    Stand.OUT: _("Kết luận: không tính"),
    Stand.LATE: _("Đến sau khi đợt đã đóng"),
}


def cause_name(cause: str) -> object:
    """Return what `cause` is called."""
    return CAUSE_NAMES.get(cause, OTHER_CAUSE)
