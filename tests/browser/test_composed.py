"""From an author's first word to a manager's number: composed, published, answered, tallied.

Citizens answer by QR in two languages; the second time the whole story is told without
script on anybody's side.
"""

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from tests.browser.author import composed, heading, sign_in
from tests.browser.conftest import DESK, PHONE
from tests.factories.places import make_commune, make_counter, make_province
from tests.live import LiveServer

pytestmark = pytest.mark.browser


def rate(citizen: Page, address: str, step: int, *, in_english: bool = False) -> None:
    """Scan the code, choose a language, a step and, where asked why, a reason."""
    citizen.goto(address)
    heading(citizen, "Ý kiến ở quầy")
    if in_english:
        citizen.get_by_role("button", name="English").click()
        heading(citizen, "English words 0")
    citizen.locator(f"label:has(#overall-{step})").click()
    if step <= 3:
        give_a_reason(citizen)
    citizen.locator(".send").click()
    expect(citizen.locator(".receipt")).to_be_visible()


def give_a_reason(citizen: Page) -> None:
    reason = citizen.locator("[data-when] label").first
    if not reason.is_visible():  # without script the page comes back with it
        citizen.locator(".send").click()
    reason.click()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_what_is_composed_is_answered_in_two_languages_and_tallied(
    live: LiveServer, live_session: Session, visitor, script
):
    commune = make_commune(live_session, make_province(live_session))
    counter = make_counter(live_session, commune)
    live_session.commit()
    manager = visitor(DESK, java_script_enabled=script)
    sign_in(live, manager, commune, f"mai-{int(script)}@gialai.gov.vn")
    composed(live, manager, f"quay-{int(script)}", script)

    for step in (5, 4, 5, 2, 1):
        phone = visitor(PHONE, java_script_enabled=script, has_touch=True, is_mobile=True)
        rate(phone, f"{live.url}/q/{counter.code}", step)
    for step in (5, 1, 2, 3):
        phone = visitor(PHONE, java_script_enabled=script, has_touch=True, is_mobile=True)
        rate(phone, f"{live.url}/q/{counter.code}", step, in_english=True)

    manager.goto(f"{live.url}/manage/units/{commune.id}")
    expect(manager.locator("main")).to_contain_text("Chưa đủ phiếu để kết luận")
    manager.get_by_role("link", name="Từng câu hỏi").first.click()
    rating, why = (
        manager.locator("section.question").nth(0),
        manager.locator("section.question").nth(1),
    )
    expect(rating).to_contain_text("hài lòng trên 9 người trả lời")
    expect(why.get_by_role("row", name="Chờ lâu")).to_contain_text("5 trên 5")
    expect(why).to_contain_text("4 không được hỏi")
