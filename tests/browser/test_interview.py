"""An interviewer's day, most of it without a network."""

import os

import pytest
from playwright.sync_api import expect

from tests.browser.interview import Carried, Field

pytestmark = pytest.mark.browser

SHOTS = os.environ.get("SHOTS")


def shot(tablet: Carried, name: str) -> None:
    if not SHOTS:
        return
    for width, height in ((360, 740), (1280, 800)):
        tablet.page.set_viewport_size({"width": width, "height": height})
        tablet.page.wait_for_timeout(100)
        tablet.page.screenshot(path=f"{SHOTS}/{name}-{width}.png", full_page=True)


def test_a_day_offline_arrives_once(carried: Carried, field: Field, way):
    carried.wait_for_the_worker()
    way.mode = "cut"
    an_interview(carried)
    a_refusal(carried)
    # Somebody said no: the first of the reserve of that village may be gone to now.
    expect(carried.page.locator("button.case", has_text="Lê Thị Mơ")).to_have_count(1)
    expect(carried.page.locator("button.case", has_text="Ksor Nay")).to_have_count(0)
    an_interview_that_may_be_found(carried)
    assert "overall" not in str(carried.queue())

    carried.page.reload()
    carried.open()
    carried.unlock()
    assert carried.standing()["waiting"] == 3
    expect(carried.page.get_by_text("Đã xong (3)")).to_be_visible()

    way.mode = "open"
    carried.drain()
    carried.send()
    expect(carried.page.get_by_text("Đã gửi hết")).to_be_visible()
    attempts = {each.case_id: each for each in field.attempts()}
    ends = [attempts[id_].disposition for id_ in field.cases[:3]]
    assert (ends, len(attempts)) == (["complete", "refusal", "complete"], 3)
    assert attempts[field.cases[1]].note == "Bận việc nhà."
    assert attempts[field.cases[0]].latitude is None
    found = attempts[field.cases[2]]
    assert (found.latitude, found.longitude) == (13.983, 108.004)
    responses = {response.id: response for response in field.responses()}
    assert len(responses) == 2
    assert '"overall":5' in responses[found.response_id].answers
    assert {response.channel for response in responses.values()} == {"interview"}


def an_interview(carried: Carried) -> None:
    carried.begin("Rơ Châm H'Blin", may_be_found=False)
    carried.take("overall-2")
    carried.take("why-waited")
    carried.press("Lưu phiếu")
    carried.back_to_list()


def a_refusal(carried: Carried) -> None:
    carried.open_case("Nguyễn Thị Đào")
    carried.press("Không phỏng vấn được")
    carried.press("Lưu lần đến này")
    expect(carried.page.get_by_role("alert")).to_have_text("Xin chọn một lý do.")
    carried.page.locator("label", has_text="Từ chối").tap()
    carried.page.get_by_label("Ghi chú").fill("Bận việc nhà.")
    carried.press("Lưu lần đến này")
    carried.back_to_list()


def an_interview_that_may_be_found(carried: Carried) -> None:
    carried.begin("Siu Y Thoan", may_be_found=True)
    carried.take("overall-5")
    carried.page.wait_for_timeout(500)  # where it stands is found while the questions are asked
    carried.press("Lưu phiếu")
    carried.back_to_list()


def test_every_screen_is_for_everybody(carried: Carried, axe):
    def looked_at(name: str) -> None:
        axe(carried.page)
        shot(carried, name)

    looked_at("list")
    carried.open_case("Rơ Châm H'Blin")
    looked_at("case")
    carried.press("Bắt đầu phỏng vấn")
    looked_at("intro")
    carried.press("Đồng ý trả lời")
    looked_at("position")
    carried.press("Không ghi vị trí")
    looked_at("question")
    carried.take("overall-2")
    carried.press("Dừng")
    looked_at("leave")
    carried.press("Lưu phiếu dở dang")
    looked_at("kept")
    carried.back_to_list()
    carried.open_case("Nguyễn Thị Đào")
    carried.press("Không phỏng vấn được")
    carried.press("Lưu lần đến này")
    looked_at("attempt")
    carried.press("Trở về")
    carried.press("Về danh sách")
    carried.press("Máy này")
    looked_at("machine")
    carried.press("Khóa màn hình")
    expect(carried.heading()).to_have_text("Máy đang khóa")
    looked_at("pin")


def test_who_walks_away_from_the_tablet_leaves_no_name_on_it(carried: Carried):
    carried.page.clock.install()
    carried.begin("Rơ Châm H'Blin", may_be_found=False)
    carried.take("overall-2")
    carried.take("why-waited")
    carried.page.clock.fast_forward(301_000)
    expect(carried.heading()).to_have_text("Máy đang khóa")
    assert "H'Blin" not in carried.page.locator("body").inner_text()
    carried.page.evaluate("history.back()")
    expect(carried.heading()).to_have_text("Máy đang khóa")
    carried.page.get_by_label("Mã PIN").fill("0000000")
    carried.page.get_by_role("button", name="Mở", exact=True).tap()
    expect(carried.page.get_by_role("alert")).to_contain_text("Mã PIN chưa đúng")
    carried.unlock()
    expect(carried.page.locator("#why-waited")).to_be_checked()
    expect(carried.page.locator(".here")).to_have_id("q-why")


