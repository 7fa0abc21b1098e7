"""What a manager reads of results: on a phone and at a desk, and for whoever listens."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE, told
from tests.live import LiveServer

pytestmark = pytest.mark.browser

PAGES = (
    *("units/1", "units/1/mix", "units/1/watch/", "units/1/drivers/", "units/1/compare/"),
    *("units/1/compare/changes", "units/1/compare/planning", "indices", "indices/published"),
    *("indices/published/new", "findings", "held", "suspicions", "targets", "targets/new"),
)


@pytest.fixture(scope="module")
def words_of_the_demo(demo: LiveServer) -> str:
    """The sign-in words of the demonstration's manager, set anew."""
    said = told(demo, "survey", "set-password", "quanly@example.vn")
    return re.search(r"Mật khẩu: (\S+)", said)[1]


def sign_in(demo: LiveServer, page: Page, words: str) -> None:
    page.goto(f"{demo.url}/manage/")
    page.locator("input[name=email]").fill("quanly@example.vn")
    page.locator("input[name=password]").fill(words)
    page.locator("main").get_by_role("button").click()


def test_axe_finds_nothing_and_nothing_is_cut_off(
    demo: LiveServer, words_of_the_demo, visitor, axe
):
    page = visitor(PHONE, color_scheme="dark")
    sign_in(demo, page, words_of_the_demo)
    for address in PAGES:
        page.goto(f"{demo.url}/manage/{address}")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        expect(page.locator("nav.menu [aria-current=page]")).to_have_count(1)
        expect(page.get_by_role("heading", level=1)).to_have_count(1)


def test_the_menu_takes_two_lines_of_a_desk(demo: LiveServer, words_of_the_demo, visitor):
    page = visitor(DESK)
    sign_in(demo, page, words_of_the_demo)
    parts = page.locator("nav.menu ul")
    tops = parts.evaluate_all(
        "uls => uls.map(ul => [...ul.children].map(li => li.getBoundingClientRect().top))"
    )
    assert [len(set(part)) for part in tops] == [1, 1]
