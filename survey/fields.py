"""Fields that staff forms of several rooms share."""

from flask_babel import lazy_gettext as _
from wtforms import DateField

NEEDED = _("Xin điền ô này.")
A_DAY = _("Xin chọn một ngày có thật.")
TOO_LONG = _("Xin viết ngắn hơn, nhiều nhất %(max)d ký tự.")


class DayField(DateField):
    """A day, as the browser's own field writes it."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the day, with our words for one that is none."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(A_DAY) from None
