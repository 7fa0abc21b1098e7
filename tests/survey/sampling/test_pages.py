import pytest
from sqlalchemy import func, select

from survey.access.permissions import RoleName
from survey.jobs.models import Job
from survey.jobs.worker import work_once
from survey.sampling import reading
from survey.sampling.drawing.presets import PRESETS
from survey.sampling.inputs import fresh_seed
from survey.sampling.models import Draw
from tests.factories.accounts import make_account, sign_in
from tests.factories.campaigns import make_campaign
from tests.factories.places import make_province
from tests.page import read

ADDRESS = "/manage/campaigns/DT-52/sample"
DESIGN = {
    "strata": "stratum",
    "stages-0-at_level": "village",
    "stages-0-method": "pps_systematic",
    "stages-0-count": "3",
    "stages-0-meant": "each",
    "stages-0-seat": "none",
    "stages-1-at_level": "unit",
    "stages-1-method": "srs",
    "stages-1-count": "5",
    "stages-1-meant": "each",
    "stages-1-seat": "none",
    "reserve": "2",
    "response": "80",
    "seed": "20261001",
}
for _number in (2, 3):
    DESIGN |= {f"stages-{_number}-method": "srs", f"stages-{_number}-meant": "each"}
    DESIGN |= {f"stages-{_number}-at_level": "", f"stages-{_number}-seat": "none"}


@pytest.fixture
def manager(client, session, province, campaign, frame):
    account = make_account(session, province, name="Lê Thị Thu")
    sign_in(client, account)
    return account


@pytest.fixture
def send(client, frame):
    def send(act: str = "draw", follow: bool = False, **said: str):
        form = {**DESIGN, "frame_id": str(frame.id), "act": act} | said
        return client.post(f"{ADDRESS}/design", data=form, follow_redirects=follow)

    return send


def work(app, session) -> Job:
    assert work_once(app)
    session.rollback()
    return session.scalars(select(Job).order_by(Job.id.desc())).first()


def test_an_undrawn_campaign_says_what_to_do_and_does_not_open(client, session, manager):
    page = read(client.get(ADDRESS))
    assert "Chưa chọn mẫu." in page.text
    assert read(client.get("/manage/campaigns/DT-52")).links["Chọn mẫu"] == ADDRESS
    opened = client.post("/manage/campaigns/DT-52/open", follow_redirects=True)
    assert "chỉ mở được khi đã có người để hỏi" in read(opened).text
    session.rollback()
    assert reading.draws_of(session, 1) == []


@pytest.mark.parametrize("preset", ["", *PRESETS, "khong-co"])
def test_a_design_begins_from_a_preset(client, manager, preset):
    page = read(client.get(f"{ADDRESS}/design?preset={preset}"))
    assert len(page.fields["seed"]) == 16
    assert ("Thiết kế gợi ý" in page.text) == (preset in PRESETS)


def test_a_look_draws_nothing_and_says_what_it_takes(client, session, manager, send):
    answer = send("look")
    page = read(answer)
    assert answer.status_code == 200
    assert "Phải đi hỏi 30 trường hợp, có thêm 12 dự phòng." in page.text
    assert "Nếu 80 % trả lời thì được khoảng 24 phiếu." in page.text
    assert page.fields["seed"] == "20261001"
    assert session.scalar(select(func.count()).select_from(Job)) == 0


def test_the_planner_is_led_to_with_the_cost_of_this_design(client, manager, send):
    way = read(send("look", response="70")).links["Cần bao nhiêu phiếu thì đủ?"]
    planned = read(client.get(way))
    # 851 answers at 97 % against 95 % (oracle 08); times 3, of whom 70 in 100 answer.
    assert "97 % 2.553 3.648" in planned.text.replace("\u00a0", " ")
    direct = {"stages-0-at_level": "unit", "stages-0-method": "srs", "stages-1-at_level": ""}
    alone = read(send("look", **direct)).links["Cần bao nhiêu phiếu thì đủ?"]
    assert "effect=1&" in alone


