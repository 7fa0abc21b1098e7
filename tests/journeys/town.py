"""A town for servers that run by the real clock: communes, counters, an open campaign."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from survey.answering import visit
from survey.db import open_engine
from tests.factories.campaigns import make_campaign
from tests.factories.places import make_commune, make_counter, make_province

KEY = "the key of a server under test"
SECRETS = {"SECRET_KEY": KEY, "PASSWORD_SALT": "a salt under test"}
"""What a server is told, so that a test can sign a Visit as the server would."""


@dataclass(frozen=True)
class Town:
    """The counters, by code, with their units, and the campaign that asks at all of them."""

    province_id: int
    counters: Sequence[tuple[str, int]]
    campaign_id: int

    def visit(self, code: str) -> str:
        """Return a Visit that begins now at the counter with `code`, as a page carries it."""
        begun = visit.begin(
            counter=code,
            campaign_id=self.campaign_id,
            questionnaire="dossier",
            version=1,
            channel="qr",
            now=datetime.now(UTC),
        )
        return visit.signed(begun, KEY)


def found_town(database_url: str, communes: int = 4, counters: int = 2) -> Town:
    """Keep a province of `communes` with `counters` each and a campaign open for a year."""
    engine = open_engine(database_url)
    today = datetime.now(UTC).date()
    with Session(engine) as session:
        session.connection(execution_options={"writes": True})
        province = make_province(session)
        places = [make_commune(session, province, f"Xã Số {n + 1}") for n in range(communes)]
        desks = [make_counter(session, place) for place in places for _ in range(counters)]
        span = {"starts_on": today - timedelta(days=180), "ends_on": today + timedelta(days=180)}
        campaign = make_campaign(session, province, **span)
        town = Town(province.id, [(desk.code, desk.unit_id) for desk in desks], campaign.id)
        session.commit()
    engine.dispose()
    return town
