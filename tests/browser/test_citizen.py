"""A citizen's pages in a real browser: heard by a screen reader, driven by keys, read big."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, told

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def code(demo) -> str:
    """The code of a counter in a commune."""
    counters = json.loads(told(demo, "survey", "counters", "--format", "json"))
    return next(c["code"] for c in counters if len(c["unit_code"]) == 5)


def test_a_rating_is_one_request_and_nothing_more(demo, phone: Page, code):
    requests: list[str] = []
    phone.on("request", lambda request: requests.append(request.url))
    phone.goto(f"{demo.url}/q/{code}")
    phone.wait_for_load_state("networkidle")
    assert requests == [f"{demo.url}/q/{code}"]
    assert phone.context.cookies() == []


@pytest.mark.parametrize("path", ["/q/{code}", "/kiosk/", "/q/", "/q/AAAAA", "/no"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(demo, phone: Page, axe, code, path, scheme):
    phone.emulate_media(color_scheme=scheme)
    phone.goto(demo.url + path.format(code=code))
    axe(phone)


def test_the_whole_rating_passes_axe(demo, phone: Page, axe, code):
    phone.goto(f"{demo.url}/q/{code}")
    phone.get_by_role("button", name="Gửi đánh giá").click()
    expect(phone.get_by_role("alert")).to_contain_text("chưa chọn câu trả lời nào")
    axe(phone)
    phone.locator("#overall-4").check()
    phone.get_by_role("button", name="English").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Rate the service you received")
    expect(phone.locator("#overall-4")).to_be_checked()
    axe(phone)
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Thank you")
    axe(phone)
    phone.locator(".receipt a").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("received")
    axe(phone)


def test_keys_alone_are_enough(demo, phone: Page, code):
    phone.goto(f"{demo.url}/q/{code}")
    phone.locator("#overall-1").focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "Tab", "Space"):
        phone.keyboard.press(key)
    expect(phone.locator("#overall-4")).to_be_checked()
    expect(phone.locator("#convenience-1")).to_be_checked()
    phone.locator("textarea").focus()
    phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Cảm ơn Ông/Bà!")


@pytest.mark.parametrize("width", [360, 180])
def test_nothing_runs_off_the_side_even_at_twice_the_size(demo, visitor, code, width):
    page = visitor({"width": width, "height": 740})
    for path in (f"/q/{code}", "/q/?s=pleiku", "/q/AAAAA"):
        page.goto(demo.url + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_every_choice_is_large_enough_for_a_thumb(demo, visitor, code):
    page = visitor(PHONE)
    page.goto(f"{demo.url}/q/{code}")
    sizes = page.eval_on_selector_all(
        "label:has(input), button:not([hidden]), a",
        "all => all.map(e => [e.getBoundingClientRect().height, e.textContent.trim()])",
    )
    assert [words for height, words in sizes if height < 48] == []


def test_a_rating_needs_no_script(demo, phone_without_script: Page, code):
    page = phone_without_script
    page.goto(f"{demo.url}/q/{code}")
    page.locator("label:has(#overall-5)").click()
    page.get_by_role("button", name="Gửi đánh giá").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cảm ơn Ông/Bà!")
