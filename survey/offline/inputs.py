"""Staff forms of the tablets."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import DataRequired, Length, ValidationError

from survey.offline.api import clean_name

LONGEST_NAME = 80


class NameForm(FlaskForm):
    """What a tablet is called."""

    name = StringField(
        _("Tên máy"),
        [
            DataRequired(_("Ô này cần được điền.")),
            Length(max=LONGEST_NAME, message=_("Xin viết ngắn hơn: nhiều nhất 80 ký tự.")),
        ],
    )

    def validate_name(self, field: StringField) -> None:
        """Refuse signs that cannot be shown."""
        field.data = " ".join((field.data or "").split())
        if clean_name(field.data) != field.data:
            raise ValidationError(_("Ô này có ký tự không đọc được. Xin nhập lại."))


class ActForm(FlaskForm):
    """Nothing but the wish."""
