"""What somebody says of a finding: a comment, or why it is closed."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import Field, Form, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from analysis.targets.findings import LONGEST_WORDS
from survey.fields import NEEDED, TOO_LONG


def _readable(_form: Form, field: Field) -> None:
    if not all(letter.isprintable() or letter.isspace() for letter in field.data or ""):
        raise ValidationError(_("Ô này có ký tự không đọc được. Xin nhập lại."))


_CHECKS = (DataRequired(NEEDED), Length(max=LONGEST_WORDS, message=TOO_LONG), _readable)


class CommentForm(FlaskForm):
    """A comment."""

    comment = TextAreaField(_("Ghi chú"), _CHECKS)


class ClosingForm(FlaskForm):
    """A closing."""

    reason = TextAreaField(_("Lý do đóng"), _CHECKS)


def said(field: Field) -> str:
    """Return what was said, with one space between words."""
    return " ".join((field.data or "").split())
