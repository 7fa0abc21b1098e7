"""Sign-in by Flask-Security, with everything we do not use switched off.

It is told our form, our templates and our addresses. What it hangs on every
request is taken down again, for a citizen's page must never look at a cookie;
staff pages have `survey.accounts.presence` instead.
"""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import unquote

from flask import Flask, Response, request
from flask_login import user_logged_out
from flask_security import Security, SQLAlchemySessionUserDatastore, user_authenticated
from sqlalchemy import update
from werkzeug.local import LocalProxy

from survey import db
from survey.access.guard import SIGN_IN, staff_door
from survey.accounts import presence
from survey.accounts.addresses import is_own_path
from survey.accounts.inputs import SignInForm
from survey.accounts.keeping import fresh_uniquifier
from survey.accounts.models import Account, Role
from survey.accounts.presence import WHOLE
from survey.settings import Settings

SIGN_OUT = "security.logout"
AFTER_SIGN_IN = "/manage/start"


def init_app(app: Flask, settings: Settings) -> None:
    """Give `app` its sign-in and sign-out."""
    app.config.update(_cookie(settings), **_security(settings))
    store = SQLAlchemySessionUserDatastore(LocalProxy(db.session), Account, Role)
    security = Security(app, store, login_form=SignInForm)
    security.want_json(lambda _request: False)
    for endpoint in (SIGN_IN, SIGN_OUT):
        app.view_functions[endpoint] = staff_door(app.view_functions[endpoint])
    _take_down(app)
    app.after_request(_stay_inside)
    user_authenticated.connect(_begin, app)
    user_logged_out.connect(_end_everywhere, app)


def _cookie(settings: Settings) -> dict[str, object]:
    return {
        "SESSION_COOKIE_NAME": "lang_nghe",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.is_served_securely,
        "SESSION_REFRESH_EACH_REQUEST": False,
        "PERMANENT_SESSION_LIFETIME": WHOLE,
    }


def _security(settings: Settings) -> dict[str, object]:
    told = {
        "PASSWORD_SALT": settings.password_salt,
        "PASSWORD_HASH": "argon2",
        "PASSWORD_CHECK_BREACHED": False,
        "LOGIN_URL": "/sign-in",
        "LOGOUT_URL": "/sign-out",
        "POST_LOGIN_VIEW": AFTER_SIGN_IN,
        "POST_LOGOUT_VIEW": "/sign-in",
        "LOGIN_USER_TEMPLATE": "security/sign_in.html",
        "STATIC_FOLDER": None,
        "FRESHNESS": timedelta(days=-1),
        "API_ENABLED_METHODS": ["session"],
        "FLASH_MESSAGES": False,
        "CLI_USERS_NAME": None,
        "CLI_ROLES_NAME": None,
        "JOIN_USER_ROLES": False,
    }
    return {f"SECURITY_{name}": value for name, value in told.items()}


def _take_down(app: Flask) -> None:
    _drop(app.before_request_funcs, "_on_before_request")  # Flask-Principal loads the account
    _drop(app.after_request_funcs, "_update_remember_cookie")  # Flask-Login opens the session
    _drop(app.template_context_processors, "_user_context_processor")


def _drop(hooks: dict[str | None, list[Callable[..., object]]], name: str) -> None:
    kept = [hook for hook in hooks[None] if hook.__name__ != name]
    if len(kept) == len(hooks[None]):
        raise RuntimeError(f"Flask-Security no longer hangs {name} on every request; look anew.")
    hooks[None][:] = kept


def _stay_inside(response: Response) -> Response:
    # Whatever `next` said, and however it was read: sign-in leads to a path of ours.
    location = unquote(response.headers.get("Location", "/"))
    if request.endpoint == SIGN_IN and not is_own_path(location):
        response.headers["Location"] = AFTER_SIGN_IN
    return response


def _begin(_app: Flask, **_about: object) -> None:
    presence.begin()


def _end_everywhere(_app: Flask, user: Account, **_about: object) -> None:
    # The cookie itself is the session, so signing out makes every copy of it worthless.
    if request.endpoint != SIGN_OUT or not user.is_authenticated:
        return
    account_id = user.id
    db.session().rollback()
    ended = update(Account).where(Account.id == account_id)
    db.writing_session().execute(ended.values(fs_uniquifier=fresh_uniquifier()))
    db.session().commit()