def test_one_that_is_broken_off_is_kept_only_if_they_say_so(carried: Carried, field: Field):
    carried.begin("Rơ Châm H'Blin", may_be_found=False)
    carried.take("overall-2")
    carried.press("Dừng")
    carried.press("Tiếp tục phỏng vấn")
    expect(carried.page.locator(".here")).to_have_id("q-why")
    carried.page.evaluate("history.back()")
    expect(carried.page.locator(".here")).to_have_id("q-overall")
    carried.page.evaluate("history.back()")
    expect(carried.heading()).to_have_text("Dừng phỏng vấn?")
    carried.press("Bỏ, không lưu gì")
    carried.press("Bắt đầu phỏng vấn")
    carried.press("Đồng ý trả lời")
    carried.press("Không ghi vị trí")
    carried.take("overall-1")
    carried.press("Dừng")
    carried.press("Lưu phiếu dở dang")
    carried.back_to_list()
    carried.drain()
    [attempt] = field.attempts()
    [response] = field.responses()
    assert (attempt.disposition, attempt.response_id) == ("partial", response.id)
    assert '"overall":1' in response.answers


def test_a_revoked_tablet_forgets_every_name_and_still_sends(carried: Carried, field: Field, way):
    way.mode = "cut"
    carried.begin("Rơ Châm H'Blin", may_be_found=False)
    carried.take("overall-4")
    carried.press("Lưu phiếu")
    carried.back_to_list()
    assert carried.names_kept()
    field.revoke()
    way.mode = "open"
    carried.send()
    expect(carried.heading()).to_have_text("Máy này đã ngừng sử dụng")
    carried.wait_until("waiting", 0)
    assert not carried.names_kept()


OFFERED = """async ({cases, done}) => {
  const address = document.querySelector('script[type=module]').src;
  const rules = await import(address.replace(/[^/]+$/, 'cases.js'));
  return rules.offered(rules.standing({cases}, done)).map(one => one.id);
}"""
STALE = """async given => {
  const address = document.querySelector('script[type=module]').src;
  const {isStale} = await import(address.replace(/[^/]+$/, 'list.js'));
  const config = {campaign: {ends_on: '2026-11-20'}, cases: given.cases};
  return isStale(config, Date.parse(given.synced), given.offset, Date.parse(given.now));
}"""


def a_case(id_: int, place: str, cluster: str, state: str = "open", **more: object) -> dict:
    last = more.get("last")
    answered = last in ("complete", "partial")
    known = {"last": None, "attempts": 1 if last else 0, "interviewed": answered}
    return {"id": id_, "place": place, "cluster": cluster, "state": state} | known | more


def tried(id_: int, *dispositions: str) -> list[dict]:
    return [{"case": id_, "disposition": each, "at": 1} for each in dispositions]


def test_a_reserve_is_offered_for_each_loss_in_its_own_cluster(way, chromium, tmp_path):
    tablet = Carried(chromium.browser_type, tmp_path / "profile", way.url).on()
    cases = [
        *(a_case(1, "main", "a"), a_case(2, "main", "a", "done", last="complete")),
        *(a_case(11, "reserve", "a"), a_case(12, "reserve", "a"), a_case(21, "reserve", "b")),
    ]

    def offered(done: list[dict], given: list[dict] = cases) -> list[int]:
        return tablet.page.evaluate(OFFERED, {"cases": given, "done": done})

    assert offered([]) == [1, 2]
    assert offered(tried(1, "complete")) == [1, 2]
    assert offered(tried(1, "non_contact", "non_contact")) == [1, 2]
    assert offered(tried(1, "non_contact", "non_contact", "other")) == [1, 2, 11]
    assert offered(tried(1, "refusal")) == [1, 2, 11]
    assert offered(tried(1, "refusal") + tried(11, "partial")) == [1, 2, 11]
    assert offered(tried(1, "refusal") + tried(11, "not_eligible")) == [1, 2, 11, 12]
    sent_back = [a_case(2, "main", "a", "sent_back", last="complete"), *cases[2:]]
    assert offered([], sent_back) == [2]
    lost = [a_case(2, "main", "b", "done", last="refusal"), *cases[2:]]
    assert offered([], lost) == [2, 21]
    tablet.off()


@pytest.mark.parametrize(
    ("now", "synced", "offset", "is_stale"),
    [
        ("2026-11-19T10:00", "2026-11-01T10:00", 0, False),  # it still runs
        ("2026-11-21T10:00", "2026-11-01T10:00", 0, False),  # a day's grace
        ("2026-11-23T10:00", "2026-11-01T10:00", 0, True),
        ("2026-11-23T10:00", "2026-11-23T09:00", 0, False),  # the server has said otherwise
        ("2026-11-23T10:00", "2026-11-01T10:00", None, False),  # nobody knows the hour
        ("2026-11-23T10:00", "2026-11-01T10:00", -5 * 86400000, False),  # the clock runs ahead
    ],
)
def test_a_list_outlives_its_campaign_by_a_day(page_alone, now, synced, offset, is_stale):
    given = {"now": now, "synced": synced, "offset": offset, "cases": [{"id": 1}]}
    assert page_alone.evaluate(STALE, given) is is_stale
    assert page_alone.evaluate(STALE, given | {"cases": []}) is False


@pytest.fixture(scope="module")
def page_alone(chromium, live):
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{live.url}/interview/")
    yield page
    context.close()
