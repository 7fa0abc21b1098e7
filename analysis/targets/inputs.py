"""What an administrator types in about a target: the share, from when, and who promised it."""

from decimal import Decimal, InvalidOperation

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import Field, RadioField, SelectChoice, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from survey.campaigns.inputs import KIND_NAMES
from survey.fields import A_DAY, NEEDED, TOO_LONG, DayField

COMPARATOR_NAMES = {">": _("trên (lớn hơn, không kể bằng)"), ">=": _("từ (lớn hơn hoặc bằng)")}
_A_SHARE = _("Xin nhập một số giữa 0 và 100, nhiều nhất một chữ số sau dấu phẩy, ví dụ 97,5.")


class TargetForm(FlaskForm):
    """A new target, from a day on."""

    kind = RadioField(
        _("Loại đợt khảo sát"),
        [InputRequired(_("Xin chọn một loại."))],
        # There are two promises; other kinds of campaign are measured against one of them.
        choices=[
            SelectChoice(str(kind), name)
            for kind, name in KIND_NAMES.items()
            if kind.promise == kind.value
        ],
    )
    unit_id = SelectField(_("Đơn vị"), coerce=int)
    procedure_group = SelectField(_("Lĩnh vực thủ tục"), default="")
    comparator = RadioField(
        _("Cách so sánh"),
        [InputRequired(_("Xin chọn một cách so sánh."))],
        choices=[SelectChoice(sign, name) for sign, name in COMPARATOR_NAMES.items()],
        default=">",
    )
    share = StringField(
        _("Tỷ lệ hài lòng (%)"), [DataRequired(NEEDED), Length(max=8, message=TOO_LONG)]
    )
    valid_from = DayField(_("Áp dụng từ ngày"), [InputRequired(A_DAY)])
    source = StringField(
        _("Văn bản giao chỉ tiêu"), [DataRequired(NEEDED), Length(max=200, message=TOO_LONG)]
    )

    def offer(self, units: list[tuple[int, str]], groups: list[str]) -> None:
        """Offer these units and procedure groups."""
        self.unit_id.choices = [SelectChoice(*unit) for unit in units]
        every = SelectChoice("", _("Mọi lĩnh vực"))
        self.procedure_group.choices = [every, *(SelectChoice(name, name) for name in groups)]

    @property
    def basis_points(self) -> int:
        """The share in hundredths of a per cent; 0 for none that can be read."""
        written = (self.share.data or "").replace("%", "").strip().replace(",", ".")
        try:
            tenths = Decimal(written) * 10
        except InvalidOperation:
            return 0
        # No finer than pages write a share, or what is promised could not be read.
        is_written = tenths.is_finite() and tenths == tenths.to_integral_value()
        return int(tenths) * 10 if is_written else 0

    def validate_share(self, _field: Field) -> None:
        """Refuse what is no share between none and all."""
        if not 0 < self.basis_points < 10_000:
            raise ValidationError(_A_SHARE)

    def validate_source(self, field: Field) -> None:
        """Refuse what cannot be read."""
        if not all(letter.isprintable() for letter in field.data or ""):
            raise ValidationError(_("Ô này có ký tự không đọc được. Xin nhập lại."))
