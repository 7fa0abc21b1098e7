"""A bare application that knows its languages, and no database: charts need no more."""

from collections.abc import Iterator

import pytest
from flask import Flask

from survey import i18n


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[Flask]:
    app = Flask("charts")
    i18n.init_app(app)
    with app.test_request_context():
        yield app
