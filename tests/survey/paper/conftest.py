import pytest

from tests.factories.accounts import make_account
from tests.factories.campaigns import make_campaign
from tests.factories.paper import make_forms, shelve_paper
from tests.factories.places import make_commune, make_province


@pytest.fixture
def context(app):
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


@pytest.fixture
def questionnaire(app):
    return shelve_paper(app)


@pytest.fixture
def campaign(session, province, questionnaire):
    return make_campaign(session, province, code="TX-1", questionnaire=questionnaire)


@pytest.fixture
def people(session, province):
    """Three who type forms: An, Bình and Chi."""
    names = ("An", "Bình", "Chi")
    return [make_account(session, province, "typist", name=name) for name in names]


@pytest.fixture
def code(app, session, campaign, commune):
    """One printed form of Quy Nhơn."""
    # Not under `context`: requests under one context would share who signed in.
    with app.app_context():
        return make_forms(session, campaign, commune)[0]
