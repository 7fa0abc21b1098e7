"""The author's pages, each as the accessibility engine and a narrow phone see it."""

import pytest
from sqlalchemy.orm import Session

from tests.browser.author import sign_in
from tests.browser.conftest import PHONE
from tests.factories.places import make_commune, make_province
from tests.live import LiveServer

pytestmark = pytest.mark.browser

PAGES = (
    *("", "/head", "/sections/0", "/sections/0/questions/new", "/sections/0/questions/0"),
    *("/sections/0/questions/new/choices", "/sections/0/questions/new/matrix", "/scales/new"),
    *("/scale", "/rules/new", "/languages", "/words/en", "/trial", "/history", "/publish"),
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_authors_pages(
    live: LiveServer, live_session: Session, visitor, axe, scheme
):
    commune = make_commune(live_session, make_province(live_session))
    live_session.commit()
    page = visitor(PHONE, color_scheme=scheme)
    sign_in(live, page, commune, f"axe-{scheme}@gialai.gov.vn")
    page.goto(f"{live.url}/manage/questionnaires/new?from=dossier:1")
    axe(page)
    page.get_by_label("Mã phiếu").fill(f"axe-{scheme}")
    page.get_by_role("button", name="Lập bản thảo").click()
    draft = page.url
    for address in (f"{live.url}/manage/questionnaires", *(f"{draft}{each}" for each in PAGES)):
        page.goto(address)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
