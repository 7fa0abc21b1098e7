"""The staff side's own pages: the way in, one's password, and the accounts in reach."""

from flask import Blueprint, Flask, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_login import current_user
from flask_security.utils import login_user
from flask_wtf.csrf import CSRFError

from survey import i18n, navigation
from survey.access.choices import units_to_choose
from survey.access.guard import (
    actor,
    actor_if_any,
    guarded,
    is_staff_page,
    reach,
    staff_door,
)
from survey.access.permissions import Permission, RoleName
from survey.accounts import keeping, presence, reading, sign_in
from survey.accounts.addresses import is_own_path
from survey.accounts.inputs import ROLE_NAMES, AccountForm, PasswordForm, PlaceForm
from survey.accounts.models import Account
from survey.accounts.passwords import random_password
from survey.clock import today
from survey.db import session
from survey.settings import Settings

pages = Blueprint("accounts", __name__, url_prefix="/manage")


def init_app(app: Flask, settings: Settings) -> None:
    """Give `app` sign-in, its accounts and their place in the menu."""
    presence.init_app(app)
    sign_in.init_app(app, settings)
    app.register_blueprint(pages)
    app.register_error_handler(CSRFError, _opened_too_long_ago)
    app.jinja_env.globals.update(
        actor_if_any=actor_if_any, is_staff_page=is_staff_page, menu=_menu, is_current=_is_current
    )
    navigation.add(
        app,
        navigation.Entry(
            90, lazy_gettext("Tài khoản"), "accounts.list_accounts", Permission.KEEP_ACCOUNTS
        ),
    )


@pages.get("/start")
@guarded(Permission.BE_STAFF)
def start() -> ResponseReturnValue:
    """Lead to the first page of the menu, whichever floors are there."""
    for entry in navigation.open_to(actor().permissions):
        return redirect(url_for(entry.endpoint))
    return redirect(url_for("accounts.change_password"))


@pages.post("/language")
@staff_door
def choose_language() -> ResponseReturnValue:
    """Keep the language somebody chose, and show the same page in it."""
    chosen = request.form.get("language", "")
    if chosen not in i18n.LANGUAGES:
        abort(400)
    i18n.keep_choice(chosen)
    back = request.form.get("back", "")
    return redirect(back if is_own_path(back) else sign_in.AFTER_SIGN_IN)


@pages.route("/password", methods=["GET", "POST"])
@guarded(Permission.BE_STAFF)
def change_password() -> ResponseReturnValue:
    """Change one's own password; every other session of the account ends."""
    form = PasswordForm()
    if not form.validate_on_submit():
        return render_template("accounts/password.html", form=form), _status(form)
    account = reading.account(session(), actor().account_id)
    keeping.set_password(session(), account, form.fresh.data, account.id)
    session().commit()
    login_user(account, remember=False)
    flash(_("Đã đổi mật khẩu. Các thiết bị khác phải đăng nhập lại."), "done")
    return redirect(url_for("accounts.change_password"))


@pages.get("/accounts")
@guarded(Permission.KEEP_ACCOUNTS)
def list_accounts() -> ResponseReturnValue:
    """Show the accounts of the actor's unit and below."""
    known = reading.accounts_in_reach(session(), actor().unit_id)
    return render_template("accounts/list.html", accounts=known, role_names=ROLE_NAMES)


@pages.route("/accounts/new", methods=["GET", "POST"])
@guarded(Permission.KEEP_ACCOUNTS)
def add_account() -> ResponseReturnValue:
    """Add an account; its password is shown this once."""
    form = AccountForm()
    form.offer(_units())
    if not form.validate_on_submit():
        return render_template("accounts/new.html", form=form), _status(form)
    password = random_password()
    try:
        account = keeping.add_account(session(), _person(form), password, actor().account_id)
    except keeping.AddressTaken:
        form.email.errors = [_("Địa chỉ email này đã có tài khoản.")]
        return render_template("accounts/new.html", form=form), 422
    session().commit()
    return render_template("accounts/added.html", account=account, password=password)


@pages.route("/accounts/<int:account_id>", methods=["GET", "POST"])
@guarded(Permission.KEEP_ACCOUNTS)
def change_account(account_id: int) -> ResponseReturnValue:
    """Change what an account may do, and where."""
    account = _in_reach(account_id)
    form = PlaceForm(role=account.roles[0].name, unit_id=account.unit_id)
    form.offer(_units())
    if not form.validate_on_submit():
        page = render_template("accounts/change.html", form=form, account=account)
        return page, _status(form)
    _refuse_oneself(account)
    keeping.change_account(
        session(), account, RoleName(form.role.data), form.unit_id.data, actor().account_id
    )
    session().commit()
    flash(_("Đã lưu thay đổi của %(name)s.", name=account.name), "done")
    return redirect(url_for("accounts.list_accounts"))


@pages.post("/accounts/<int:account_id>/switch")
@guarded(Permission.KEEP_ACCOUNTS)
def switch_account(account_id: int) -> ResponseReturnValue:
    """Switch an account off, or on again."""
    account = _in_reach(account_id)
    _refuse_oneself(account)
    keeping.switch(session(), account, not account.active, actor().account_id)
    session().commit()
    said = (
        _("Đã mở lại tài khoản của %(name)s.")
        if account.active
        else _("Đã ngừng tài khoản của %(name)s.")
    )
    flash(said % {"name": account.name}, "done")
    return redirect(url_for("accounts.list_accounts"))


@pages.post("/accounts/<int:account_id>/password")
@guarded(Permission.KEEP_ACCOUNTS)
def give_password(account_id: int) -> ResponseReturnValue:
    """Give an account a new random password, shown this once."""
    account = _in_reach(account_id)
    _refuse_oneself(account)
    password = random_password()
    keeping.set_password(session(), account, password, actor().account_id)
    session().commit()
    return render_template("accounts/added.html", account=account, password=password)


def _menu() -> list[navigation.Entry]:
    return navigation.open_to(actor().permissions)


def _is_current(entry: navigation.Entry) -> bool:
    # The entry under whose address the page lies.
    way_in = entry.under or url_for(entry.endpoint).rstrip("/")
    return f"{request.path}/".startswith(f"{way_in}/")


def _units() -> list[tuple[int, str]]:
    return units_to_choose(session(), actor().unit_id, today())


def _person(form: AccountForm) -> keeping.Person:
    role = RoleName(form.role.data)
    return keeping.Person(form.email.data, form.name.data.strip(), role, form.unit_id.data)


def _in_reach(account_id: int) -> Account:
    account = session().get(Account, account_id)
    if account is None:
        abort(404)
    reach(account.unit_id)
    return account


def _refuse_oneself(account: Account) -> None:
    # Whoever takes away their own rights may leave nobody to give them back.
    if account.id == current_user.id:
        abort(409)


def _status(form: PlaceForm | PasswordForm) -> int:
    return 422 if form.is_submitted() else 200


def _opened_too_long_ago(_error: CSRFError) -> ResponseReturnValue:
    return render_template("accounts/stale.html"), 400
