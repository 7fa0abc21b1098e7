"""What staff hand in about published scores: a sheet."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms.validators import ValidationError

_ENDINGS = (".csv", ".xlsx")


class ScoresForm(FlaskForm):
    """A sheet of published scores."""

    sheet = FileField(_("Tệp điểm đã công bố"), [FileRequired(_("Xin chọn một tệp."))])

    def validate_sheet(self, field: FileField) -> None:
        """Take the kinds of file that can be read line by line."""
        if not (field.data.filename or "").lower().endswith(_ENDINGS):
            raise ValidationError(_("Xin chọn tệp CSV (UTF-8) hoặc XLSX."))
