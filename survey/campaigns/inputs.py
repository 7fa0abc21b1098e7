"""What staff type in about a campaign: its kind, name, period, questionnaire and units."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import (
    Field,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from forms.questionnaire import Questionnaire
from survey.campaigns import checking, words
from survey.campaigns.afterwards import LONGEST, is_readable
from survey.campaigns.kinds import Kind
from survey.campaigns.plans import answers_in
from survey.campaigns.words import KIND_NAMES
from survey.fields import A_DAY, NEEDED, TOO_LONG, DayField
from survey.i18n import language

_ENDINGS = (".csv", ".xlsx")


class _Ticks(SelectMultipleField):
    """Units to tick, several at a time."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class CampaignForm(FlaskForm):
    """A campaign as a draft, new or to be changed."""

    name = StringField(
        _("Tên đợt khảo sát"), [DataRequired(NEEDED), Length(max=200, message=TOO_LONG)]
    )
    kind = RadioField(
        _("Loại"),
        [InputRequired(_("Xin chọn một loại."))],
        choices=[SelectChoice(str(kind), name) for kind, name in KIND_NAMES.items()],
        validate_choice=True,
    )
    starts_on = DayField(_("Ngày đầu"), [InputRequired(A_DAY)])
    ends_on = DayField(_("Ngày cuối"), [InputRequired(A_DAY)])
    questionnaire = SelectField(_("Phiếu khảo sát"))
    fewest = StringField(_("Số phiếu tối thiểu của mỗi đơn vị"))
    units = _Ticks(_("Đơn vị tham gia"), coerce=int)

    def offer(self, units: list[tuple[int, str]], questionnaires: Iterable[Questionnaire]) -> None:
        """Offer these units and questionnaires."""
        self.units.choices = [SelectChoice(*unit) for unit in units]
        self.questionnaire.choices = [
            SelectChoice(each.code, each.title.get(language(), each.title["vi"]))
            for each in questionnaires
        ]

    @property
    def minimum(self) -> int | None:
        """How many answers a unit should have; None for what the kind demands."""
        written = (self.fewest.data or "").strip()
        return answers_in(written) if written else None

    def validate_name(self, field: Field) -> None:
        """Refuse what cannot be read."""
        if checking.of_name(field.data or "") is checking.Objection.NAME_UNREADABLE:
            raise ValidationError(_("Ô này có ký tự không đọc được. Xin nhập lại."))

    def validate_ends_on(self, field: Field) -> None:
        """Refuse a last day before the first, or too far behind it."""
        if self.starts_on.data and field.data and self._kind:
            period = (self.starts_on.data, field.data)
            self._refuse(checking.of_period(self._kind, period))

    def validate_fewest(self, field: Field) -> None:
        """Refuse what is no number of answers, or too small a one."""
        if (field.data or "").strip() and self.minimum is None:
            raise ValidationError(_("Xin nhập một số nguyên, ví dụ 30; để trống nếu theo loại."))
        if self._kind:
            self._refuse(checking.of_minimum(self._kind, self.minimum))

    def validate_units(self, field: Field) -> None:
        """Refuse a campaign that asks nowhere."""
        if not field.data:
            raise ValidationError(_("Xin chọn ít nhất một đơn vị."))

    @property
    def _kind(self) -> Kind | None:
        return Kind(self.kind.data) if self.kind.data in set(Kind) else None

    def _refuse(self, found: checking.Objection | None) -> None:
        if found is not None and self._kind is not None:
            raise ValidationError(words.objection(found, self._kind))


class WordsForm(FlaskForm):
    """Where a closed campaign was published."""

    words = TextAreaField(_("Nội dung công bố"), [DataRequired(NEEDED)])

    def validate_words(self, field: Field) -> None:
        """Refuse what cannot be kept."""
        if len(field.data or "") > LONGEST:
            raise ValidationError(_("Xin viết ngắn hơn, nhiều nhất 2.000 ký tự."))
        if not is_readable(field.data or ""):
            raise ValidationError(_("Ô này có ký tự không đọc được. Xin nhập lại."))


class NoteForm(WordsForm):
    """A note on a closed campaign."""

    words = TextAreaField(_("Ghi chú mới"), [DataRequired(NEEDED)])


class PlanSheetForm(FlaskForm):
    """A sheet of planned answers."""

    sheet = FileField(_("Tệp số phiếu dự kiến"), [FileRequired(_("Xin chọn một tệp."))])

    def validate_sheet(self, field: FileField) -> None:
        """Take the kinds of file that can be read line by line."""
        if not (field.data.filename or "").lower().endswith(_ENDINGS):
            raise ValidationError(_("Xin chọn tệp CSV (UTF-8) hoặc XLSX."))
