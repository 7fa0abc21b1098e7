"""A kiosk as a citizen at the counter meets it: with real taps, and rated once or not at all."""

import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from forms import library
from survey.db import open_engine
from tests.browser.kiosk import TABLET
from tests.factories.campaigns import make_campaign
from tests.factories.places import make_commune, make_counter, make_province

pytestmark = pytest.mark.browser

STANDING_UP = {"width": 800, "height": 1280}
PHONE = {"width": 360, "height": 740}
OVERALL = "Nhìn chung, Ông/Bà có hài lòng với lần phục vụ này không?"
WHY = re.compile("Điều gì làm Ông/Bà chưa hài lòng")


@pytest.fixture(scope="module")
def hall(live) -> Iterator[tuple[Iterator[str], Engine]]:
    """A hall whose counters ask the counter's own three questions."""
    engine = open_engine(live.database_url)
    today = datetime.now(UTC).date()
    with Session(engine) as session:
        session.connection(execution_options={"writes": True})
        commune = make_commune(session, make_province(session), "Phường Pleiku")
        codes = [make_counter(session, commune).code for _ in range(40)]
        make_campaign(
            session,
            commune,
            starts_on=today - timedelta(days=30),
            ends_on=today + timedelta(days=30),
            questionnaire=library.find("counter", 1),
        )
        session.commit()
    yield iter(codes), engine
    engine.dispose()


@pytest.fixture
def kiosk(tablet) -> Page:
    """The page of an enrolled tablet, on its start screen."""
    expect(begin(tablet.page)).to_be_visible()
    return tablet.page


@pytest.fixture
def watched(kiosk: Page) -> Page:
    """The same, on a clock that the test turns."""
    kiosk.clock.install()
    return kiosk


def begin(page: Page):
    return page.get_by_role("button", name="Chạm để đánh giá").last


def heading(page: Page):
    return page.get_by_role("heading", level=1)


def choice(page: Page, id_: str):
    return page.locator(f"label:has(#{id_})")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).tap()


def still(page: Page) -> None:
    """Let the finger rest: longer than what is taken for one and the same tap."""
    page.wait_for_timeout(300)


def waiting_entries(tablet) -> int:
    return tablet.standing()["waiting"]


def test_three_taps_and_the_rating_is_in_the_ledger(tablet, kiosk, office):
    begin(kiosk).tap()
    expect(heading(kiosk)).to_have_text(OVERALL)
    choice(kiosk, "overall-4").tap()
    press(kiosk, "Gửi")
    expect(heading(kiosk)).to_have_text("Cảm ơn Ông/Bà!")
    expect(kiosk.locator("#live")).to_have_text("Cảm ơn Ông/Bà!")
    tablet.drain()
    [kept] = office.responses()
    assert kept.channel == "kiosk"
    assert '"overall":4' in kept.answers
    expect(begin(kiosk)).to_be_visible(timeout=7000)


def test_a_low_rating_is_asked_why_on_the_next_screen(tablet, kiosk, office):
    begin(kiosk).tap()
    choice(kiosk, "overall-2").tap()
    expect(heading(kiosk)).to_have_text(WHY)
    expect(heading(kiosk)).to_be_focused()
    choice(kiosk, "why-waited").tap()
    choice(kiosk, "why-other").tap()
    kiosk.locator("[name='why.other~']").fill("Thiếu ghế ngồi.")
    press(kiosk, "Tiếp")
    expect(heading(kiosk)).to_contain_text("phiền lòng nhất")
    expect(choice(kiosk, "worst-trips")).to_be_hidden()
    choice(kiosk, "worst-waited").tap()
    press(kiosk, "Gửi")
    expect(heading(kiosk)).to_have_text("Cảm ơn Ông/Bà!")
    tablet.drain()
    [kept] = office.responses()
    assert '"why":["waited","other"]' in kept.answers
    assert '"worst":"waited"' in kept.answers


def test_send_stands_on_every_screen(kiosk):
    begin(kiosk).tap()
    for answer in ("overall-2", "why-waited"):
        expect(kiosk.get_by_role("button", name="Gửi", exact=True)).to_have_count(1)
        choice(kiosk, answer).tap()
    press(kiosk, "Gửi")
    expect(heading(kiosk)).to_have_text("Cảm ơn Ông/Bà!")


