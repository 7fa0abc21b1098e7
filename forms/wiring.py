"""What the application needs of this floor: its templates and its commands, no route."""

from flask import Blueprint, Flask

from forms import showing
from forms.cli_exchange import forms_commands


def init_app(app: Flask) -> None:
    """Give `app` the ballot's templates and `flask forms`."""
    app.register_blueprint(Blueprint("forms", __name__, template_folder="templates"))
    app.extensions[showing.BLANKS] = {}
    app.cli.add_command(forms_commands)
