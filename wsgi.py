"""The roof: composes the three floors into one application, and nothing else."""

import os
from pathlib import Path

from flask import Flask

import analysis.wiring
import forms.wiring
import survey.wiring
from survey.clock import Clock, utc_now
from survey.settings import Settings, from_environment

HERE = Path(__file__).resolve().parent


def create_app(settings: Settings | None = None, clock: Clock = utc_now) -> Flask:
    """Return the application for `settings`, by default those of the environment."""
    settings = settings or from_environment(os.environ)
    app = Flask(
        "langnghe", root_path=str(HERE), static_folder="survey/static", template_folder=None
    )
    forms.wiring.init_app(app)
    survey.wiring.init_app(app, settings, clock)
    analysis.wiring.init_app(app)
    return app


def __getattr__(name: str) -> Flask:
    # `gunicorn wsgi:app` and `flask --app wsgi` look for `app`; importing this module
    # for `create_app` alone reads no environment and opens no database.
    if name == "app":
        globals()[name] = create_app()
        return globals()[name]  # type: ignore[no-any-return]
    raise AttributeError(name)
