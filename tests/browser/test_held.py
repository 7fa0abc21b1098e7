"""What is held, as a manager rules on it: on a phone and at a desk, and for whoever listens."""

import pytest
from playwright.sync_api import expect
from sqlalchemy.orm import Session

from analysis.rollup.advance import catch_up
from survey.dossiers.models import DossierDay
from tests.analysis.ledgers import DAY, answer, open_campaign, overall
from tests.browser.author import sign_in
from tests.browser.conftest import DESK, PHONE
from tests.factories.places import make_commune, make_counter, make_province
from tests.live import LiveServer

pytestmark = pytest.mark.browser


@pytest.fixture
def flood(live_session: Session):
    """A commune with ninety satisfied, six who were held as a flood, and three as a trap."""
    province = make_province(live_session, "Tỉnh Gia Lai")
    commune = make_commune(live_session, province, "Xã Ia Le")
    counter = make_counter(live_session, commune)
    code = f"TX-{province.id}"
    campaign = open_campaign(live_session, province, code=code)
    answer(live_session, campaign, commune, overall(*[5] * 90), counter_id=counter.id)
    answer(live_session, campaign, commune, overall(*[4] * 12), channel="kiosk")
    for n, cause in ((6, "burst"), (3, "trap")):
        more = {"counter_id": counter.id, "flags": [cause, "held"]}
        answer(live_session, campaign, commune, overall(*[1] * n), **more)
    live_session.add(DossierDay(unit_id=commune.id, day=DAY, received=90, done=80, late=4))
    live_session.commit()
    catch_up(live_session)
    return province, commune, counter


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "light"), (DESK, "dark")])
def test_axe_finds_nothing_and_nothing_is_cut_off(
    live: LiveServer, flood, visitor, axe, size, scheme
):
    province, commune, counter = flood
    page = visitor(size, color_scheme=scheme)
    sign_in(live, page, province, f"held-{scheme}@gialai.gov.vn")
    units = f"{live.url}/manage/units"
    page.goto(f"{live.url}/manage/held")
    group = page.get_by_role("link", name="Quầy số 1").first.get_attribute("href")
    for address in (
        page.url,
        f"{live.url}{group}",
        f"{units}/{province.id}",
        f"{units}/{commune.id}",
        f"{units}/{commune.id}/counters/{counter.code}",
    ):
        page.goto(address)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_a_whole_group_is_ruled_on_and_both_numbers_stay(live: LiveServer, flood, visitor):
    province, commune, _counter = flood
    page = visitor(PHONE)
    sign_in(live, page, province, "held-rules@gialai.gov.vn")
    page.get_by_role("link", name="Chờ xem xét (9)").first.click()
    row = page.get_by_role("row").filter(has_text="đến cùng lúc")
    row.get_by_role("link").click()
    page.get_by_label("Tính vào kết quả").check()
    page.get_by_label("Lý do").fill("Buổi sáng có đoàn cựu chiến binh đến làm thủ tục")
    page.get_by_role("button", name="Ghi đề xuất").click()
    expect(page.get_by_text("Đã ghi đề xuất.")).to_be_visible()

    group = page.url
    page = visitor(PHONE)
    sign_in(live, page, province, "held-second@gialai.gov.vn")
    page.goto(group)
    expect(page.get_by_text("Buổi sáng có đoàn cựu chiến binh").first).to_be_visible()
    page.get_by_label("Đồng ý, cho ghi kết luận").check()
    page.get_by_role("button", name="Ghi ý kiến").click()

    expect(page.get_by_text("Đã ghi kết luận cho 6 phiếu.")).to_be_visible()
    page.goto(f"{live.url}/manage/units/{commune.id}")
    expect(page.get_by_text("trên 108 phiếu hợp lệ")).to_be_visible()
    expect(page.get_by_text("6 phiếu; nếu không tính: 100,0 % trên 102 phiếu.")).to_be_visible()
