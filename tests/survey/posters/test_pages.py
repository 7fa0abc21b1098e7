import pytest
from sqlalchemy import select

from survey.access.permissions import RoleName
from survey.jobs.models import Job
from survey.jobs.worker import work_once
from survey.places.counters import close_counter
from survey.places.eras import REFORM
from survey.posters import pages
from survey.posters.forms import Form
from tests.factories.accounts import make_account, sign_in
from tests.factories.places import make_commune, make_counter, make_province
from tests.page import read
from tests.survey.places.prints import words_of


@pytest.fixture
def province(session):
    return make_province(session, "Tỉnh Gia Lai")


@pytest.fixture
def commune(session, province):
    return make_commune(session, province, "Phường Quy Nhơn Bắc")


@pytest.fixture
def manager(client, session, commune):
    account = make_account(session, commune)
    sign_in(client, account)
    return account


def test_the_forms_are_there_to_choose_from_with_a_picture_each(client, manager, commune):
    page = read(client.get("/manage/posters"))
    assert page.choices("form") == [form.value for form in Form]
    assert page.choices("unit_id") == [str(commune.id)]
    for picture in page.find_all("img"):
        answer = client.get(picture["src"])
        assert answer.mimetype == "image/png"
        assert answer.data.startswith(b"\x89PNG")


def test_a_few_counters_are_printed_at_once(client, session, manager, commune, tmp_path):
    for number in (1, 2):
        make_counter(session, commune, name=f"Quầy số {number}")
    answer = client.post("/manage/posters", data={"form": "a4", "unit_id": commune.id})
    assert answer.mimetype == "application/pdf"
    assert 'filename="ap-phich-a4-phuong-quy-nhon-bac.pdf"' in answer.headers["Content-Disposition"]
    printed = tmp_path / "a.pdf"
    printed.write_bytes(answer.data)
    assert "Quầy số 1" in words_of(printed)
    assert "Quầy số 2" in words_of(printed)


def test_many_counters_are_a_job_with_its_page(app, client, session, manager, commune, monkeypatch):
    monkeypatch.setattr(pages, "MOST_AT_ONCE", 1)
    for number in (1, 2):
        make_counter(session, commune, name=f"Quầy số {number}")
    answer = client.post("/manage/posters", data={"form": "strip", "unit_id": commune.id})
    job = session.scalars(select(Job)).one()
    assert answer.location == f"/manage/jobs/{job.id}"
    session.commit()
    work_once(app)
    page = read(client.get(answer.location))
    assert "Đã in 2 quầy" in page.text
    assert client.get(f"/manage/jobs/{job.id}/result").data.startswith(b"%PDF")
    assert f"/manage/jobs/{job.id}" in read(client.get("/manage/posters")).links.values()


def test_where_nothing_is_open_the_way_to_open_a_counter_is_shown(client, manager, commune):
    answer = client.post("/manage/posters", data={"form": "a4", "unit_id": commune.id})
    page = read(answer)
    assert answer.status_code == 422
    assert "Chưa có quầy nào đang mở" in page.text
    assert page.links["Mở quầy mới"] == "/manage/counters/new"


@pytest.mark.parametrize("told", [{}, {"form": "a3"}, {"form": "a4", "unit_id": "x"}])
def test_what_was_not_offered_is_refused(client, manager, commune, told):
    answer = client.post("/manage/posters", data={"unit_id": commune.id, "form": ""} | told)
    assert answer.status_code == 422


def test_another_unit_s_counters_are_not_printed(client, session, manager, province):
    elsewhere = make_commune(session, province, "Xã Ia Le")
    counter = make_counter(session, elsewhere)
    answer = client.post("/manage/posters", data={"form": "a4", "unit_id": elsewhere.id})
    assert answer.status_code == 422
    assert client.get(f"/manage/posters/a4/{counter.code}.pdf").status_code == 404


@pytest.mark.parametrize("form", [form.value for form in Form])
def test_each_form_of_one_counter_has_its_address(client, session, manager, commune, form):
    counter = make_counter(session, commune)
    answer = client.get(f"/manage/posters/{form}/{counter.code.lower()}.pdf")
    assert answer.data.startswith(b"%PDF")
    assert counter.code in answer.headers["Content-Disposition"]


def test_the_first_address_of_the_sheet_for_the_desk_still_works(client, session, manager, commune):
    counter = make_counter(session, commune)
    answer = client.get(f"/manage/counters/{counter.code}/poster.pdf")
    assert answer.mimetype == "application/pdf"


def test_a_closed_counter_is_not_printed(client, session, manager, commune):
    counter = make_counter(session, commune)
    close_counter(session, counter, REFORM)
    assert client.get(f"/manage/posters/a4/{counter.code}.pdf").status_code == 404


def test_a_form_nobody_prints_is_not_there(client, session, manager, commune):
    counter = make_counter(session, commune)
    for address in (f"/manage/posters/a3/{counter.code}.pdf", "/manage/posters/a3.png"):
        assert client.get(address).status_code == 404


def test_a_reviewer_prints_nothing(client, session, commune):
    sign_in(client, make_account(session, commune, RoleName.REVIEWER))
    assert client.get("/manage/posters").status_code == 403
    assert client.post("/manage/posters").status_code == 403
