"""What somebody who plans a survey types in: the share expected, people, design, response."""

from collections.abc import Callable

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import Field, StringField
from wtforms.validators import Length, Optional, ValidationError

from analysis.dashboard.planning import Plan
from survey.fields import TOO_LONG

_SHARE = _("Xin nhập một số lớn hơn 0 và nhỏ hơn 100, ví dụ 90 hoặc 97,5.")
_RESPONSE = _("Xin nhập một số lớn hơn 0, nhiều nhất là 100.")
_PEOPLE = _("Xin nhập một số nguyên từ 1 đến 100.000.000, hoặc để trống.")
_EFFECT = _("Xin nhập một số từ 0,1 đến 50; hỏi ngẫu nhiên từng người thì để 1.")
_SHORT = [Optional(), Length(max=12, message=TOO_LONG)]


class PlanForm(FlaskForm):
    """A plan, asked for in the address: it changes nothing, so it can be sent on."""

    class Meta:
        """An address carries no token."""

        csrf = False

    share = StringField(_("Tỷ lệ hài lòng dự kiến (%)"), _SHORT, default="90")
    people = StringField(
        _("Số người hoặc hồ sơ trong kỳ"), _SHORT, description=_("Để trống nếu chưa biết.")
    )
    effect = StringField(
        _("Hệ số thiết kế"),
        _SHORT,
        default="1",
        description=_("1 khi chọn ngẫu nhiên từng người; điều tra theo xã thường từ 2 đến 3."),
    )
    response = StringField(_("Số người trả lời trên 100 người được hỏi"), _SHORT, default="100")

    @property
    def plan(self) -> Plan:
        """The plan as it is typed in; what is left out is as it was offered."""
        people = _number(self.people.data)
        return Plan(
            (_number(self.share.data) or 90) / 100,
            int(people) if people else None,
            _number(self.effect.data) or 1.0,
            (_number(self.response.data) or 100) / 100,
        )

    def validate_share(self, field: Field) -> None:
        """Refuse what is no share between none and all."""
        _demand(field, lambda value: 0.1 <= value <= 99.9, _SHARE)

    def validate_people(self, field: Field) -> None:
        """Refuse what is no number of people."""
        _demand(field, lambda value: value == int(value) and 1 <= value <= 10**8, _PEOPLE)

    def validate_effect(self, field: Field) -> None:
        """Refuse what no design can do."""
        _demand(field, lambda value: 0.1 <= value <= 50, _EFFECT)

    def validate_response(self, field: Field) -> None:
        """Refuse what is no response."""
        _demand(field, lambda value: 0.1 <= value <= 100, _RESPONSE)


def _demand(field: Field, holds: Callable[[float], bool], words: str) -> None:
    value = _number(field.data)
    if value is None or not holds(value):
        raise ValidationError(words)


def _number(written: str | None) -> float | None:
    """Return a number as a Vietnamese hand writes it, None for what is none."""
    digits = (written or "").replace("%", "").replace(" ", "").strip()
    # A dot before three digits parts thousands; the comma begins the decimals.
    whole, comma, rest = digits.partition(",")
    whole = whole.replace(".", "") if comma or _is_grouped(whole) else whole
    if not (whole + rest).replace(".", "", 1).isascii():
        return None
    try:
        value = float(f"{whole}.{rest}" if comma else whole)
    except ValueError:
        return None
    return value if abs(value) < 1e12 else None


def _is_grouped(digits: str) -> bool:
    first, *groups = digits.split(".")
    return bool(groups) and len(first) <= 3 and all(len(group) == 3 for group in groups)