def test_nothing_chosen_is_said_at_the_question_and_nothing_is_kept(tablet, kiosk):
    begin(kiosk).tap()
    press(kiosk, "Gửi")
    expect(kiosk.get_by_role("alert")).to_have_text("Ông/Bà chưa chọn câu trả lời nào.")
    choice(kiosk, "overall-5").tap()
    press(kiosk, "Gửi")
    expect(heading(kiosk)).to_have_text("Cảm ơn Ông/Bà!")


def test_what_is_wrong_is_said_and_nothing_is_lost(kiosk):
    begin(kiosk).tap()
    choice(kiosk, "overall-1").tap()
    choice(kiosk, "why-other").tap()
    press(kiosk, "Gửi")
    expect(kiosk.get_by_role("alert")).to_contain_text("Xin ghi rõ")
    expect(heading(kiosk)).to_have_text(WHY)
    expect(kiosk.locator("#why-other")).to_be_checked()
    kiosk.locator("[name='why.other~']").fill("Thiếu ghế ngồi.")
    still(kiosk)
    press(kiosk, "Gửi")
    expect(heading(kiosk)).to_have_text("Cảm ơn Ông/Bà!")


def test_none_of_these_is_ticked_alone(kiosk):
    begin(kiosk).tap()
    choice(kiosk, "overall-1").tap()
    choice(kiosk, "why-waited").tap()
    choice(kiosk, "why-none").tap()
    expect(kiosk.locator("#why-waited")).not_to_be_checked()
    choice(kiosk, "why-trips").tap()
    expect(kiosk.locator("#why-none")).not_to_be_checked()


def test_another_language_keeps_the_answers_and_the_place(kiosk):
    begin(kiosk).tap()
    choice(kiosk, "overall-2").tap()
    choice(kiosk, "why-trips").tap()
    press(kiosk, "English")
    expect(heading(kiosk)).to_contain_text("What were you not satisfied with?")
    expect(kiosk.locator("#why-trips")).to_be_checked()
    press(kiosk, "Back")
    expect(kiosk.locator("#overall-2")).to_be_checked()
    expect(kiosk.get_by_role("button", name="Send", exact=True)).to_be_visible()


def test_a_question_is_heard_with_the_network_gone(tablet, kiosk, way):
    tablet.wait_for_the_worker()
    kiosk.reload()
    begin(kiosk).tap()
    kept = "async () => (await (await caches.open('kiosk-sounds')).keys()).length"
    deadline = time.monotonic() + 20
    while kiosk.evaluate(kept) < 3 and time.monotonic() < deadline:
        kiosk.wait_for_timeout(100)
    way.mode = "cut"
    kiosk.evaluate(
        "document.querySelector('audio').addEventListener("
        "'timeupdate', () => { document.body.dataset.heard = 'yes'; })"
    )
    kiosk.get_by_role("button", name="Nghe đọc câu hỏi").tap()
    expect(kiosk.locator("body[data-heard=yes]")).to_have_count(1)


def test_ten_taps_in_a_second_are_one_rating_or_none(tablet, kiosk, office):
    box = begin(kiosk).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    for _round in range(3):
        for _tap in range(10):
            kiosk.touchscreen.tap(x, y)
        kiosk.wait_for_timeout(400)
    assert waiting_entries(tablet) <= 1
    kiosk.reload()
    tablet.open()
    begin(kiosk).tap()
    still(kiosk)
    choice(kiosk, "overall-5").tap()
    still(kiosk)
    before = len(office.ledger()) + waiting_entries(tablet)
    send = kiosk.get_by_role("button", name="Gửi", exact=True).bounding_box()
    for _tap in range(10):
        kiosk.touchscreen.tap(send["x"] + 20, send["y"] + 20)
    expect(heading(kiosk)).to_have_text("Cảm ơn Ông/Bà!")
    tablet.drain()
    assert len(office.ledger()) == before + 1