def test_a_draw_is_made_by_a_worker_and_shown(client, session, app, manager, send):
    assert send().status_code == 302
    job = work(app, session)
    assert (job.state, job.words[:25]) == ("done", "Đã chọn 42 trường hợp. Tr")
    page = read(client.get(ADDRESS))
    assert "30 trường hợp phải hỏi" in page.text
    assert "Lê Thị Thu" in page.text
    assert "20261001" in page.text
    # Each stratum has a hundred rows; the sum of weights is somewhere about it.
    assert page.text.count("100 ") >= 2
    assert "Nguyễn Văn" not in page.text
    opened = client.post("/manage/campaigns/DT-52/open", follow_redirects=True)
    assert "Chưa mở được" not in read(opened).text


def test_drawing_again_asks_for_a_reason_and_lists_both(client, session, app, manager, send):
    send()
    work(app, session)
    assert "Lý do chọn lại" in read(client.get(f"{ADDRESS}/design")).text
    answer = send(seed="2")
    assert (answer.status_code, "nêu lý do" in read(answer).text) == (422, True)
    send(seed="2", reason="Khung mẫu thiếu một thôn")
    assert work(app, session).state == "done"
    page = read(client.get(ADDRESS))
    assert "Lý do: Khung mẫu thiếu một thôn" in page.text
    assert "Biên bản lần 1" in page.links


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"stages-1-count": "41"}, ""),
        ({"stages-1-count": "năm"}, "giai đoạn 2"),
        ({"stages-1-count": "0"}, "từ 1"),
        ({"stages-0-count": "9"}, "không đủ 9"),
        ({"stages-0-at_level": "district"}, "không có cột “huyện”"),
        ({"stages-1-at_level": ""}, "giai đoạn cuối"),
        ({"strata": "village"}, "phải đứng dưới"),
        ({"stages-0-certain": "T9", "stages-0-seat": "named"}, ""),
    ],
)
def test_a_design_that_cannot_be_drawn_is_told(client, session, app, manager, send, said, words):
    answer = send(**said)
    if answer.status_code == 302:  # only the draw itself meets what is too small further down
        assert work(app, session).state == "failed"
        assert session.scalar(select(func.count()).select_from(Draw)) == 0
    else:
        assert answer.status_code == 422
        assert words in read(answer).text
        assert session.scalar(select(func.count()).select_from(Job)) == 0


@pytest.mark.parametrize(
    "said",
    [{"seed": ""}, {"seed": "số"}, {"seed": "x" * 81}, {"reserve": "-1"}, {"reserve": "x"},
     {"reserve": ""}, {"response": "101"}, {"frame_id": "999"}, {"frame_id": "x"},
     {"strata": "unit"}, {"stages-0-method": "chance"}, {"stages-0-at_level": "whole"},
     {"reason": "x" * 501}],
)  # fmt: skip
def test_a_form_that_is_wrong_is_told_and_keeps_what_was_typed(
    client, session, manager, send, said
):
    answer = send(**said)
    assert answer.status_code == 422
    assert "Những gì đã nhập vẫn còn" in read(answer).text
    assert session.scalar(select(func.count()).select_from(Job)) == 0


def test_a_frame_of_more_than_the_campaign_is_told(client, session, manager, send, commune, frame):
    make_campaign(session, commune, kind="field", code="DT-X", is_open=False)
    form = {**DESIGN, "frame_id": str(frame.id), "act": "look"}
    answer = client.post("/manage/campaigns/DT-X/sample/design", data=form)
    assert answer.status_code == 422
    assert "1 xã ngoài các đơn vị của đợt: 24022" in read(answer).text


def test_others_see_no_sample(client, session, province, manager, commune):
    make_campaign(session, province, code="TX-1")
    assert client.get("/manage/campaigns/TX-1/sample").status_code == 404
    assert client.get("/manage/campaigns/NO/sample").status_code == 404
    for account, status in (
        (make_account(session, make_province(session, "Tỉnh Đắk Lắk", "66")), 404),
        (make_account(session, commune), 404),
        (make_account(session, province, RoleName.SUPERVISOR), 403),
        (make_account(session, province, RoleName.REVIEWER), 403),
    ):
        sign_in(client, account)
        assert client.get(ADDRESS).status_code == status
        assert client.get(f"{ADDRESS}/design").status_code == status
        assert client.post(f"{ADDRESS}/design", data=DESIGN).status_code == status


def test_seeds_are_sixteen_digits_and_none_comes_twice():
    seeds = {fresh_seed() for _turn in range(100)}
    assert len(seeds) == 100
    assert all(len(seed) == 16 and seed.isdecimal() for seed in seeds)
