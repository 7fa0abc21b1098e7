"""What staff type in about counters."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import SelectChoice, SelectField, StringField
from wtforms.validators import DataRequired, Length, ValidationError

from survey.fields import TOO_LONG
from survey.places.counters import Purpose

PURPOSE_NAMES = {
    Purpose.RECEPTION: _("Tiếp nhận hồ sơ"),
    Purpose.RESULTS: _("Trả kết quả"),
    Purpose.FIELD: _("Một lĩnh vực"),
}
LONGEST_SEARCH = 100
_NEEDED = _("Xin điền ô này.")


def _readable(_form: FlaskForm, field: StringField) -> None:
    if not all(letter.isprintable() for letter in field.data or ""):
        raise ValidationError(_("Ô này có ký tự không đọc được. Xin nhập lại."))


def _trimmed(written: str | None) -> str | None:
    return written.strip() if written else written


class CounterForm(FlaskForm):
    """A new counter; its code is dealt, not chosen."""

    unit_id = SelectField(_("Đơn vị"), coerce=int)
    name = StringField(
        _("Tên quầy"),
        [DataRequired(_NEEDED), Length(max=120, message=TOO_LONG), _readable],
        filters=[_trimmed],
    )
    purpose = SelectField(
        _("Việc của quầy"),
        choices=[SelectChoice(one.value, words) for one, words in PURPOSE_NAMES.items()],
    )
    field = StringField(
        _("Lĩnh vực"), [Length(max=120, message=TOO_LONG), _readable], filters=[_trimmed]
    )

    def offer(self, units: list[tuple[int, str]]) -> None:
        """Offer these units, and no other."""
        self.unit_id.choices = [SelectChoice(*unit) for unit in units]

    def validate_field(self, field: StringField) -> None:
        """Ask for the field where the counter serves one."""
        if self.purpose.data == Purpose.FIELD and not field.data:
            raise ValidationError(_("Quầy cho một lĩnh vực cần tên lĩnh vực, ví dụ “Đất đai”."))

    @property
    def named_field(self) -> str | None:
        """The field, of a counter that serves one only."""
        return self.field.data if self.purpose.data == Purpose.FIELD else None


class ClosingForm(FlaskForm):
    """Nothing but the wish to close."""
