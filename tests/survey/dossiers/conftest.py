import pytest

from tests.factories.places import make_commune, make_province


@pytest.fixture
def context(app):
    """The room reads its keys from the application's own folder."""
    with app.app_context():
        yield app


@pytest.fixture
def province(session):
    return make_province(session, "Tỉnh Gia Lai", "52")


@pytest.fixture
def commune(session, province):
    return make_commune(session, province, "Phường Quy Nhơn", "21583")


@pytest.fixture
def neighbour(session, province):
    return make_commune(session, province, "Xã Ia Le", "24022")
