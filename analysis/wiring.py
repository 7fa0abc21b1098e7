"""The third floor's wiring: its rooms, in the order of the house."""

from flask import Blueprint, Flask


def init_app(app: Flask) -> None:
    """Give `app` the floor's templates, pages and commands."""
    app.register_blueprint(Blueprint("analysis", __name__, template_folder="templates"))
