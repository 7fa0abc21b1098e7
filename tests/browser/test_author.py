"""An author's story: a small questionnaire is composed, tried out, published and opened.

Told twice, with script and without: nothing in it may need any.
"""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from survey.places.models import Unit
from tests.browser.conftest import DESK, PHONE, told
from tests.factories.places import make_commune, make_counter, make_province
from tests.live import LiveServer

pytestmark = pytest.mark.browser


def sign_in(live: LiveServer, page: Page, unit: Unit, email: str) -> None:
    words = ("--name", "Nguyễn Thị Mai", "--role", "manager", "--unit", unit.code)
    password = re.search(r"Mật khẩu: (\S+)", told(live, "survey", "add-account", email, *words))
    page.goto(f"{live.url}/manage/")
    page.locator("input[name=email]").fill(email)
    page.locator("input[name=password]").fill(password[1])
    page.locator("main").get_by_role("button").click()


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def begin(live: LiveServer, page: Page, code: str) -> None:
    page.goto(f"{live.url}/manage/questionnaires")
    page.get_by_role("link", name="Soạn phiếu mới").click()
    page.get_by_label("Tên phiếu").fill("Ý kiến ở quầy")
    page.get_by_label("Mã phiếu").fill(code)
    page.get_by_role("button", name="Lập bản thảo").click()
    heading(page, "Ý kiến ở quầy")
    expect(page.get_by_text(re.compile("Còn .* lỗi")).first).to_be_visible()
    page.get_by_role("link", name="Sửa tên, mã, lời giới thiệu").click()
    page.get_by_label("Lời giới thiệu").fill("Chỉ mất nửa phút.")
    page.get_by_role("button", name="Lưu").click()


def borrow_overall(page: Page) -> None:
    page.get_by_role("link", name="Thêm câu hỏi").first.click()
    page.get_by_label("Tìm trong lời câu hỏi").fill("hai long")
    page.get_by_label("Loại").select_option("scale")
    page.get_by_role("button", name="Tìm câu hỏi").click()
    page.locator("button[value='dossier:1.overall']").click()
    expect(page.get_by_text("Phiếu không có lỗi")).to_be_visible()


def ask_why(page: Page) -> None:
    page.get_by_role("link", name="Thêm câu hỏi").first.click()
    page.get_by_role("link", name="Chọn nhiều", exact=True).click()
    page.locator("#words").fill("Điều gì chưa tốt?")
    for number, words in enumerate(("Chờ lâu", "Thái độ chưa tốt", "Điều khác")):
        page.locator(f"[name=choices-{number}-words]").fill(words)
    page.locator("[name=choices-2-other]").check()
    page.locator("#when").fill("overall <= 4 maybe")
    page.locator("#source").fill("Tổ soạn phiếu của tỉnh")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text(re.compile("Còn 1 lỗi"))).to_be_visible()
    page.get_by_role("link", name=re.compile("Sửa ?: câu 2")).click()
    expect(page.locator("#when")).to_have_attribute("aria-invalid", "true")
    page.locator("#when").fill("overall <= 3")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("không quá 3 (Bình thường)")).to_be_visible()


def translate(page: Page) -> None:
    page.get_by_role("link", name="Bản dịch").click()
    page.get_by_label("Mã ngôn ngữ").fill("en")
    page.get_by_role("button", name="Lưu").click()
    page.get_by_role("link", name="Bản dịch").click()
    page.get_by_role("link", name=re.compile("Dịch ?: en")).click()
    boxes = page.locator(".pair textarea")
    for number in range(boxes.count()):
        boxes.nth(number).fill(f"English words {number}")
    page.get_by_role("button", name="Lưu").click()


def try_out(page: Page, script: bool) -> None:
    page.get_by_role("link", name="Xem thử").click()
    frame = page.frame_locator("iframe")
    frame.locator("label:has(#overall-3)").click()
    if not script:  # the follow-up comes with the next page
        frame.get_by_role("button", name="Gửi đánh giá").click()
    frame.locator("label:has-text('Chờ lâu')").click()
    frame.get_by_role("button", name="Gửi đánh giá").click()
    expect(frame.get_by_role("heading", level=1)).to_have_text("Xem thử xong")


def publish(page: Page) -> None:
    page.get_by_role("link", name="Ban hành", exact=True).click()
    page.get_by_label("Số quyết định ban hành").fill("12/QĐ-UBND")
    page.get_by_label("Có hiệu lực từ ngày").fill(f"{date.today().year}-01-01")
    page.get_by_role("button", name="Ban hành").click()
    expect(page.get_by_text("Đang dùng được")).to_be_visible()


def open_campaign(live: LiveServer, page: Page, code: str) -> None:
    year = date.today().year
    page.goto(f"{live.url}/manage/campaigns/new")
    page.get_by_label("Tên đợt khảo sát").fill("Khảo sát thử")
    page.get_by_label("Thường xuyên").check()
    page.get_by_label("Ngày đầu").fill(f"{year}-01-01")
    page.get_by_label("Ngày cuối").fill(f"{year}-12-31")
    page.locator("#questionnaire").select_option(code)
    page.locator("[name=units]").first.check()
    page.get_by_role("button", name="Lưu bản nháp").click()
    page.get_by_role("button", name="Mở đợt khảo sát").click()
    expect(page.get_by_text("Đang mở")).to_be_visible()


def composed(live: LiveServer, page: Page, code: str, script: bool) -> None:
    """Compose the small questionnaire `code` and open a campaign with it."""
    begin(live, page, code)
    borrow_overall(page)
    ask_why(page)
    translate(page)
    try_out(page, script)
    publish(page)
    open_campaign(live, page, code)


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_small_questionnaire_from_nothing_to_the_counter(
    live: LiveServer, live_session: Session, visitor, script
):
    commune = make_commune(live_session, make_province(live_session))
    counter = make_counter(live_session, commune)
    live_session.commit()
    author = visitor(DESK, java_script_enabled=script)
    sign_in(live, author, commune, f"mai-{int(script)}@gialai.gov.vn")

    composed(live, author, f"quay-{int(script)}", script)

    citizen = visitor(PHONE, java_script_enabled=script)
    citizen.goto(f"{live.url}/q/{counter.code}")
    heading(citizen, "Ý kiến ở quầy")
    citizen.get_by_role("button", name="English").click()
    heading(citizen, "English words 0")


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
