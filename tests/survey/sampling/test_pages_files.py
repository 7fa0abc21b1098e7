import csv

import pytest
from sqlalchemy import select

from survey.access.permissions import RoleName
from survey.diary.models import DiaryEntry
from survey.sampling.drawing_up import Asked, draw
from tests.factories.accounts import make_account, sign_in
from tests.survey.places.prints import words_of
from tests.survey.sampling.conftest import TWO_STAGES

ADDRESS = "/manage/campaigns/DT-52/sample/1"


@pytest.fixture
def drawn(app, session, campaign, frame):
    asked = Asked(frame_id=frame.id, design=TWO_STAGES, seed="20261001")
    with app.app_context():
        kept = draw(session, campaign, asked)
        session.commit()
    return kept


@pytest.fixture
def manager(client, session, province, drawn):
    account = make_account(session, province)
    sign_in(client, account)
    return account


def rows(answer) -> list[list[str]]:
    assert answer.headers["Content-Disposition"].startswith("attachment")
    return [*csv.reader(answer.get_data(as_text=True).removeprefix("\ufeff").splitlines())]


def test_the_clusters_are_listed_and_nobody_is_named(client, manager):
    heading, *units = rows(client.get(f"{ADDRESS}/units.csv"))
    assert heading[:4] == ["Giai đoạn", "Tầng", "Thuộc", "Mã"]
    assert len(units) == 6
    assert {unit[3] for unit in units} <= {"T1", "T2", "T3", "T4"}


def test_the_cases_are_listed_with_their_names_and_that_is_written_down(client, session, manager):
    _heading, *cases = rows(client.get(f"{ADDRESS}/cases.csv"))
    assert len(cases) == 42
    assert cases[0][1].startswith("Nguyễn Văn")
    assert [case[6] for case in cases].count("dự phòng") == 12
    noted = session.scalars(select(DiaryEntry).where(DiaryEntry.act == "cases.fetched")).one()
    assert (noted.subject, noted.account_id) == ("DT-52", manager.id)


def test_a_supervisor_may_have_the_cases_and_nobody_else(client, session, province, drawn):
    for role, status in (
        (RoleName.SUPERVISOR, 200), (RoleName.REVIEWER, 403), (RoleName.TYPIST, 403),
    ):  # fmt: skip
        sign_in(client, make_account(session, province, role))
        assert client.get(f"{ADDRESS}/cases.csv").status_code == status
        assert client.get(f"{ADDRESS}/record.pdf").status_code == 403


def test_the_record_is_printed_and_names_no_household(client, manager, drawn, tmp_path):
    printed = tmp_path / "record.pdf"
    printed.write_bytes(client.get(f"{ADDRESS}/record.pdf").data)
    words = words_of(printed)
    assert "Biên bản chọn mẫu" in words
    assert "20261001" in words
    assert drawn.digest[:20] in words.replace("\u200b", "")
    assert "Nguyễn Văn" not in words
    assert "21583-" not in words


def test_a_draw_that_is_none_is_not_there(client, manager):
    for number in (0, 2, 10**12):
        for name in ("record.pdf", "units.csv", "cases.csv"):
            address = f"/manage/campaigns/DT-52/sample/{number}/{name}"
            assert client.get(address).status_code == 404
