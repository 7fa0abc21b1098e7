"""What staff type in about a campaign: its kind, name, period, questionnaire and units."""

from collections.abc import Iterable
from datetime import date

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import (
    Field,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from forms.questionnaire import Questionnaire
from survey.campaigns.kinds import Kind
from survey.fields import A_DAY, NEEDED, TOO_LONG, DayField
from survey.i18n import language

KIND_NAMES = {
    Kind.ROUTINE: _("Thường xuyên"),
    Kind.AD_HOC: _("Đột xuất"),
    Kind.FIELD: _("Điều tra chọn mẫu"),
    Kind.INVITED: _("Thư mời"),
}


class _Ticks(SelectMultipleField):
    """Units to tick, several at a time."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class CampaignForm(FlaskForm):
    """A new campaign, kept as a draft."""

    name = StringField(
        _("Tên đợt khảo sát"), [DataRequired(NEEDED), Length(max=200, message=TOO_LONG)]
    )
    kind = RadioField(
        _("Loại"),
        [InputRequired(_("Xin chọn một loại."))],
        choices=[SelectChoice(str(kind), name) for kind, name in KIND_NAMES.items()],
        validate_choice=True,
    )
    starts_on = DayField(_("Ngày đầu"), [InputRequired(A_DAY)])
    ends_on = DayField(_("Ngày cuối"), [InputRequired(A_DAY)])
    questionnaire = SelectField(_("Phiếu khảo sát"))
    units = _Ticks(_("Đơn vị tham gia"), coerce=int)

    def offer(self, units: list[tuple[int, str]], questionnaires: Iterable[Questionnaire]) -> None:
        """Offer these units and questionnaires."""
        self.units.choices = [SelectChoice(*unit) for unit in units]
        self.questionnaire.choices = [
            SelectChoice(each.code, each.title.get(language(), each.title["vi"]))
            for each in questionnaires
        ]

    def validate_name(self, field: Field) -> None:
        """Refuse what cannot be read."""
        if not all(letter.isprintable() for letter in field.data or ""):
            raise ValidationError(_("Ô này có ký tự không đọc được. Xin nhập lại."))

    def validate_ends_on(self, field: Field) -> None:
        """Refuse a last day before the first."""
        first: date | None = self.starts_on.data
        if first is not None and field.data is not None and field.data < first:
            raise ValidationError(_("Ngày cuối phải từ ngày đầu trở đi."))

    def validate_units(self, field: Field) -> None:
        """Refuse a campaign that asks nowhere."""
        if not field.data:
            raise ValidationError(_("Xin chọn ít nhất một đơn vị."))
