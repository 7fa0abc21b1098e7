"""A field sample from the draft to the manager's number, which is worked out here by hand."""

import json

import pytest
from playwright.sync_api import expect
from sqlalchemy.orm import Session

from tests.browser.conftest import DESK, told
from tests.browser.interview import Carried
from tests.browser.story import (
    Case,
    Desk,
    Worked,
    ask,
    be_refused,
    bring_in,
    draft,
    draw,
    households,
    interview,
    let_in,
    review,
    sheet_of,
    weight_in,
    worked_out,
)
from tests.factories.places import make_commune, make_province
from tests.live import LiveServer

pytestmark = pytest.mark.browser

STEPS = (5, 4, 2, 5, 4, 5, 1, 5, 4, 4, 2, 5)
"""What those who were drawn say, in the order of the list."""

WHY = "Chưa gặp đúng người trong danh sách."


@pytest.fixture
def places(live_session: Session):
    province = make_province(live_session)
    named = {"24022": "Xã Ia Le", "24025": "Xã Ia Hrú"}
    communes = [make_commune(live_session, province, named[code], code) for code in named]
    live_session.commit()
    return province, communes


@pytest.fixture
def bare(chromium, way, tmp_path):
    """An interviewer's tablet that nobody let in yet."""
    tablet = Carried(chromium.browser_type, tmp_path / "profile", way.url).on()
    yield tablet
    tablet.off()


def test_a_sample_is_drawn_asked_offline_approved_and_told_as_worked_out(
    live: LiveServer, places, visitor, bare: Carried, way
):
    province, communes = places
    manager = Desk(live, visitor(DESK), province, "manager")
    supervisor = Desk(live, visitor(DESK), province, "supervisor")
    frame = households(communes)
    code = draft(manager, "Đo lường hài lòng tại nhà 2026")
    bring_in(manager, sheet_of(frame), len(frame))
    cases = draw(manager, code)
    for case in cases:
        assert case.weight == pytest.approx(weight_in(frame, case), rel=1e-11)
    manager.go(f"campaigns/{code}")
    manager.press("Mở đợt khảo sát")
    manager.says("Đang mở")

    let_in(supervisor, code, bare)
    answers = a_day_offline(bare, way, cases)
    back, *others = answers
    review(supervisor, code, others)
    review(supervisor, code, [back], why=WHY)
    bare.send()
    bare.open_case(back.name)
    expect(bare.page.get_by_text(WHY)).to_be_visible()
    ask(bare, 2)
    answers[back] = 2
    bare.drain()
    review(supervisor, code, [back])

    manager.go(f"campaigns/{code}/close")
    manager.press("Đóng và chốt số liệu")
    manager.says("Đã đóng")
    by_hand = worked_out({case: int(step >= 4) for case, step in answers.items()})
    shown_as(manager, code, by_hand)
    to_the_last_digit(live, code, by_hand)


def a_day_offline(tablet: Carried, way, cases: list[Case]) -> dict[Case, int]:
    """Visit every main case without a network, one of them in vain; return what was said."""
    tablet.send()
    main = [case for case in cases if case.is_main]
    due = tablet.page.locator("button.case")
    expect(due).to_have_count(len(main))
    tablet.wait_for_the_worker()
    way.mode = "cut"
    refused = main[-1]
    be_refused(tablet, refused)
    [instead] = [case for case in cases if not case.is_main and near(case, refused)]
    # The reserve of that village, and not of the village called alike in the other commune.
    expect(due.filter(has_text=instead.name)).to_have_count(1)
    expect(due).to_have_count(len(main) + 1)
    said = dict(zip([*main[:-1], instead], STEPS, strict=True))
    for case, step in said.items():
        interview(tablet, case, step)
    assert tablet.standing()["waiting"] == len(main) + 1
    way.mode = "open"
    tablet.drain()
    return said


def near(one: Case, other: Case) -> bool:
    return (one.stratum, one.village) == (other.stratum, other.village)


def shown_as(manager: Desk, code: str, by_hand: Worked) -> None:
    manager.go(f"results/weighted?campaign={code}")
    text = " ".join(manager.page.locator("main").inner_text().split())
    assert f"{by_hand.share * 100:.0f} % ước lượng từ 12 phiếu" in text
    assert f"{by_hand.low * 100:.0f} % – {by_hand.high * 100:.0f} %" in text
    points = f"{by_hand.error * 100:.2f} điểm phần trăm; 2 bậc tự do".replace(".", ",")
    assert points in text
    assert "Không tính: 1 phiếu bị trả lại" in text
    assert "Các cụm được coi như chọn có hoàn lại." in text
    # Twelve who answered, of twelve who were drawn and the one who stood in for a refusal.
    assert "RR1 92,3 %" in text


def to_the_last_digit(live: LiveServer, code: str, by_hand: Worked) -> None:
    found = json.loads(told(live, "analysis", "weighted", code))
    figure = next(line for line in found["lines"] if line["name"] == "overall")["drawn"]
    shown = [figure[name] for name in ("estimate", "standard_error", "low", "high")]
    expected = [by_hand.share, by_hand.error, by_hand.low, by_hand.high]
    assert shown == pytest.approx(expected, rel=1e-9)
