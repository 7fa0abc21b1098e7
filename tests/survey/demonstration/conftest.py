"""A small stage: as many communes as the sample's design asks for, and whoever plays on it."""

from dataclasses import dataclass
from datetime import date

import pytest

from survey.demonstration.seeding import Stage
from tests.factories.accounts import make_account
from tests.factories.places import make_commune, make_province


@dataclass(frozen=True)
class Small:
    """The stage, and the account that does what is done."""

    stage: Stage
    by: int


@pytest.fixture
def small(app, session) -> Small:
    province = make_province(session)
    names = [f"Phường {n}" for n in range(5)] + [f"Xã {n}" for n in range(8)]
    communes = [make_commune(session, province, name) for name in names]
    account = make_account(session, province)
    session.commit()
    return Small(Stage(province, communes, date(2026, 11, 20)), account.id)
