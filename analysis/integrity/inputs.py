"""What a reviewer says of a group: whether it counts, and why."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, RadioField, SelectChoice, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from analysis.integrity.ruling import LONGEST_REASON, Word
from survey.fields import NEEDED, TOO_LONG

CONCLUSIONS = {"in": _("Tính vào kết quả"), "out": _("Không tính")}

_LONGEST_NUMBER = 10


class RulingForm(FlaskForm):
    """A ruling on one group."""

    counts = RadioField(
        _("Kết luận xem xét"),
        [InputRequired(_("Xin chọn một kết luận."))],
        choices=[SelectChoice(value, words) for value, words in CONCLUSIONS.items()],
    )
    reason = TextAreaField(
        _("Lý do"), [DataRequired(NEEDED), Length(max=LONGEST_REASON, message=TOO_LONG)]
    )
    seen = HiddenField()

    @property
    def word(self) -> Word:
        """What was said."""
        written = self.seen.data or ""
        is_number = len(written) < _LONGEST_NUMBER and written.isascii() and written.isdigit()
        seen = int(written) if is_number else -1
        reason = " ".join((self.reason.data or "").split())
        return Word(self.counts.data == "in", reason, seen)

    def validate_reason(self, field: Field) -> None:
        """Refuse what cannot be read."""
        if not all(letter.isprintable() or letter.isspace() for letter in field.data or ""):
            raise ValidationError(_("Ô này có ký tự không đọc được. Xin nhập lại."))
