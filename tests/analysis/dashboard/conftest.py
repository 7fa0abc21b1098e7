"""A province with two communes and a campaign, whose answers each test gives by counts."""

from types import SimpleNamespace
from uuid import uuid4

import pytest

from survey.access.permissions import RoleName
from survey.campaigns.models import Campaign
from survey.places.models import Unit
from survey.responses import store
from survey.responses.ballot import Ballot
from tests.analysis.ledgers import DAY, answer, open_campaign, overall
from tests.factories.accounts import make_account, sign_in
from tests.factories.places import make_commune, make_province


@pytest.fixture
def land(session) -> SimpleNamespace:
    """Tỉnh Gia Lai with Xã Ia Le and Phường An Nhơn, in an open routine campaign."""
    province = make_province(session, "Tỉnh Gia Lai")
    communes = [make_commune(session, province, name) for name in ("Xã Ia Le", "Phường An Nhơn")]
    campaign = open_campaign(session, province)
    return SimpleNamespace(
        province=province, ia_le=communes[0], an_nhon=communes[1], campaign=campaign
    )


@pytest.fixture
def give(session):
    """Keep `satisfied` of `n` answers to the overall question in a unit."""

    def keep(campaign: Campaign, unit: Unit, satisfied: int, n: int, **more: object) -> None:
        answer(session, campaign, unit, overall(*[5] * satisfied, *[3] * (n - satisfied)), **more)

    return keep


@pytest.fixture
def say(session):
    """Keep one answer for each of `texts`, with those words."""

    def keep(campaign: Campaign, unit: Unit, *texts: str, value: int = 5) -> None:
        ballots = [
            Ballot(
                id=uuid4().hex,
                campaign_id=campaign.id,
                unit_id=unit.id,
                counter_id=None,
                questionnaire=campaign.questionnaire,
                version=campaign.version,
                language="vi",
                channel="qr",
                day=DAY,
                minute=None,
                answers={"overall": value},
                words={"comment": text},
            )
            for text in texts
        ]
        store.keep(session.connection(), ballots)
        session.commit()

    return keep


@pytest.fixture
def as_(session, client):
    """Sign in somebody with a role at a unit."""

    def become(unit: Unit, role: RoleName = RoleName.MANAGER) -> None:
        sign_in(client, make_account(session, unit, role))

    return become
