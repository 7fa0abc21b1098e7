"""What staff type in about accounts: sign-in, a new password, a new account."""

from flask import request
from flask_babel import lazy_gettext as _
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import EmailField, HiddenField, PasswordField, SelectChoice, SelectField, StringField
from wtforms.validators import DataRequired, Email, EqualTo, Length, ValidationError

from survey.access.permissions import RoleName
from survey.accounts.addresses import LONGEST_EMAIL, is_own_path
from survey.accounts.attempts import attempt, is_password_of
from survey.accounts.models import Account
from survey.accounts.passwords import LONGEST, SHORTEST, is_fitting
from survey.fields import TOO_LONG

ROLE_NAMES = {
    RoleName.REVIEWER: _("Theo dõi"),  # first: what nobody chooses is the least
    RoleName.TYPIST: _("Nhập phiếu"),
    RoleName.SUPERVISOR: _("Giám sát điều tra"),
    RoleName.MANAGER: _("Quản lý"),
    RoleName.ADMINISTRATOR: _("Quản trị"),
}
_NEEDED = _("Xin điền ô này.")


def _readable(_form: FlaskForm, field: StringField) -> None:
    if not all(letter.isprintable() for letter in field.data or ""):
        raise ValidationError(_("Ô này có ký tự không đọc được. Xin nhập lại."))


class SignInForm(FlaskForm):
    """E-mail and password; Flask-Security's view asks it for the account they open."""

    email = EmailField(_("Địa chỉ email"), [DataRequired(_NEEDED)])
    password = PasswordField(_("Mật khẩu"), [DataRequired(_NEEDED)])
    next = HiddenField()

    user: Account | None = None
    requires_confirmation = False

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        wanted = self.next.data or request.args.get("next", "")
        self.next.data = wanted if is_own_path(wanted) else ""

    def validate(self, extra_validators: object = None) -> bool:
        """Look for the account; one refusal for every reason."""
        if not super().validate(extra_validators):
            return False
        self.user = attempt(self.email.data or "", self.password.data or "")
        if self.user is None:
            self.form_errors.append(
                _(
                    "Email hoặc mật khẩu chưa đúng. Xin kiểm tra lại. Sau nhiều lần sai liên tiếp, "
                    "tài khoản tạm ngừng đăng nhập trong ít phút, lâu nhất là 15 phút."
                )
            )
        return self.user is not None


class PasswordForm(FlaskForm):
    """A new password for oneself."""

    present = PasswordField(_("Mật khẩu đang dùng"), [DataRequired(_NEEDED)])
    fresh = PasswordField(_("Mật khẩu mới"), [DataRequired(_NEEDED)])
    again = PasswordField(
        _("Nhập lại mật khẩu mới"),
        [DataRequired(_NEEDED), EqualTo("fresh", _("Hai lần nhập mật khẩu mới chưa giống nhau."))],
    )

    def validate_present(self, field: PasswordField) -> None:
        """Refuse a wrong present password."""
        if not is_password_of(current_user, field.data):
            raise ValidationError(_("Mật khẩu đang dùng chưa đúng."))

    def validate_fresh(self, field: PasswordField) -> None:
        """Refuse one that is too short or too long."""
        if not is_fitting(field.data):
            raise ValidationError(
                _(
                    "Mật khẩu cần từ %(shortest)s đến %(longest)s ký tự.",
                    shortest=SHORTEST,
                    longest=LONGEST,
                )
            )


class PlaceForm(FlaskForm):
    """What an account may do, and where."""

    role = SelectField(
        _("Vai trò"), choices=[SelectChoice(role.value, name) for role, name in ROLE_NAMES.items()]
    )
    unit_id = SelectField(_("Đơn vị"), coerce=int)

    def offer(self, units: list[tuple[int, str]]) -> None:
        """Offer these units, and no other."""
        self.unit_id.choices = [SelectChoice(*unit) for unit in units]


class AccountForm(PlaceForm):
    """A new account."""

    name = StringField(
        _("Họ và tên"), [DataRequired(_NEEDED), Length(max=120, message=TOO_LONG), _readable]
    )
    email = EmailField(
        _("Địa chỉ email"),
        [
            DataRequired(_NEEDED),
            Length(max=LONGEST_EMAIL, message=TOO_LONG),
            Email(_("Địa chỉ email này chưa đúng dạng, ví dụ: ten@tinh.gov.vn.")),
        ],
    )
