"""A commune with a counter at which a flood was held, and those who may look at it."""

from types import SimpleNamespace

import pytest

from analysis.rollup.advance import catch_up
from survey.access.permissions import RoleName
from survey.places.models import Unit
from tests.analysis.ledgers import DAY, answer, open_campaign, overall
from tests.factories.accounts import make_account, sign_in
from tests.factories.places import make_commune, make_counter, make_province

HELD = ("burst", "held")


@pytest.fixture
def land(session) -> SimpleNamespace:
    """Xã Ia Le, ten satisfied at its counter, and six who were not, held as a flood."""
    province = make_province(session, "Tỉnh Gia Lai")
    ia_le, other = (make_commune(session, province, name) for name in ("Xã Ia Le", "Xã Chư Prông"))
    counter = make_counter(session, ia_le)
    campaign = open_campaign(session, province)
    answer(session, campaign, ia_le, overall(*[5] * 10), counter_id=counter.id)
    flood = overall(*[1] * 6)
    held = answer(session, campaign, ia_le, flood, counter_id=counter.id, flags=HELD)
    catch_up(session)
    return SimpleNamespace(
        province=province, ia_le=ia_le, other=other, counter=counter, campaign=campaign, held=held
    )


@pytest.fixture
def address(land) -> str:
    """Where the flood is ruled on."""
    return f"/manage/held/{land.campaign.id}/{land.ia_le.id}/{land.counter.id}/{DAY}/burst"


@pytest.fixture
def as_(session, client):
    """Sign in somebody with a role at a unit, and return their account's number."""

    def become(unit: Unit, role: RoleName = RoleName.MANAGER) -> int:
        account = make_account(session, unit, role)
        sign_in(client, account)
        return account.id

    return become
