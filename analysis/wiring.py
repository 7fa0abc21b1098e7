"""The third floor's wiring: its rooms, in the order of the house."""

from flask import Blueprint, Flask

from analysis.cli import analysis_commands
from analysis.dashboard import pages as dashboard
from analysis.dashboard import pictures, question_pages
from analysis.integrity import pages as integrity
from analysis.targets import pages as targets


def init_app(app: Flask) -> None:
    """Give `app` the floor's templates, pages and commands."""
    app.register_blueprint(Blueprint("analysis", __name__, template_folder="templates"))
    for room in (targets, integrity, dashboard, pictures, question_pages):
        room.init_app(app)
    app.cli.add_command(analysis_commands)
