"""Presence: who is signed in on this request, and for how long that lasts.

Only a staff page looks for who it is. On a citizen's page none is set; one that a
member of staff brings along is looked at for one thing, that whoever serves does not rate.
"""

from datetime import datetime, timedelta

from flask import Flask, abort, current_app, request, session
from flask_login import current_user
from flask_security.utils import logout_user
from flask_wtf.csrf import CSRFProtect

from survey import clock
from survey.access.guard import Actor, actor_if_any, is_staff_door, is_staff_page, put_actor
from survey.access.permissions import permissions_of
from survey.accounts.models import Account
from survey.db import writing_session

IDLE = timedelta(minutes=45)
"""How long a session lasts without a click: a counter's computer stands in the open."""
WHOLE = timedelta(hours=10)
"""How long a session lasts at all: one working day."""

csrf = CSRFProtect()
_SIGNED_IN, _SEEN = "signed_in_at", "seen_at"


def init_app(app: Flask) -> None:
    """Make `app` recognise whoever opens a staff page."""
    app.config.update(WTF_CSRF_CHECK_DEFAULT=False, WTF_CSRF_TIME_LIMIT=None)
    csrf.init_app(app)
    app.before_request(_recognise)


def begin() -> None:
    """Note in the session when it began (on sign-in)."""
    session[_SIGNED_IN] = session[_SEEN] = _minute(clock.now())


def is_staff_browser() -> bool:
    """Whether whoever asks has a staff session, looked at only where a cookie came along."""
    name = current_app.config["SESSION_COOKIE_NAME"]
    return name in request.cookies and "_user_id" in session


def _recognise() -> None:
    if not is_staff_page():
        return
    if request.method == "POST" and request.is_json:
        abort(415)  # staff pages are forms
    if request.method == "POST" and not is_staff_door():
        writing_session()
    if current_user.is_authenticated:
        _admit(current_user)
    if request.method == "POST" and (actor_if_any() or is_staff_door()):
        csrf.protect()


def _admit(account: Account) -> None:
    if _is_over(clock.now()):
        logout_user()
        return
    put_actor(
        Actor(
            account_id=account.id,
            name=account.name,
            unit_id=account.unit_id,
            permissions=permissions_of(role.name for role in account.roles),
        )
    )


def _is_over(now: datetime) -> bool:
    minute = _minute(now)
    began, seen = session.get(_SIGNED_IN), session.get(_SEEN)
    if began is None or seen is None:
        return True
    if minute - began >= WHOLE / timedelta(minutes=1):
        return True
    if minute - seen >= IDLE / timedelta(minutes=1):
        return True
    if minute != seen:  # at most one new cookie a minute
        session[_SEEN] = minute
    return False


def _minute(moment: datetime) -> int:
    return int(moment.timestamp()) // 60
