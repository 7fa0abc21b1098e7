"""What staff type in about printed forms: a code, an order to print, a scanner's file."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, IntegerField, SelectChoice, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, ValidationError

from survey.fields import NEEDED, TOO_LONG
from survey.paper import codes
from survey.paper.batches import MOST
from survey.paper.comparing import UNREADABLE

_ENDINGS = (".csv", ".xlsx", ".json")
_COUNT = _("Xin nhập một số từ 1 đến 5.000.")


class CodeForm(FlaskForm):
    """The code of a form, typed or scanned."""

    code = StringField(_("Mã phiếu giấy"), [DataRequired(NEEDED), Length(max=40, message=TOO_LONG)])

    def validate_code(self, field: StringField) -> None:
        """Refuse what is no code before anybody looks for it."""
        if not codes.is_well_formed(codes.normal(field.data or "")):
            raise ValidationError(
                _("Mã phiếu gõ sai hoặc thiếu ký tự. Xin xem lại mã in ở góc trên của phiếu.")
            )


class PrintForm(FlaskForm):
    """Forms to print: of which campaign, for which unit, how many."""

    campaign = SelectField(_("Đợt khảo sát"), coerce=int)
    unit_id = SelectField(_("Phiếu của đơn vị"), coerce=int)
    count = IntegerField(
        _("Số phiếu cần in"), [InputRequired(_COUNT), NumberRange(1, MOST, _COUNT)], default=50
    )
    language = SelectField(_("Ngôn ngữ"), choices=[])
    with_reserve = BooleanField(_("In cả phiếu cho danh sách dự phòng"))

    def offer(
        self,
        campaigns: list[tuple[int, str]],
        units: list[tuple[int, str]],
        languages: Mapping[str, str],
    ) -> None:
        """Offer these, and no other."""
        self.campaign.choices = [SelectChoice(*each) for each in campaigns]
        self.unit_id.choices = [SelectChoice(*each) for each in units]
        self.language.choices = [SelectChoice(*each) for each in languages.items()]


class ScanForm(FlaskForm):
    """A file of what a scanner has read."""

    sheet = FileField(_("Tệp kết quả quét"), [FileRequired(_("Xin chọn một tệp."))])

    def validate_sheet(self, field: FileField) -> None:
        """Take the kinds of file that can be read line by line."""
        if not (field.data.filename or "").lower().endswith(_ENDINGS):
            raise ValidationError(_("Xin chọn tệp CSV (UTF-8), XLSX hoặc JSON."))


def typed_cells(sent: Mapping[str, str]) -> dict[str, str]:
    """Return the cells of a typing page: what is unreadable says nothing else."""
    unread = {name[3:] for name in sent if name.startswith("_u.")}
    own = {
        name: value.replace("\r\n", "\n")
        for name, value in sent.items()
        if not name.startswith("_") and name != "csrf_token"
    }
    kept = {name: said for name, said in own.items() if name.partition(".")[0] not in unread}
    return kept | dict.fromkeys(unread, UNREADABLE)
