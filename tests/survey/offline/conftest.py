import pytest

from tests.factories.campaigns import make_campaign
from tests.factories.devices import make_tablet
from tests.factories.places import make_commune, make_counter, make_province


@pytest.fixture
def province(session):
    return make_province(session, "Tỉnh Gia Lai")


@pytest.fixture
def counter(session, province):
    return make_counter(session, make_commune(session, province, "Phường Quy Nhơn Bắc"))


@pytest.fixture
def campaign(session, province):
    return make_campaign(session, province)


@pytest.fixture
def tablet(app, session, client, counter, campaign):
    return make_tablet(app, session, client, counter)
