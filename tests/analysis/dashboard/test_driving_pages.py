"""The page "Nên cải thiện gì trước?" as a manager opens it."""

import random

import pytest

from analysis.dashboard import driving
from survey.access.permissions import RoleName
from survey.jobs.worker import work_once
from tests.analysis.ledgers import answer, open_campaign
from tests.analysis.questionnaires import asks, put_on_shelf, questionnaire
from tests.factories.places import make_counter
from tests.page import read

WAYS = ("/drivers/", "/drivers/quadrants.svg")


def scale(code: str, words: str) -> dict[str, object]:
    return asks(code, "scale", words, scale="satisfaction")


ASKS = questionnaire(
    "bon-cau",
    scale("overall", "Nhìn chung?"),
    scale("attitude", "Thái độ"),
    scale("waiting", "Thời gian chờ"),
    scale("online", "Nộp trực tuyến"),
)


def people(count: int) -> list[dict[str, int]]:
    """Return ratings where overall goes with waiting, a little with attitude; few used online."""
    luck, found = random.Random(7), []
    for number in range(count):
        waiting, attitude = luck.randint(1, 5), luck.randint(3, 5)
        together = round((2 * waiting + attitude) / 3)
        more = {"online": 5} if number % 4 == 0 else {}
        found.append({"overall": together, "waiting": waiting, "attitude": attitude, **more})
    return found


@pytest.fixture
def asked(app, session, land):
    put_on_shelf(app, ASKS)
    return open_campaign(session, land.province, code="BON", asks=ASKS)


def address(unit, way: str) -> str:
    joint = "&" if "?" in way else "?"
    return f"/manage/units/{unit.id}{way}{joint}campaign=BON"


@pytest.mark.parametrize("way", WAYS)
def test_a_stranger_signs_in_first(client, land, asked, way):
    assert client.get(address(land.province, way)).location.startswith("/sign-in")


def test_a_manager_sees_what_goes_with_the_overall_rating(client, session, land, asked, as_):
    answer(session, asked, land.ia_le, people(120))
    as_(land.ia_le, RoleName.MANAGER)
    page = read(client.get(address(land.ia_le, "/drivers/")))
    rows = [row.text for row in page.find("table").find_all("tr")]

    assert "1. Thời gian chờ" in rows[1]
    assert "Nên cải thiện trước" in rows[1]
    assert "2. Thái độ" in rows[2]
    assert "Dựa trên 120 phiếu" in page.text
    assert "Không xét vì ít người trả lời: Nộp trực tuyến." in page.text
    assert "nguyên nhân" not in page.text.replace("Liên quan không có nghĩa là nguyên nhân", "")
    assert client.get(address(land.ia_le, "/drivers/quadrants.svg")).mimetype == "image/svg+xml"
    assert client.get(address(land.an_nhon, "/drivers/")).status_code == 404


def test_a_counter_has_its_own(client, session, land, asked, as_):
    counter = make_counter(session, land.ia_le)
    answer(session, asked, land.ia_le, people(60), counter_id=counter.id)
    answer(session, asked, land.ia_le, people(60))
    as_(land.ia_le)
    page = read(client.get(address(land.ia_le, f"/drivers/?counter={counter.code}")))

    assert "Dựa trên 60 phiếu" in page.text


def test_new_answers_are_read_at_the_next_look(client, session, land, asked, as_):
    answer(session, asked, land.ia_le, people(60))
    as_(land.ia_le)
    client.get(address(land.ia_le, "/drivers/"))
    answer(session, asked, land.ia_le, people(60))

    assert "Dựa trên 120 phiếu" in read(client.get(address(land.ia_le, "/drivers/"))).text


def test_too_few_answers_are_said_kindly(client, session, land, asked, as_):
    as_(land.ia_le)
    assert "Chưa có phiếu nào." in read(client.get(address(land.ia_le, "/drivers/"))).text

    answer(session, asked, land.ia_le, people(20))
    page = read(client.get(address(land.ia_le, "/drivers/")))
    assert "Cần ít nhất 30 phiếu trả lời đủ các câu" in page.text
    assert client.get(address(land.ia_le, "/drivers/quadrants.svg")).status_code == 404


def test_very_many_answers_are_read_by_a_job(client, app, session, land, asked, as_, monkeypatch):
    monkeypatch.setattr(driving, "AT_ONCE", 50)
    answer(session, asked, land.ia_le, people(60))
    as_(land.ia_le)
    page = read(client.get(address(land.ia_le, "/drivers/")))
    assert "Đọc phiếu và tính" in page.text

    led = client.post(address(land.ia_le, "/drivers/"), data=page.fields)
    assert work_once(app)
    assert "Đã đọc 60 phiếu." in read(client.get(led.location)).text
    assert "Dựa trên 60 phiếu" in read(client.get(address(land.ia_le, "/drivers/"))).text
