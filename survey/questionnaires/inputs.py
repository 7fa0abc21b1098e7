"""What authors type in about a questionnaire as a whole: a new draft, and its publication."""

from datetime import date

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import Field, RadioField, SelectChoice, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from forms.questionnaire import STATES
from forms.rules import LANGUAGE, QUESTIONNAIRE_CODE
from survey.fields import A_DAY, NEEDED, TOO_LONG, DayField
from survey.questionnaires.naming import STATE_NAMES
from survey.questionnaires.shelf import is_shipped

EMPTY, COPY, FILE = "empty", "copy", "file"
_BAD_CODE = _("Mã gồm chữ thường không dấu, số, gạch nối; chữ đứng đầu; nhiều nhất 40 ký tự.")


def _trimmed(written: str | None) -> str | None:
    return written.strip() if written else written


def _readable(_form: FlaskForm, field: Field) -> None:
    if not all(letter.isprintable() for letter in field.data or ""):
        raise ValidationError(_("Ô này có ký tự không đọc được. Xin nhập lại."))


class DraftForm(FlaskForm):
    """A new draft: empty, a copy, or what a file says."""

    way = RadioField(
        _("Bắt đầu từ"),
        [InputRequired(NEEDED)],
        choices=[
            SelectChoice(EMPTY, _("Phiếu trống")),
            SelectChoice(COPY, _("Chép một phiếu đang có")),
            SelectChoice(FILE, _("Một tệp đã có")),
        ],
    )
    title = StringField(
        _("Tên phiếu"), [Length(max=200, message=TOO_LONG), _readable], filters=[_trimmed]
    )
    code = StringField(
        _("Mã phiếu"), [Length(max=40, message=TOO_LONG), _readable], filters=[_trimmed]
    )
    source = SelectField(_("Phiếu để chép"), validate_choice=False)
    file = FileField(_("Tệp"))
    unit_id = SelectField(_("Đơn vị"), coerce=int)

    def offer(self, units: list[tuple[int, str]], sources: list[tuple[str, str]]) -> None:
        """Offer these units, and these questionnaires to copy."""
        self.unit_id.choices = [SelectChoice(*unit) for unit in units]
        self.source.choices = [SelectChoice(*source) for source in sources]

    def validate_title(self, field: Field) -> None:
        """Ask for the name of an empty one."""
        if self.way.data == EMPTY and not field.data:
            raise ValidationError(NEEDED)

    def validate_code(self, field: Field) -> None:
        """Refuse what is no code, and those of shipped questionnaires."""
        if not field.data:
            if self.way.data != FILE:
                raise ValidationError(NEEDED)
        elif not QUESTIONNAIRE_CODE.fullmatch(field.data):
            raise ValidationError(_BAD_CODE)
        elif is_shipped(field.data):
            raise ValidationError(_("Mã này là của phiếu có sẵn, xin đặt mã khác."))

    def validate_source(self, field: Field) -> None:
        """Refuse to copy what cannot be seen."""
        known = [choice.value for choice in field.choices]
        if self.way.data == COPY and field.data not in known:
            raise ValidationError(_("Không có phiếu này để chép. Xin chọn lại."))

    def validate_file(self, field: Field) -> None:
        """Ask for the file where one is to be read."""
        if self.way.data == FILE and not field.data:
            raise ValidationError(_("Xin chọn một tệp."))


class DecisionForm(FlaskForm):
    """Under what a questionnaire is published, and when it may be used."""

    number = StringField(
        _("Số quyết định ban hành"),
        [DataRequired(NEEDED), Length(max=120, message=TOO_LONG), _readable],
        filters=[_trimmed],
    )
    valid_from = DayField(_("Có hiệu lực từ ngày"), [InputRequired(A_DAY)])
    valid_to = DayField(_("Đến hết ngày"), [Optional()])

    def validate_valid_to(self, field: Field) -> None:
        """Refuse a last day before the first."""
        first: date | None = self.valid_from.data
        if first is not None and field.data is not None and field.data < first:
            raise ValidationError(_("Ngày cuối phải từ ngày đầu trở đi."))


class LanguageForm(FlaskForm):
    """A language to write a draft in, and how far its wording can be relied on."""

    language = StringField(
        _("Mã ngôn ngữ"),
        [DataRequired(NEEDED), Length(max=12, message=TOO_LONG)],
        filters=[_trimmed],
    )
    state = SelectField(
        _("Tình trạng bản dịch"),
        choices=[SelectChoice(state, STATE_NAMES[state]) for state in reversed(STATES)],
    )

    def validate_language(self, field: Field) -> None:
        """Refuse what is no language's code."""
        if not LANGUAGE.fullmatch(field.data or ""):
            raise ValidationError(_("Mã ngôn ngữ như en, km, bdq (hai hoặc ba chữ thường)."))
