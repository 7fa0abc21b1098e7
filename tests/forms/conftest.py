"""An application with nothing in it but this floor, and questionnaires small enough to read."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask_babel import Babel

from forms.wiring import init_app


@pytest.fixture
def forms_app() -> Flask:
    app = Flask("forms_alone")
    Babel(app, default_locale="vi")
    init_app(app)
    return app


@pytest.fixture
def in_app(forms_app: Flask) -> Iterator[Flask]:
    with forms_app.app_context():
        yield forms_app
