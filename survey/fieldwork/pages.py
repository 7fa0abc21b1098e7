"""Staff pages of fieldwork."""

from flask import Flask

from survey.fieldwork.api import api


def init_app(app: Flask) -> None:
    """Let interviewers' tablets speak to `app`."""
    app.register_blueprint(api)
