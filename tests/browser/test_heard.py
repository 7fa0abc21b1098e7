"""The main story: a citizen scans and answers, and finds the answer counted.

Told twice, with script and without: nothing in it may need any.
"""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE, told
from tests.live import LiveServer

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def counter(demo: LiveServer) -> dict[str, str]:
    """A counter of a commune that has answers enough to be shown."""
    results = json.loads(told(demo, "analysis", "results", "--format", "json"))
    busy = max((r for r in results if len(r["unit_code"]) == 5), key=lambda r: r["n"])
    counters = json.loads(told(demo, "survey", "counters", "--format", "json"))
    return next(c for c in counters if c["unit_code"] == busy["unit_code"])


def sign_in(demo: LiveServer, page: Page) -> None:
    page.goto(f"{demo.url}/manage/")
    welcome = told(demo, "survey", "welcome")
    address, password = re.search(r"Đăng nhập:\s+(\S+)\s+(\S+)", welcome).groups()
    page.locator("input[name=email]").fill(address)
    page.locator("input[name=password]").fill(password)
    page.locator("main").get_by_role("button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tỉnh Gia Lai")


def answers_shown(page: Page, demo: LiveServer, unit_name: str) -> int:
    page.goto(f"{demo.url}/manage/?find={unit_name}")
    page.get_by_role("link", name=unit_name, exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(unit_name)
    words = page.get_by_text(re.compile(r"trên [\d.]+ phiếu hợp lệ")).first.inner_text()
    return int(re.search(r"trên ([\d.]+) phiếu", words)[1].replace(".", ""))


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_citizen_answers_and_is_counted(demo, visitor, counter, script):
    manager = visitor(DESK, java_script_enabled=script)
    sign_in(demo, manager)
    before = answers_shown(manager, demo, counter["unit_name"])

    citizen = visitor(PHONE, java_script_enabled=script)
    citizen.goto(counter["address"])
    citizen.locator("label:has(#overall-5)").click()
    citizen.locator("label:has(#attitude-4)").click()
    citizen.locator("textarea").fill("Tôi được nghe.")
    citizen.get_by_role("button", name="Gửi đánh giá").click()
    expect(citizen.get_by_role("heading", level=1)).to_have_text("Cảm ơn Ông/Bà!")
    citizen.reload()  # sends it again
    expect(citizen.get_by_role("heading", level=1)).to_have_text("Cảm ơn Ông/Bà!")
    citizen.locator(".receipt a").click()
    expect(citizen.get_by_role("heading", level=1)).to_have_text("Phiếu đã được nhận")

    assert answers_shown(manager, demo, counter["unit_name"]) == before + 1
    assert told(demo, "survey", "verify").startswith("Sổ phiếu nguyên vẹn")
