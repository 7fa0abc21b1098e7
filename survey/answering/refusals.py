"""What a citizen is told when something cannot be taken as it was sent.

Each case has its status and its sentence: what happened, that nothing good was
lost, and what to do next.
"""

from dataclasses import dataclass

from flask_babel import gettext as _

from survey.answering.submission import Flaw


@dataclass(frozen=True, slots=True)
class Refusal:
    """A sentence for the citizen and the status that goes with it."""

    status: int
    words: str


def of_flaw(flaw: Flaw) -> Refusal:
    """Say what was wrong with the body that came in."""
    kept = _("Các lựa chọn đọc được vẫn còn trên trang này.")
    return {
        Flaw.TOO_LARGE: Refusal(
            413, _("Phần góp ý quá dài (tối đa 2.000 ký tự) nên chưa gửi được.") + " " + kept
        ),
        Flaw.NOT_A_FORM: Refusal(
            415, _("Phiếu được gửi không đúng cách nên chưa ghi nhận. Mời Ông/Bà trả lời lại.")
        ),
        Flaw.NOT_UTF_8: Refusal(
            400, _("Có chữ không đọc được nên phiếu chưa được ghi nhận.") + " " + kept
        ),
        Flaw.NUL: Refusal(
            400, _("Có ký tự không hợp lệ nên phiếu chưa được ghi nhận.") + " " + kept
        ),
        Flaw.TWICE: Refusal(
            400, _("Có câu được gửi hai lần nên phiếu chưa được ghi nhận.") + " " + kept
        ),
    }[flaw]


def forged() -> Refusal:
    """Say that the page was not one we handed out for this counter."""
    return Refusal(
        403,
        _(
            "Phiếu này không phải do quầy cấp nên chưa được ghi nhận. "
            "Các lựa chọn vẫn còn; mời Ông/Bà bấm Gửi lại."
        ),
    )


def of_staff() -> Refusal:
    """Say, kindly, that whoever serves does not rate."""
    return Refusal(
        403,
        _(
            "Trình duyệt này đang đăng nhập bằng tài khoản cán bộ, nên phiếu gửi từ đây không được "
            "ghi nhận: phần đánh giá xin dành cho người dân. Nếu Ông/Bà là người dân, mời dùng "
            "điện thoại của mình, hoặc đăng xuất tài khoản cán bộ rồi gửi lại."
        ),
    )


def expired() -> Refusal:
    """Say that the form lay open for too long."""
    return Refusal(
        409,
        _(
            "Phiếu đã mở quá 2 giờ nên chưa được ghi nhận. "
            "Các lựa chọn vẫn còn; mời Ông/Bà bấm Gửi lần nữa."
        ),
    )


def campaign_changed() -> Refusal:
    """Say that another campaign has begun at this counter meanwhile."""
    return Refusal(
        409,
        _(
            "Đợt khảo sát cũ vừa kết thúc nên phiếu chưa được ghi nhận. "
            "Quầy đang có đợt mới; các lựa chọn vẫn còn, mời Ông/Bà bấm Gửi lần nữa."
        ),
    )


def not_asked() -> Refusal:
    """Say that something was answered which this questionnaire does not ask."""
    return Refusal(
        422,
        _(
            "Có câu trả lời cho câu hỏi không có trong phiếu nên phiếu chưa được ghi nhận. "
            "Các lựa chọn khác vẫn còn; mời Ông/Bà bấm Gửi lại."
        ),
    )


def wrong_answers() -> Refusal:
    """Say that an answer is none of those offered."""
    return Refusal(
        422,
        _("Có câu cần xem lại (ghi ở từng câu). Các câu trả lời khác vẫn còn."),
    )


def empty() -> Refusal:
    """Say, kindly, that nothing was answered."""
    return Refusal(
        422,
        _(
            "Ông/Bà chưa chọn câu trả lời nào. "
            "Xin chọn ít nhất một câu; câu nào không muốn trả lời thì cứ bỏ qua."
        ),
    )