def test_the_back_button_steps_back_and_never_leaves(tablet, kiosk):
    begin(kiosk).tap()
    choice(kiosk, "overall-2").tap()
    expect(heading(kiosk)).to_have_text(WHY)
    kiosk.evaluate("history.back()")
    expect(heading(kiosk)).to_have_text(OVERALL)
    expect(kiosk.locator("#overall-2")).to_be_checked()
    kiosk.evaluate("history.back()")
    expect(begin(kiosk)).to_be_visible()
    for _again in range(3):
        kiosk.evaluate("history.back()")
    kiosk.wait_for_timeout(300)
    assert kiosk.url.endswith("/kiosk/")
    expect(begin(kiosk)).to_be_visible()


def test_whoever_walks_away_is_asked_and_then_only_how_far_they_got_is_kept(tablet, watched, way):
    way.mode = "cut"
    begin(watched).tap()
    watched.clock.run_for(1000)
    choice(watched, "overall-2").tap()
    watched.clock.run_for(23_000)
    asked = watched.get_by_role("alertdialog")
    expect(asked).to_contain_text("Ông/Bà còn đó không?")
    press(watched, "Tôi còn đây")
    expect(asked).to_have_count(0)
    expect(heading(watched)).to_have_text(WHY)
    watched.clock.run_for(21_000)
    expect(asked).to_have_count(0)
    watched.clock.run_for(10_000)
    expect(begin(watched)).to_be_visible()
    tablet.wait_until("waiting", 1)
    begin(watched).tap()
    expect(watched.locator("#overall-2")).not_to_be_checked()


def test_who_is_rating_is_asked_when_one_follows_another(tablet, watched, way):
    way.mode = "cut"
    begin(watched).tap()
    watched.clock.run_for(1000)
    choice(watched, "overall-4").tap()
    press(watched, "Gửi")
    expect(heading(watched)).to_have_text("Cảm ơn Ông/Bà!")
    watched.clock.run_for(6000)
    begin(watched).tap()
    expect(heading(watched)).to_have_text("Ai đang đánh giá?")
    watched.clock.run_for(1000)
    press(watched, "Tôi là cán bộ ở đây")
    expect(heading(watched)).to_have_text("Xin để người dân tự đánh giá")
    watched.clock.run_for(8000)
    expect(begin(watched)).to_be_visible()
    tablet.wait_until("waiting", 1)
    watched.clock.run_for(20_000)
    begin(watched).tap()
    expect(heading(watched)).to_have_text(OVERALL)


def test_a_helpers_rating_says_so(tablet, kiosk, office):
    for times in range(2):
        begin(kiosk).tap()
        if times:
            still(kiosk)
            press(kiosk, "Tôi là người nhà, người giúp")
        still(kiosk)
        choice(kiosk, "overall-4").tap()
        press(kiosk, "Gửi")
        expect(heading(kiosk)).to_have_text("Cảm ơn Ông/Bà!")
        press(kiosk, "Mời người tiếp theo")
        still(kiosk)
    tablet.drain()
    flags = sorted(kept.flags or "" for kept in office.responses())
    assert flags[0] == ""
    assert "helped" in flags[1]
    assert "soon" in flags[1]


def test_a_tablet_that_cannot_store_says_so_before_it_asks(blank_tablet):
    blank_tablet.on("Object.defineProperty(window, 'indexedDB', {value: undefined})")
    page = blank_tablet.page
    expect(heading(page)).to_have_text("Máy này hiện không lưu được phiếu")
    expect(page.locator(".phone")).to_contain_text("/q/")
    expect(begin(page)).to_have_count(0)


def test_staff_enrol_by_the_page_with_a_pin_pad(blank_tablet, office):
    code, pin = office.enrolment()
    blank_tablet.on()
    page = blank_tablet.page
    page.goto(f"{blank_tablet.url}/kiosk/#e={code}")
    page.reload()
    expect(page.get_by_label("Mã đăng ký")).to_have_value(code)
    wrong = "0000" if pin != "0000" else "1111"
    for digit in wrong:
        press(page, digit)
    press(page, "Đăng ký máy này")
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Mã PIN").fill("")
    for digit in pin:
        press(page, digit)
    press(page, "Đăng ký máy này")
    expect(begin(page)).to_be_visible()
    expect(page).to_have_url(f"{blank_tablet.url}/kiosk/")


