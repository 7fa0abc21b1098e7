"""Staff forms of fieldwork."""

from decimal import Decimal

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, DecimalField, RadioField, SelectChoice, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, ValidationError

from forms.questionnaire import VIETNAMESE, Question, Questionnaire
from survey.fields import NEEDED, TOO_LONG
from survey.fieldwork.callbacks import Told
from survey.fieldwork.keys import answer_in, key_questions, offered
from survey.fieldwork.models import LONGEST_REASON

APPROVE, SEND_BACK = "approved", "sent_back"
_NO_SIGN = _("Ô này có ký tự không đọc được. Xin nhập lại.")
_SHARE = _("Xin nhập một tỷ lệ từ 0 đến 100.")
_YES_NO = [SelectChoice("yes", _("Có")), SelectChoice("no", _("Không"))]


class ActForm(FlaskForm):
    """Nothing but the wish."""


class PercentField(DecimalField):
    """A share as an office writes it: "12,5", or as a spreadsheet does: "12.5"."""

    def _value(self) -> str:
        return str(super()._value()).replace(".", ",").removesuffix(",00")

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the first of what was sent, whichever sign parts its decimals."""
        try:
            super().process_formdata([each.strip().replace(",", ".") for each in valuelist])
        except ValueError as error:
            raise ValueError(_SHARE) from error


class SettingsForm(FlaskForm):
    """What interviewers are asked to do besides interviewing."""

    ask_position = BooleanField(_("Ghi vị trí gần đúng khi người được hỏi đồng ý"))
    share = PercentField(
        _("Tỷ lệ phiếu gọi lại kiểm tra (%)"),
        [InputRequired(NEEDED), NumberRange(0, 100, message=_SHARE)],
        places=2,
    )
    seed = StringField(
        _("Số khởi đầu để chọn phiếu gọi lại"),
        [DataRequired(NEEDED), Length(max=80, message=TOO_LONG)],
    )

    def validate_seed(self, field: StringField) -> None:
        """Refuse signs that cannot be shown."""
        if not (field.data or "").isprintable():
            raise ValidationError(_NO_SIGN)

    @property
    def share_bp(self) -> int:
        """The share, in hundredths of a per cent."""
        return int((self.share.data or Decimal(0)) * 100)


class AssignForm(FlaskForm):
    """To whom what was ticked is given."""

    interviewer = SelectField(_("Giao cho"), [DataRequired(_("Xin chọn một điều tra viên."))])

    def offer(self, interviewers: list[tuple[str, str]]) -> None:
        """Offer these interviewers."""
        named = [SelectChoice(*each) for each in interviewers]
        self.interviewer.choices = [SelectChoice("", _("Xin chọn")), *named]


class ReviewForm(FlaskForm):
    """What is said of the interviews that were ticked."""

    verdict = RadioField(
        _("Kết luận"),
        [InputRequired(_("Xin chọn duyệt hoặc trả lại."))],
        choices=[
            SelectChoice(APPROVE, _("Duyệt")),
            SelectChoice(SEND_BACK, _("Trả lại để làm lại")),
        ],
    )
    reason = StringField(_("Lý do trả lại"), [Length(max=LONGEST_REASON, message=TOO_LONG)])

    def validate_reason(self, field: StringField) -> None:
        """Ask why something is to be done again; refuse signs that cannot be shown."""
        field.data = " ".join((field.data or "").split())
        if not field.data.isprintable():
            raise ValidationError(_NO_SIGN)
        if self.verdict.data == SEND_BACK and not field.data:
            raise ValidationError(_("Xin ghi lý do để điều tra viên biết cần làm gì."))


class CallForm(FlaskForm):
    """What was said on a call; the key questions are put in by `call_form`."""

    reached = RadioField(
        _("Có gặp được người trong hộ không?"), [InputRequired(NEEDED)], choices=_YES_NO
    )
    interviewed = RadioField(
        _("Hộ có được phỏng vấn không?"), choices=_YES_NO, validate_choice=False
    )

    def validate_interviewed(self, field: RadioField) -> None:
        """Demand it of whoever was reached."""
        if self.reached.data == "yes" and field.data not in ("yes", "no"):
            raise ValidationError(NEEDED)


def call_form(questionnaire: Questionnaire) -> CallForm:
    """Return the form of a call about an interview with `questionnaire`."""
    fields = {
        f"q_{question.code}": SelectField(
            question.words[VIETNAMESE], choices=_offered(question), default=""
        )
        for question in key_questions(questionnaire)
    }
    made: CallForm = type("KeyedCallForm", (CallForm,), fields)()
    return made


def _offered(question: Question) -> list[SelectChoice]:
    return [
        SelectChoice("", _("Không hỏi lại")),
        *(SelectChoice(*each) for each in offered(question)),
    ]


def told_in(form: CallForm, questionnaire: Questionnaire) -> Told:
    """Return what `form` tells of a call."""
    reached = form.reached.data == "yes"
    answers = {}
    for question in key_questions(questionnaire):
        sent = form[f"q_{question.code}"].data
        if sent:
            answers[question.code] = answer_in(question, sent)
    return Told(reached, form.interviewed.data == "yes" if reached else None, answers)
