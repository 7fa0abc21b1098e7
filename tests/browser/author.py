"""An author at work: composes a small questionnaire, tries it out, publishes and opens it.

With script or without: nothing in it may need any.
"""

import re
from datetime import date

from playwright.sync_api import Page, expect

from survey.places.models import Unit
from tests.browser.conftest import told
from tests.live import LiveServer


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
    expect(page.get_by_text("Đang hiệu lực")).to_be_visible()


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
