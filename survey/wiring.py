"""The second floor's wiring: its ground, then its rooms, in the order of the house."""

from flask import Blueprint, Flask

from survey import cli, clock, db, errors, i18n, navigation, security
from survey.access import guard
from survey.answering import pages as answering
from survey.clock import Clock
from survey.responses import cli as _responses_cli  # noqa: F401  adds its commands
from survey.settings import Settings


def init_app(app: Flask, settings: Settings, clock_: Clock) -> None:
    """Give `app` the floor's settings, database, languages, guards and rooms."""
    app.extensions["settings"] = settings
    app.secret_key = settings.secret_key
    app.config["MAX_CONTENT_LENGTH"] = 8 * 1024 * 1024
    app.register_blueprint(Blueprint("survey", __name__, template_folder="templates"))
    clock.init_app(app, clock_)
    db.init_app(app, settings.database_url)
    i18n.init_app(app)
    security.init_app(app)
    errors.init_app(app)
    navigation.init_app(app)
    guard.init_app(app)
    answering.init_app(app)
    cli.init_app(app)
