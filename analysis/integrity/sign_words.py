"""Signs in words: what each is called, what it may come from, and its evidence in lines."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext, lazy_gettext
from flask_babel import lazy_gettext as _

from survey.i18n import percent, whole

SIGN_NAMES = {
    "burst": _("Nhiều phiếu trong vài phút"),
    "out_of_hours": _("Nhiều phiếu ngoài giờ làm việc"),
    "straight_lines": _("Nhiều phiếu chọn cùng một mức từ đầu đến cuối"),
    "too_fast": _("Nhiều phiếu gửi trong vài giây"),
    "few_devices": _("Nhiều phiếu từ cùng một nơi trong ngày"),
    "even_gaps": _("Khoảng cách giữa các phiếu đều bất thường"),
    "even_days": _("Số phiếu mỗi ngày đều bất thường"),
    "channel_gap": _("Các kênh ở một quầy khác nhau bất thường"),
    "coached_kiosk": _("Có thể có người hướng dẫn cách chọn ở máy đánh giá"),
    "same_answers": _("Nhiều phiếu giống hệt nhau"),
    "over_dossiers": _("Số phiếu nhiều hơn số hồ sơ"),
    "chain_break": _("Chuỗi sổ phiếu bị đứt"),
    "missing_numbers": _("Máy đánh giá thiếu số thứ tự"),
    "just_above_target": _("Nhiều đơn vị nằm ngay trên chỉ tiêu"),
    "whole_percents": _("Nhiều đơn vị có tỷ lệ tròn"),
}

MAY_BE = {
    "burst": _(
        "Có thể do một đoàn đông người cùng đến, hoặc do có người nhập liền nhiều phiếu. Xin đối "
        "chiếu với số lượt giao dịch và lịch tiếp dân hôm đó."
    ),
    "out_of_hours": _(
        "Có thể do nhiều người đánh giá ở nhà buổi tối, do quầy làm thêm giờ, hoặc do có người "
        "điền thay sau giờ làm việc. Xin xem lịch làm thêm giờ."
    ),
    "straight_lines": _(
        "Nhiều người thật sự hài lòng cũng chọn cùng một mức. Tỷ lệ này chỉ đáng xem vì cao hơn "
        "hẳn các quầy khác cùng kênh."
    ),
    "too_fast": _(
        "Có thể do người quen dùng điện thoại, do phiếu ngắn, hoặc do có người bấm liên tục mà "
        "không đọc."
    ),
    "few_devices": _(
        "Người trong một nhà hay một cơ quan dùng chung mạng và cùng loại máy cũng tạo ra dấu hiệu "
        "này; hoặc một máy đã đánh giá nhiều lần."
    ),
    "even_gaps": _("Có thể do quầy phục vụ rất đều, hoặc do phiếu được gửi theo lịch đặt sẵn."),
    "even_days": _(
        "Có thể do quầy phát số thứ tự cố định mỗi ngày, hoặc do có người điền cho đủ số phiếu."
    ),
    "channel_gap": _(
        "Có thể do mỗi kênh có nhóm người khác nhau dùng, hoặc do một kênh được hướng dẫn cách "
        "trả lời."
    ),
    "coached_kiosk": _(
        "Có thể do người lớn tuổi cần giúp, hoặc do cán bộ đứng cạnh khi người dân chọn."
    ),
    "same_answers": _(
        "Với ít câu hỏi, nhiều người có thể trả lời giống nhau; hoặc một phiếu đã được gửi lại "
        "nhiều lần."
    ),
    "over_dossiers": _(
        "Có thể do số hồ sơ chưa nhập đủ, do người đến hỏi mà không có hồ sơ, hoặc do có phiếu "
        "không phải của người đến giao dịch."
    ),
    "chain_break": _(
        "Một phiếu trong sổ đã bị sửa, bị bỏ hoặc bị chèn, hoặc đĩa bị hỏng. Xin chạy lệnh "
        "kiểm tra sổ phiếu và xem bản sao lưu."
    ),
    "missing_numbers": _(
        "Có thể do máy hỏng hay bị xóa trước khi gửi, hoặc do phiếu bị chặn không cho gửi."
    ),
    "just_above_target": _(
        "Có thể do nhiều đơn vị thật sự ở mức này, hoặc do việc lấy phiếu dừng lại khi vừa đạt."
    ),
    "whole_percents": _("Có thể do ngẫu nhiên, hoặc do số phiếu được chọn cho tròn tỷ lệ."),
}

PROVES_NOTHING = _(
    "Dấu hiệu chỉ cho biết nên xem ở đâu; nó không chứng minh ai làm gì. Chưa có hai người kết "
    "luận thì không phiếu nào bị tách khỏi kết quả."
)

_CHANNELS = {
    "qr": _("Mã QR ở quầy"),
    "receipt": _("Mã trên giấy của hồ sơ"),
    "kiosk": _("Máy đánh giá"),
}

_LABELS = {
    "most": _("Nhiều nhất trong mười phút, hoặc giống hệt nhau"),
    "cv": _("Độ phân tán của khoảng cách giữa các phiếu (người thật: gần 1)"),
    "gaps": _("Số khoảng cách đã xét"),
    "ratio": _("Phương sai so với trung bình của số phiếu mỗi ngày (người thật: từ 1)"),
    "mean": _("Trung bình mỗi ngày"),
    "expected": _("Số lần giống nhau nếu ngẫu nhiên"),
    "days": _("Số ngày vượt số hồ sơ"),
    "judged": _("Số ngày có số hồ sơ để so"),
    "excess": _("Số phiếu vượt"),
    "position": _("Vị trí đứt chuỗi trong sổ phiếu"),
    "missing": _("Số thứ tự đã cấp mà không nhận được"),
    "above": _("Đơn vị trong 1 điểm phần trăm trên chỉ tiêu"),
    "below": _("Đơn vị trong 1 điểm phần trăm dưới chỉ tiêu"),
    "whole": _("Đơn vị có tỷ lệ tròn"),
    "units": _("Số đơn vị đã xét"),
}

_SHARES = (
    ("x", "n", lazy_gettext("Ở quầy này")),
    ("peers_x", "peers_n", lazy_gettext("Ở các quầy khác cùng kênh")),
    ("kiosk_x", "kiosk_n", lazy_gettext("Hài lòng ở máy đánh giá")),
    ("receipt_x", "receipt_n", lazy_gettext("Hài lòng qua mã trên giấy của hồ sơ")),
    ("led_x", "led_n", lazy_gettext("Được giúp, hoặc đánh giá nối liền nhau")),
)


def sign_name(sign: str) -> object:
    """Return what `sign` is called."""
    return SIGN_NAMES.get(sign, sign)


def channel_name(channel: str) -> object:
    """Return what a channel is called; "": every one."""
    return _CHANNELS.get(channel, gettext("Mọi kênh"))


def chance(p: float | None) -> str:
    """Return how rarely luck gives as much; what is exact is no matter of luck."""
    if p is None:
        return gettext("đếm chính xác")
    if p < 0.0001:
        return gettext("dưới 1 phần 10.000")
    if p < 0.001:
        return gettext("dưới 1 phần 1.000")
    return gettext("dưới 1 phần 100") if p <= 0.01 else gettext("trên 1 phần 100")


def lines(evidence: Mapping[str, Any]) -> list[tuple[object, str]]:
    """Return the evidence as labels and values, shares with what they are of."""
    told: list[tuple[object, str]] = []
    for x, n, label in _SHARES:
        if evidence.get(n) and x in evidence:
            told.append((label, share(evidence[x], evidence[n])))
    for order in ("first", "second"):
        if f"{order}_n" in evidence:
            label = gettext("Hài lòng qua kênh %(channel)s", channel=channel_name(evidence[order]))
            told.append((label, share(evidence[f"{order}_x"], evidence[f"{order}_n"])))
    told += [(label, number(evidence[key])) for key, label in _LABELS.items() if key in evidence]
    return told


def share(x: int, n: int) -> str:
    """Return "12,5 % (50 trên 400 phiếu)"."""
    return gettext(
        "%(share)s (%(x)s trên %(n)s phiếu)", share=percent(x / n, n), x=whole(x), n=whole(n)
    )


def number(value: float) -> str:
    """Return a number as Vietnamese print it."""
    if isinstance(value, int):
        return whole(value)
    return f"{value:.2f}".replace(".", ",")
