"""What organisers type in about frames and designs."""

import re
import secrets
from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import (
    BooleanField,
    FieldList,
    Form,
    FormField,
    IntegerField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, ValidationError

from survey.fields import NEEDED, TOO_LONG
from survey.sampling.count_words import EACH
from survey.sampling.drawing.designs import Level, Method, Seat, Spread
from survey.sampling.drawing_up import LONGEST_REASON, LONGEST_SEED
from survey.sampling.models import Frame

STAGES = 4
_ENDINGS = (".csv", ".xlsx", ".json")
_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z\-]{0,39}")
_DIGITS = 16

LEVEL_WORDS = {
    Level.WHOLE: _("Toàn bộ khung mẫu (không chia tầng)"),
    Level.STRATUM: _("Tầng"),
    Level.DISTRICT: _("Huyện"),
    Level.COMMUNE: _("Xã"),
    Level.VILLAGE: _("Thôn, tổ dân phố"),
    Level.UNIT: _("Hộ hoặc người"),
}
METHOD_WORDS = {
    Method.PPS_SYSTEMATIC: _("Hệ thống, theo quy mô"),
    Method.BREWER: _("Brewer, theo quy mô"),
    Method.SRS: _("Ngẫu nhiên đơn"),
}
MEANT_WORDS = {
    EACH: _("ở mỗi nơi"),
    Spread.EVEN.value: _("tổng cộng, chia đều các nơi"),
    Spread.PROPORTIONAL.value: _("tổng cộng, chia theo quy mô"),
}
SEAT_WORDS = {
    Seat.NONE: _("Không"),
    Seat.NAMED: _("Nơi có mã nêu bên dưới"),
    Seat.LARGEST: _("Nơi có mã nêu bên dưới, nếu không thì nơi lớn nhất"),
}


def fresh_seed() -> str:
    """Return sixteen digits that nobody could foresee."""
    return "".join(secrets.choice("0123456789") for _digit in range(_DIGITS))


def _choices(words: dict) -> list[SelectChoice]:  # type: ignore[type-arg]
    return [SelectChoice(key, told) for key, told in words.items()]


class FrameForm(FlaskForm):
    """A file of households or persons to draw from."""

    sheet = FileField(_("Tệp khung mẫu"), [FileRequired(_("Xin chọn một tệp."))])
    code = StringField(_("Mã khung mẫu"), [DataRequired(NEEDED)])
    name = StringField(
        _("Tên khung mẫu"), [DataRequired(NEEDED), Length(max=200, message=TOO_LONG)]
    )
    may_be_elsewhere = BooleanField(_("Nhận cả xã không có trong danh mục đơn vị"))

    def validate_sheet(self, field: FileField) -> None:
        """Take the kinds of file that can be read line by line."""
        if not (field.data.filename or "").lower().endswith(_ENDINGS):
            raise ValidationError(_("Xin chọn tệp CSV (UTF-8), XLSX hoặc JSON."))

    def validate_code(self, field: StringField) -> None:
        """Take codes that can stand in an address."""
        field.data = (field.data or "").strip()
        if _CODE.fullmatch(field.data) is None:
            raise ValidationError(
                _("Mã chỉ gồm chữ không dấu, số và dấu gạch ngang, tối đa 40 ký tự.")
            )

    def validate_name(self, field: StringField) -> None:
        """Refuse signs that cannot be shown."""
        if not (field.data or "").isprintable():
            raise ValidationError(_("Ô này có ký tự không đọc được. Xin nhập lại."))


class StageForm(Form):
    """One stage; without a level there is none."""

    at_level = SelectField(_("Chọn"))
    method = SelectField(_("Cách chọn"), choices=_choices(METHOD_WORDS))
    count = StringField(_("Số lượng"), [Length(max=2000, message=TOO_LONG)])
    meant = SelectField(_("Số này là"), choices=_choices(MEANT_WORDS))
    seat = SelectField(_("Nơi luôn được chọn"), choices=_choices(SEAT_WORDS))
    certain = StringField(_("Mã những nơi luôn được chọn"), [Length(max=4000, message=TOO_LONG)])
    takes_all = BooleanField(_("Nếu không đủ thì lấy hết"))
    keeps_order = BooleanField(_("Theo thứ tự trong tệp"))


class DesignForm(FlaskForm):
    """A frame, a design, and the seed that decides."""

    frame_id = SelectField(_("Khung mẫu"), coerce=int)
    strata = SelectField(_("Chia tầng theo"))
    stages = FieldList(FormField(StageForm), min_entries=STAGES, max_entries=STAGES)
    reserve = IntegerField(
        _("Dự phòng ở mỗi cụm cuối"),
        [
            InputRequired(NEEDED),
            NumberRange(0, 1000, _("Xin nhập một số từ %(min)s đến %(max)s.")),
        ],
    )
    response = IntegerField(
        _("Tỷ lệ trả lời dự kiến (%)"),
        [InputRequired(NEEDED), NumberRange(1, 100, _("Xin nhập một số từ %(min)s đến %(max)s."))],
        default=80,
    )
    seed = StringField(
        _("Số khởi đầu"), [DataRequired(NEEDED), Length(max=LONGEST_SEED, message=TOO_LONG)]
    )
    reason = TextAreaField(_("Lý do chọn lại"), [Length(max=LONGEST_REASON, message=TOO_LONG)])

    def validate_seed(self, field: StringField) -> None:
        """Take a seed that can be typed again from paper."""
        field.data = (field.data or "").strip()
        if not (field.data.isascii() and field.data.isprintable()):
            raise ValidationError(_("Xin chỉ dùng chữ không dấu, số và dấu thường gặp."))

    def offer(self, frames: Sequence[Frame]) -> None:
        """Offer these frames, and no other."""
        self.frame_id.choices = [SelectChoice(each.id, each.name) for each in frames]
        levels = [level for level in Level if level is not Level.UNIT]
        self.strata.choices = [SelectChoice(each, LEVEL_WORDS[each]) for each in levels]
        below = [level for level in Level if level not in (Level.WHOLE, Level.STRATUM)]
        for stage in self.stages:
            stage.at_level.choices = [
                SelectChoice("", _("Không")),
                *(SelectChoice(each, LEVEL_WORDS[each]) for each in below),
            ]
