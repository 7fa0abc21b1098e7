"""Every kind of question on a kiosk, one a screen, answered with taps."""

from urllib.parse import parse_qsl

import pytest
from flask import Flask
from flask_babel import Babel
from playwright.sync_api import Page, expect

from forms import showing, wiring
from forms.filling import fill
from tests.forms.small import everything

pytestmark = pytest.mark.browser

PLACES = {"1": "Phường Pleiku", "2": "Xã Ia Grai"}
PUT = """async languages => {
  const address = document.querySelector('script[type=module]').src.replace(/[^/]+$/, 'store.js');
  const store = await import(address);
  const name = 'config:' + await store.fact('current');
  const config = Object.assign({}, await store.fact(name), {languages, digest: 'other'});
  await store.note({[name]: config});
  new BroadcastChannel('langnghe-kiosk').postMessage('changed');
}"""
SENT = """async () => {
  const address = document.querySelector('script[type=module]').src.replace(/[^/]+$/, 'paper.js');
  return (await import(address)).sent({form: document.getElementById('paper')});
}"""


@pytest.fixture(scope="module")
def languages() -> list[dict]:
    """The questionnaire that uses everything, as a tablet gets it."""
    app = Flask("forms_alone")
    Babel(app, default_locale="vi")
    wiring.init_app(app)
    with app.app_context():
        return [
            {
                "code": code,
                "name": name,
                "official": True,
                "title": everything().title[code],
                "html": str(showing.whole(everything(), code, PLACES)),
            }
            for code, name in (("vi", "Tiếng Việt"), ("en", "English"))
        ]


@pytest.fixture
def kiosk(tablet, way, languages) -> Page:
    """A tablet that asks everything, its first screen open."""
    way.mode = "cut"
    tablet.page.evaluate(PUT, languages)
    expect(tablet.page.get_by_role("heading", level=1)).to_have_text(everything().title["vi"])
    tablet.page.get_by_role("button", name="Chạm để đánh giá").last.tap()
    return tablet.page


def press(page: Page, name: str) -> None:
    page.wait_for_timeout(280)  # what comes sooner at one place is taken for the same tap
    page.get_by_role("button", name=name, exact=True).tap()


def take(page: Page, *ids: str) -> None:
    for id_ in ids:
        page.wait_for_timeout(280)
        page.locator(f'label:has([id="{id_}"])').tap()


def at(page: Page, code: str) -> None:
    expect(page.locator(".here")).to_have_id(f"q-{code}")


def said_wrong(page: Page, words: str) -> None:
    press(page, "Tiếp")
    expect(page.get_by_role("alert")).to_contain_text(words)


def test_every_kind_is_answered_by_touch_and_read_by_the_server(tablet, kiosk, axe):
    press(kiosk, "Bỏ qua")  # a note asks nothing
    press(kiosk, "Bỏ qua")
    expect(kiosk.get_by_role("alert")).to_contain_text("cần được trả lời")
    axe(kiosk)
    take(kiosk, "overall-2")
    at(kiosk, "why")
    take(kiosk, "why-waited", "why-rude", "why-forms", "why-other")
    kiosk.locator("[name='why.other~']").fill("Thiếu ghế")
    said_wrong(kiosk, "nhiều nhất 3 ý")
    take(kiosk, "why-forms")
    press(kiosk, "Tiếp")
    take(kiosk, "worst-rude", "used-yes")
    at(kiosk, "minutes")
    kiosk.locator("#minutes").fill("601")
    said_wrong(kiosk, "từ 600 trở xuống")
    kiosk.locator("#minutes").fill("15")
    press(kiosk, "Tiếp")
    kiosk.locator("#paid").fill("12,50")
    press(kiosk, "Tiếp")
    at(kiosk, "day")
    press(kiosk, "Bỏ qua")
    press(kiosk, "Bỏ qua")
    at(kiosk, "aspects")
    take(kiosk, "aspects-quick-1", "aspects-kind-2", "aspects-fair-~dont_know")
    axe(kiosk)
    press(kiosk, "Tiếp")
    for name in ("Ý attitude", "Ý speed"):
        kiosk.get_by_role("button", name=name).tap()
    press(kiosk, "Tiếp")
    kiosk.locator("#commune").select_option("2")
    press(kiosk, "Tiếp")
    kiosk.locator("#household").fill("2")
    press(kiosk, "Tiếp")
    kiosk.locator("#children").fill("3")
    said_wrong(kiosk, "Số trẻ em không thể nhiều hơn")
    kiosk.locator("#children").fill("1")
    press(kiosk, "Tiếp")
    press(kiosk, "Bỏ qua")
    kiosk.locator("#wish").fill("Mong có thêm ghế.")
    press(kiosk, "Tiếp")
    take(kiosk, "contact-agreed")
    filled = fill(everything(), dict(parse_qsl(kiosk.evaluate(SENT))), PLACES)
    assert (filled.faults, filled.lacking) == ({}, [])
    assert (
        filled.answers
        | {
            "overall": 2,
            "why": ["waited", "rude", "other"],
            "worst": "rude",
            "order": {"attitude": 1, "speed": 2},
            "commune": "2",
            "children": 1,
            "contact": "agreed",
        }
        == filled.answers
    )
    assert filled.words == {"why": "Thiếu ghế", "wish": "Mong có thêm ghế."}
    press(kiosk, "Gửi")
    expect(kiosk.get_by_role("heading", level=1)).to_have_text("Cảm ơn Ông/Bà!")
    tablet.wait_until("waiting", 1)


def test_an_order_is_taken_back_by_a_second_tap(kiosk):
    for _note_and_more in range(30):
        if kiosk.locator("#q-order.here").count():
            break
        if kiosk.locator("#q-overall.here").count():
            take(kiosk, "overall-5")
        else:
            press(kiosk, "Bỏ qua")
    for name in ("Ý attitude", "Ý speed", "Ý attitude"):
        kiosk.get_by_role("button", name=name).tap()
        kiosk.wait_for_timeout(50)
    assert "order.speed=1" in kiosk.evaluate(SENT)
    assert "order.attitude" not in kiosk.evaluate(SENT)
