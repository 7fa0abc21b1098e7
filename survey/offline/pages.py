"""Staff pages of the tablets: which there are, how they are, enrolling and revoking them."""

from flask import Flask

from survey.offline.api import api


def init_app(app: Flask) -> None:
    """Let tablets speak to `app`."""
    app.register_blueprint(api)
