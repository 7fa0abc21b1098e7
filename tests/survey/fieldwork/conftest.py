import pytest

from survey.access.permissions import RoleName
from survey.campaigns.kinds import Kind
from tests.factories.accounts import make_account, sign_in
from tests.factories.campaigns import make_campaign
from tests.factories.fieldwork import assign_to, make_cases, make_draw, make_interviewer
from tests.factories.places import make_commune, make_province


@pytest.fixture
def province(session):
    return make_province(session, "Tỉnh Gia Lai")


@pytest.fixture
def commune(session, province):
    return make_commune(session, province, "Xã Tuy Phước")


@pytest.fixture
def campaign(session, province):
    return make_campaign(session, province, kind=Kind.FIELD, name="Khảo sát hộ dân 2026")


@pytest.fixture
def draw(session, campaign, commune):
    return make_draw(session, campaign, commune)


@pytest.fixture
def cases(session, draw, commune):
    return make_cases(session, draw, commune, 6)


@pytest.fixture
def tablet(app, session, client, campaign, cases):
    """An interviewer's tablet that has all six cases."""
    tablet = make_interviewer(app, session, client, campaign)
    assign_to(session, tablet, cases)
    tablet.sync()
    return tablet


@pytest.fixture
def supervisor(app, session, client, province):
    signed_in = app.test_client()
    sign_in(signed_in, make_account(session, province, RoleName.SUPERVISOR))
    session.commit()
    return signed_in


@pytest.fixture
def where(campaign):
    return f"/manage/campaigns/{campaign.code}/fieldwork"
