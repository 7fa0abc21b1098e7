"""What the organiser of a campaign of those invited chooses and hands in."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired, FileSize
from wtforms import RadioField, SelectChoice, TextAreaField
from wtforms.validators import InputRequired, Length

from survey.fields import TOO_LONG

LARGEST_LIST = 8_000_000
NO_FILE = _("Xin chọn một tệp CSV hoặc XLSX.")


class ListForm(FlaskForm):
    """A list of those to be invited."""

    sheet = FileField(
        _("Danh sách (CSV hoặc XLSX)"),
        [
            FileRequired(NO_FILE),
            FileSize(LARGEST_LIST, message=_("Tệp nặng quá 8 MB. Xin chia thành nhiều tệp.")),
        ],
    )


class ModeForm(FlaskForm):
    """What is kept of those who answer, and when their answers are counted."""

    mode = RadioField(
        _("Câu trả lời mang theo"),
        [InputRequired(_("Xin chọn một cách."))],
        choices=[
            SelectChoice("grouped", _("Tên nhóm, khi nhóm có từ 5 người trả lời")),
            SelectChoice("together", _("Không mang tên nhóm: mọi câu trả lời chung một nhóm")),
        ],
    )
    leaves = RadioField(
        _("Câu trả lời vào sổ phiếu"),
        [InputRequired(_("Xin chọn một cách."))],
        choices=[
            SelectChoice("closing", _("Tất cả cùng lúc, khi đóng đợt (kín nhất)")),
            SelectChoice("batches", _("Từng lượt ít nhất 5 phiếu đã xáo trộn")),
        ],
    )
    words = TextAreaField(
        _("Lời riêng trong thư (không bắt buộc)"), [Length(max=2000, message=TOO_LONG)]
    )
