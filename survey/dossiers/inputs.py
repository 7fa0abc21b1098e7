"""What staff type in about dossiers, their slips, and the keys of systems."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import SelectChoice, SelectField, StringField
from wtforms.validators import DataRequired, Length, ValidationError

from survey.dossiers.lines import LONGEST_CODE
from survey.fields import NEEDED, TOO_LONG, DayField

KIND_NAMES = {
    "receipt": _("Giấy tiếp nhận hồ sơ và hẹn trả kết quả"),
    "supplement": _("Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ"),
    "refusal": _("Phiếu từ chối tiếp nhận giải quyết hồ sơ"),
    "result": _("Giấy trả kết quả"),
}
_ENDINGS = (".csv", ".xlsx")


class SheetForm(FlaskForm):
    """A sheet of dossiers."""

    sheet = FileField(_("Tệp hồ sơ"), [FileRequired(_("Xin chọn một tệp."))])

    def validate_sheet(self, field: FileField) -> None:
        """Take the kinds of file that can be read line by line."""
        if not (field.data.filename or "").lower().endswith(_ENDINGS):
            raise ValidationError(_("Xin chọn tệp CSV (UTF-8) hoặc XLSX."))


class FindingForm(FlaskForm):
    """A dossier's code, to find its slip."""

    code = StringField(
        _("Mã hồ sơ"), [DataRequired(NEEDED), Length(max=LONGEST_CODE, message=TOO_LONG)]
    )


class DayForm(FlaskForm):
    """A day whose slips are printed, and for which paper."""

    day = DayField(_("Ngày tiếp nhận hoặc trả kết quả"), [DataRequired(NEEDED)])
    kind = SelectField(
        _("Phát kèm giấy tờ"), choices=[SelectChoice(*each) for each in KIND_NAMES.items()]
    )


class KeyForm(FlaskForm):
    """A new key; its words are dealt, not chosen."""

    name = StringField(
        _("Hệ thống sẽ dùng khóa"), [DataRequired(NEEDED), Length(max=120, message=TOO_LONG)]
    )
    unit_id = SelectField(_("Gửi hồ sơ của đơn vị"), coerce=int)

    def validate_name(self, field: StringField) -> None:
        """Refuse signs that cannot be shown."""
        if not (field.data or "").isprintable():
            raise ValidationError(_("Ô này có ký tự không đọc được. Xin nhập lại."))

    def offer(self, units: list[tuple[int, str]]) -> None:
        """Offer these units, and no other."""
        self.unit_id.choices = [SelectChoice(*unit) for unit in units]
