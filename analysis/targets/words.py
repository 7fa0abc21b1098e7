"""Targets in words: why one cannot be made, and what is pointed out about those there are."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from analysis.targets.review import Point, Remark
from analysis.targets.writing import Objection
from survey.campaigns.inputs import KIND_NAMES
from survey.campaigns.kinds import Kind

OBJECTION_WORDS = {
    Objection.IN_THE_PAST: lazy_gettext("Chỉ tiêu không đặt được cho những ngày đã qua."),
    Objection.STANDS_ALREADY: lazy_gettext("Đơn vị này đã có chỉ tiêu từ đúng ngày đó."),
    Objection.NO_SOURCE: lazy_gettext("Xin ghi văn bản giao chỉ tiêu."),
    Objection.NO_SUCH_SHARE: lazy_gettext("Tỷ lệ phải lớn hơn 0 và nhỏ hơn 100 phần trăm."),
    Objection.UNKNOWN_COMPARATOR: lazy_gettext("Xin chọn “trên” hoặc “từ”."),
    Objection.UNKNOWN_KIND: lazy_gettext("Xin chọn loại đợt khảo sát."),
    Objection.NO_SUCH_GROUP: lazy_gettext("Tên lĩnh vực quá dài."),
    Objection.BEFORE_THE_UNIT: lazy_gettext("Ngày áp dụng ở trước ngày đơn vị này được thành lập."),
    Objection.AFTER_THE_UNIT: lazy_gettext("Ngày áp dụng ở sau ngày đơn vị này ngừng hoạt động."),
}


def remark_words(remark: Remark) -> str:
    """Return the remark as a sentence."""
    told = {
        "kind": str(KIND_NAMES[Kind(remark.kind)]).lower(),
        "group": remark.group or "",
        "place": remark.place,
    }
    if remark.point is Point.OVERRULED:
        return _(
            "Chồng lấn: chỉ tiêu riêng của lĩnh vực %(group)s (đợt %(kind)s) không áp dụng cho "
            "%(place)s, vì %(place)s có chỉ tiêu chung của mình.",
            **told,
        )
    if remark.point is Point.GAP:
        return _("Còn thiếu: %(place)s (đợt %(kind)s) không có chỉ tiêu nào áp dụng.", **told)
    if remark.point is Point.ENDED:
        return _(
            "Còn thiếu: %(place)s đã ngừng hoạt động; chỉ tiêu riêng của đơn vị này (đợt %(kind)s) "
            "không chuyển sang đơn vị mới.",
            **told,
        )
    return _(
        "Chưa có hồ sơ hay thủ tục nào thuộc lĩnh vực %(group)s (chỉ tiêu đợt %(kind)s).", **told
    )
