"""What staff choose about prints: which form for whom, and how the unit looks on it."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import BooleanField, RadioField, SelectChoice, SelectField, StringField
from wtforms.validators import DataRequired, Length, ValidationError

from survey.fields import NEEDED, TOO_LONG
from survey.posters.contrast import LEAST, is_colour, with_white
from survey.posters.forms import Form
from survey.posters.logos import NotAPicture, recoded

FORM_NAMES = {
    Form.POSTER: _("Áp phích A4"),
    Form.STAND: _("Bảng để bàn A5"),
    Form.TENT: _("Bảng gấp hai mặt A5"),
    Form.STICKERS: _("Tem dán quầy"),
    Form.STRIP: _("Giấy khổ 80 mm"),
}
FORM_HINTS = {
    Form.POSTER: _("Treo tường, đọc được từ xa 2 mét."),
    Form.STAND: _("Cắm vào khung đứng trên bàn."),
    Form.TENT: _("In giấy A4, gấp đôi, đặt trên bàn; hai phía đều đọc được."),
    Form.STICKERS: _(
        "Giấy A4, 24 tem 70 × 37 mm: một quầy thì in cả tờ, nhiều quầy thì mỗi quầy 3 tem."
    ),
    Form.STRIP: _("In bằng máy in biên nhận, chỉ có đen trắng."),
}


def _coloured(_form: FlaskForm, field: StringField) -> None:
    colour = (field.data or "").strip().lower()
    if not is_colour(colour):
        raise ValidationError(_("Xin chọn màu, hoặc gõ mã màu như #0b5351."))
    contrast = with_white(colour)
    if contrast < LEAST:
        raise ValidationError(
            _(
                "Màu này quá nhạt: chữ trắng trên nền màu chỉ tương phản %(found)s lần, "
                "cần ít nhất %(least)s. Xin chọn màu đậm hơn.",
                found=f"{contrast:.1f}".replace(".", ","),
                least=f"{LEAST}".replace(".", ","),
            )
        )
    field.data = colour


def _readable(_form: FlaskForm, field: StringField) -> None:
    if not all(letter.isprintable() for letter in field.data or ""):
        raise ValidationError(_("Ô này có ký tự không đọc được. Xin nhập lại."))


class PrintForm(FlaskForm):
    """One form of print, for a unit and all below it."""

    form = RadioField(
        _("Loại bản in"),
        [DataRequired(NEEDED)],
        choices=[SelectChoice(one.value, words) for one, words in FORM_NAMES.items()],
        default=Form.POSTER.value,
    )
    unit_id = SelectField(_("In cho các quầy của"), coerce=int)

    def offer(self, units: list[tuple[int, str]]) -> None:
        """Offer these units, and no other."""
        self.unit_id.choices = [SelectChoice(*unit) for unit in units]


class BrandingForm(FlaskForm):
    """How a unit and all below it look in print."""

    colour = StringField(_("Màu chủ đạo"), [DataRequired(NEEDED), _coloured])
    name = StringField(
        _("Tên cơ quan trên bản in"),
        [Length(max=200, message=TOO_LONG), _readable],
        filters=[lambda written: (written or "").strip() or None],
    )
    logo = FileField(_("Biểu trưng"))
    without_logo = BooleanField(_("Bỏ biểu trưng đang dùng"))
    picture: bytes | None = None

    def validate_logo(self, field: FileField) -> None:
        """Make a small PNG of the file, if there is one."""
        if not field.data:
            return
        try:
            self.picture = recoded(field.data.read())
        except NotAPicture:
            raise ValidationError(
                _(
                    "Không dùng được tệp này. Biểu trưng phải là ảnh PNG, JPEG hoặc WebP, "
                    "nhiều nhất 4 MB; ảnh SVG xin lưu thành PNG trước."
                )
            ) from None
