"""An interviewer on the way: a tablet under the arm, a list in it, and the office behind."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from forms import library
from survey.campaigns.kinds import Kind
from survey.campaigns.models import Campaign
from survey.db import open_engine
from survey.fieldwork.enrolling import open_enrolment
from survey.fieldwork.interviewer_models import Interviewer
from survey.fieldwork.models import Assignment, Attempt, FieldworkSettings
from survey.offline.enrolling import Secret
from survey.responses.models import Response
from survey.settings import from_environment
from tests.browser.kiosk import Tablet
from tests.browser.way import Way
from tests.factories.campaigns import make_campaign
from tests.factories.fieldwork import make_cases, make_draw
from tests.factories.places import make_commune, make_province
from tests.live import LiveServer
from wsgi import create_app

NAME = "Rơ Châm H'Lan"
HERE = {"latitude": 13.98347, "longitude": 108.00412, "accuracy": 12}
VILLAGE = "Làng Plei Ốp"
NAMES = (
    "Rơ Châm H'Blin",
    "Nguyễn Thị Đào",
    "Siu Y Thoan",
    "Trần Văn Ký",
    "Lê Thị Mơ",
    "Ksor Nay",
)
"""Four that were drawn, and two of the reserve."""


class Field:
    """The office of one campaign: it lets interviewers in, and reads what came of their visits."""

    def __init__(self, server: LiveServer, engine: Engine) -> None:
        self.engine = engine
        self._app = create_app(from_environment(server.environ))
        today = datetime.now(UTC).date()
        with self.opened() as session:
            commune = make_commune(session, make_province(session), "Phường Pleiku")
            campaign = make_campaign(
                session,
                commune,
                kind=Kind.FIELD,
                name="Đo lường hài lòng của người dân 2026",
                starts_on=today - timedelta(days=30),
                ends_on=today + timedelta(days=30),
                questionnaire=library.find("counter", 1),
            )
            session.add(FieldworkSettings(campaign_id=campaign.id, ask_position=True, seed="2026"))
            draw = make_draw(session, campaign, commune)
            cases = [
                case
                for number, name in enumerate(NAMES, 1)
                for case in make_cases(
                    session,
                    draw,
                    commune,
                    label=f"{name}, {VILLAGE}",
                    place="main" if number <= 4 else "reserve",
                    number=number,
                )
            ]
            session.commit()
            self.campaign, self.cases = campaign.id, [case.id for case in cases]

    def opened(self) -> Session:
        session = Session(self.engine)
        session.connection(execution_options={"writes": True})
        return session

    def enrolment(self) -> Secret:
        with self._app.app_context(), self.opened() as session:
            secret = open_enrolment(session, session.get_one(Campaign, self.campaign))
            session.commit()
        return secret

    def assign(self) -> None:
        """Give every case to the one interviewer there is."""
        with self.opened() as session:
            by = session.scalars(self._mine(Interviewer)).one().id
            now = datetime.now(UTC)
            session.add_all(
                Assignment(case_id=id_, interviewer_id=by, at=now) for id_ in self.cases
            )
            session.commit()

    def revoke(self) -> None:
        with self.opened() as session:
            session.scalars(self._mine(Interviewer)).one().revoked_at = datetime.now(UTC)
            session.commit()

    def attempts(self) -> list[Attempt]:
        with Session(self.engine) as session:
            return list(session.scalars(self._mine(Attempt).order_by(Attempt.case_id)))

    def responses(self) -> list[Response]:
        with Session(self.engine) as session:
            return list(session.scalars(self._mine(Response)))

    def _mine(self, table):
        return select(table).where(table.campaign_id == self.campaign)


class Carried(Tablet):
    """A tablet with the interviewer's page, worked by touch."""

    where = "/interview/"
    base = "langnghe-interview"
    pin = ""

    def enrol_by_hand(self, secret: Secret) -> None:
        self.pin = secret.pin
        self.page.get_by_label("Mã đăng ký").fill(secret.code)
        self.page.get_by_label("Họ và tên").fill(NAME)
        self.page.get_by_label("Mã PIN").fill(secret.pin)
        self.press("Đăng ký máy này")
        expect(self.heading()).to_have_text("Danh sách phỏng vấn")

    def unlock(self) -> None:
        expect(self.heading()).to_have_text("Máy đang khóa")
        for digit in self.pin:
            self.press(digit)
        self.press("Mở")

    def heading(self) -> Locator:
        return self.page.get_by_role("heading", level=1)

    def press(self, name: str) -> None:
        self.page.wait_for_timeout(280)  # what comes sooner at one place is taken for the same tap
        self.page.get_by_role("button", name=name, exact=True).tap()

    def take(self, id_: str) -> None:
        self.page.wait_for_timeout(280)
        self.page.locator(f"label:has(#{id_})").tap()

    def open_case(self, name: str) -> None:
        self.page.wait_for_timeout(280)
        self.page.locator("button.case", has_text=name).tap()
        expect(self.heading()).to_contain_text(name)

    def begin(self, name: str, *, may_be_found: bool) -> None:
        """Go to a case and begin to ask."""
        self.open_case(name)
        self.press("Bắt đầu phỏng vấn")
        self.press("Đồng ý trả lời")
        self.press("Đồng ý ghi vị trí" if may_be_found else "Không ghi vị trí")

    def back_to_list(self) -> None:
        expect(self.heading()).to_have_text("Đã lưu trên máy")
        self.press("Về danh sách")
        expect(self.heading()).to_have_text("Danh sách phỏng vấn")

    def names_kept(self) -> bool:
        """Return whether whoever takes the disk apart in the browser finds somebody's name."""
        return any(VILLAGE in str(self.stored(store)) for store in ("facts", "queue", "identities"))


@pytest.fixture
def field(live: LiveServer) -> Iterator[Field]:
    engine = open_engine(live.database_url)
    yield Field(live, engine)
    engine.dispose()


@pytest.fixture
def carried(chromium: Browser, way: Way, field: Field, tmp_path: Path) -> Iterator[Carried]:
    """An interviewer's tablet that is let in and has its list."""
    tablet = Carried(chromium.browser_type, tmp_path / "profile", way.url)
    tablet.on()
    tablet.context.grant_permissions(["geolocation"], origin=way.url)
    tablet.context.set_geolocation(HERE)
    tablet.enrol_by_hand(field.enrolment())
    field.assign()
    tablet.send()
    expect(tablet.page.locator("button.case")).to_have_count(4)
    yield tablet
    tablet.off()
