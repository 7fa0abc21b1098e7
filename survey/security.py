"""What every response tells the browser it may do: almost nothing.

A view that sets a stricter policy of its own keeps it. Nothing inline runs without
the request's nonce, and nothing comes from another host.
"""

import secrets

from flask import Flask, Request, Response, current_app, g
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from werkzeug.middleware.proxy_fix import ProxyFix

from survey.settings import Settings

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "script-src {scripts}"
)
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_ONE_YEAR = "max-age=31536000"


class CookieIfAny(SecureCookieSessionInterface):
    """Sessions in a signed cookie; a visitor without one costs no key to be made."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Return what the cookie holds, or an empty session at once."""
        if self.get_cookie_name(app) not in request.cookies:
            return self.session_class()
        return super().open_session(app, request)


def init_app(app: Flask) -> None:
    """Make every response of `app` carry its headers."""
    app.session_interface = CookieIfAny()
    settings: Settings = app.extensions["settings"]
    if settings.proxies:
        # Only as many as are ours: whatever stands before them, anybody can have written.
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=settings.proxies, x_proto=0, x_host=0, x_prefix=0
        )
    app.after_request(_restrain)
    app.jinja_env.globals["script_nonce"] = nonce


def nonce() -> str:
    """Return this request's nonce, made when first asked for."""
    if "script_nonce" not in g:
        g.script_nonce = secrets.token_urlsafe(16)
    made: str = g.script_nonce
    return made


def policy_with(more: str) -> str:
    """Return the staff side's policy with `more` allowed on one page."""
    return f"{_POLICY.format(scripts=_scripts())}; {more}"


def _restrain(response: Response) -> Response:
    for name, value in _ALWAYS.items():
        response.headers.setdefault(name, value)
    if "Content-Security-Policy" not in response.headers:
        response.headers["Content-Security-Policy"] = _POLICY.format(scripts=_scripts())
    if g.get("is_staff_page"):
        response.headers["Cache-Control"] = "no-store"
    settings: Settings = current_app.extensions["settings"]
    if settings.is_served_securely:
        response.headers["Strict-Transport-Security"] = _ONE_YEAR
    return response


def _scripts() -> str:
    # Only a page that has asked for a nonce has anything inline to run.
    return f"'self' 'nonce-{g.script_nonce}'" if "script_nonce" in g else "'self'"