def test_only_the_pin_leads_to_the_staffs_screen(tablet, kiosk):
    press(kiosk, "Cán bộ")
    press(kiosk, "1")
    press(kiosk, "Mở")
    expect(kiosk.get_by_role("alert")).to_contain_text("chưa đúng")
    press(kiosk, "Trở về")
    kiosk.mouse.move(20, 20)
    kiosk.mouse.down()
    kiosk.wait_for_timeout(3200)
    kiosk.mouse.up()
    expect(kiosk.get_by_label("Mã PIN của cán bộ")).to_be_visible()


def test_a_revoked_tablet_asks_nobody(tablet, kiosk, office):
    [device] = tablet.identities()
    office.revoke(device)
    tablet.send()
    expect(heading(kiosk)).to_have_text("Máy này đã ngừng sử dụng")


@pytest.mark.parametrize("size", [TABLET, STANDING_UP, PHONE], ids=["lying", "upright", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_way(kiosk, axe, size, scheme):
    kiosk.set_viewport_size(size)
    kiosk.emulate_media(color_scheme=scheme)
    axe(kiosk)
    begin(kiosk).tap()
    press(kiosk, "Gửi")
    axe(kiosk)
    still(kiosk)
    choice(kiosk, "overall-2").tap()
    choice(kiosk, "why-waited").tap()
    axe(kiosk)
    press(kiosk, "English")
    axe(kiosk)
    press(kiosk, "Send")
    axe(kiosk)


@pytest.mark.parametrize("size", [TABLET, STANDING_UP], ids=["lying", "upright"])
def test_the_counters_questions_need_no_scrolling_and_large_fingers_hit(kiosk, size):
    kiosk.set_viewport_size(size)
    begin(kiosk).tap()
    for step in ("overall-2", "why-waited", "why-trips", None):
        high, wide = kiosk.evaluate(
            "[document.documentElement.scrollHeight - innerHeight,"
            " document.documentElement.scrollWidth - innerWidth]"
        )
        assert (high, wide) == (0, 0)
        for label in kiosk.locator(".here label:visible").all():
            box = label.bounding_box()
            assert min(box["width"], box["height"]) >= 96
        if step:
            still(kiosk)
            choice(kiosk, step).tap()


@pytest.mark.parametrize("size", [(640, 400), (400, 640), (180, 370)])
def test_at_twice_the_size_nothing_runs_off_the_side(kiosk, size):
    kiosk.set_viewport_size({"width": size[0], "height": size[1]})
    begin(kiosk).tap()
    assert kiosk.evaluate("document.documentElement.scrollWidth") <= size[0]
    still(kiosk)
    choice(kiosk, "overall-1").tap()
    assert kiosk.evaluate("document.documentElement.scrollWidth") <= size[0]


TOOK = """() => document.addEventListener("pointerup", (up) => {
  const drawn = () => { window.took = performance.now() - up.timeStamp; };
  requestAnimationFrame(() => setTimeout(drawn));
}, {capture: true, once: true})"""


def test_a_tap_brings_the_next_screen_in_the_same_breath(tablet, kiosk):
    """Print the milliseconds from the tap to the next picture, on a processor four times slower."""
    chrome = tablet.context.new_cdp_session(kiosk)
    chrome.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    measured = []
    for _time in range(7):
        begin(kiosk).tap()
        still(kiosk)
        kiosk.evaluate(TOOK)
        choice(kiosk, "overall-2").tap()
        expect(heading(kiosk)).to_have_text(WHY)
        measured.append(round(kiosk.evaluate("window.took")))
        press(kiosk, "Quay lại")
        still(kiosk)
        press(kiosk, "Quay lại")
        expect(begin(kiosk)).to_be_visible()
    print("tap to next screen, 4x slower CPU, ms:", sorted(measured))
    # Wanted: under 50. The bound is wide, for a machine that does other work meanwhile.
    assert sorted(measured)[3] < 200
