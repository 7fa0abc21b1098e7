from types import SimpleNamespace

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.factories.campaigns import make_campaign
from tests.factories.places import make_commune, make_counter
from tests.survey.answering.at_the_counter import Citizen


@pytest.fixture
def place(session: Session) -> SimpleNamespace:
    """A commune with a counter and an open routine campaign."""
    commune = make_commune(session)
    counter = make_counter(session, commune)
    campaign = make_campaign(session, commune)
    session.commit()
    return SimpleNamespace(
        commune=commune, counter=counter, campaign=campaign, address=f"/q/{counter.code}"
    )


@pytest.fixture
def citizen(client: FlaskClient, session: Session, place: SimpleNamespace) -> Citizen:
    """Somebody standing before the counter of `place`."""
    return Citizen(client, session, place.counter, place.campaign)
