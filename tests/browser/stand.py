"""A stand at a counter: a tablet enrolled there, the way to the server, and the office behind."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from survey.db import open_engine
from survey.offline.enrolling import open_enrolment
from survey.offline.models import Device
from survey.places.models import Counter
from survey.responses.models import Response
from survey.settings import from_environment
from tests.browser.kiosk import Tablet
from tests.browser.way import Way
from tests.journeys.town import Town, found_town
from tests.live import LiveServer
from wsgi import create_app


class Office:
    """One counter of the office: it enrols tablets, and reads what the ledger holds."""

    def __init__(self, server: LiveServer, engine: Engine, code: str) -> None:
        self.server = server
        self.engine = engine
        self.code = code
        self._app = create_app(from_environment(server.environ))

    @property
    def today(self) -> datetime:
        return datetime.now(UTC)

    def enrolment(self) -> tuple[str, str]:
        """Make an enrolment at this counter: its code, and the PIN."""
        with self._app.app_context(), Session(self.engine) as session:
            counter = session.scalars(select(Counter).where(Counter.code == self.code)).one()
            secret = open_enrolment(session, counter)
            session.commit()
        return secret.code, secret.pin

    def revoke(self, device: str) -> None:
        """Say that a tablet was lost."""
        with Session(self.engine) as session:
            session.get_one(Device, device).revoked_at = self.today
            session.commit()

    def ledger(self) -> list[str]:
        """Return the ids of the responses kept at this counter, in order."""
        return sorted(response.id for response in self.responses())

    def years(self) -> set[int]:
        """Return the years in which its responses were given."""
        return {response.day.year for response in self.responses()}

    def responses(self) -> list[Response]:
        with Session(self.engine) as session:
            at = select(Counter.id).where(Counter.code == self.code).scalar_subquery()
            return list(session.scalars(select(Response).where(Response.counter_id == at)))


@pytest.fixture(scope="module")
def hall(live: LiveServer) -> Iterator[tuple[Iterator[str], Engine]]:
    """A hall with a counter for each test: no test sees another's ratings."""
    town: Town = found_town(live.database_url, communes=2, counters=40)
    engine = open_engine(live.database_url)
    yield iter([code for code, _unit in town.counters]), engine
    engine.dispose()


@pytest.fixture
def office(live: LiveServer, hall: tuple[Iterator[str], Engine]) -> Office:
    codes, engine = hall
    return Office(live, engine, next(codes))


@pytest.fixture
def way(live: LiveServer) -> Iterator[Way]:
    with Way(live.port) as open_way:
        yield open_way


@pytest.fixture
def blank_tablet(chromium: Browser, way: Way, tmp_path: Path) -> Iterator[Tablet]:
    """A tablet that nobody has enrolled yet, switched off."""
    tablet = Tablet(chromium.browser_type, tmp_path / "profile", way.url)
    yield tablet
    tablet.off()


@pytest.fixture
def tablet(blank_tablet: Tablet, office: Office) -> Tablet:
    """A tablet enrolled at the office's counter."""
    blank_tablet.on()
    blank_tablet.enrol(*office.enrolment())
    return blank_tablet
