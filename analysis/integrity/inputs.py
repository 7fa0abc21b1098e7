"""What two people say of a group or a suspicion: whether it counts, why, and the second's word."""

from collections.abc import Sequence
from datetime import date

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, RadioField, SelectChoice, SelectField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from analysis.integrity.ruling import LONGEST_REASON, Word
from survey.campaigns.models import Campaign
from survey.fields import NEEDED, TOO_LONG

ANSWERS = {"yes": _("Đồng ý, cho ghi kết luận"), "no": _("Không đồng ý")}
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
        _demand_readable(field)


class SecondForm(FlaskForm):
    """The second person's word on a proposal; whoever refuses says why."""

    agrees = RadioField(
        _("Ý kiến của người thứ hai"),
        [InputRequired(_("Xin chọn đồng ý hoặc không đồng ý."))],
        choices=[SelectChoice(value, words) for value, words in ANSWERS.items()],
    )
    why = TextAreaField(
        _("Lý do của người thứ hai"), [Length(max=LONGEST_REASON, message=TOO_LONG)]
    )

    @property
    def word(self) -> tuple[bool, str]:
        """Whether they agree, and why."""
        return self.agrees.data == "yes", " ".join((self.why.data or "").split())

    def validate_why(self, field: Field) -> None:
        """Refuse what cannot be read, and a refusal without a reason."""
        _demand_readable(field)
        if self.agrees.data == "no" and not self.word[1]:
            raise ValidationError(_("Xin ghi lý do không đồng ý."))


class ScreenForm(FlaskForm):
    """Which campaign and month to look through for signs."""

    campaign_id = SelectField(
        _("Đợt khảo sát"), [InputRequired(_("Xin chọn một đợt khảo sát."))], coerce=int
    )
    month = SelectField(_("Tháng"), [InputRequired(_("Xin chọn một tháng."))])

    def offer(self, campaigns: Sequence[Campaign], months: Sequence[date]) -> None:
        """Let these be chosen."""
        self.campaign_id.choices = [SelectChoice(each.id, each.name) for each in campaigns]
        self.month.choices = [
            SelectChoice(each.isoformat(), each.strftime("%m/%Y")) for each in months
        ]


def _demand_readable(field: Field) -> None:
    if not all(letter.isprintable() or letter.isspace() for letter in field.data or ""):
        raise ValidationError(_("Ô này có ký tự không đọc được. Xin nhập lại."))
