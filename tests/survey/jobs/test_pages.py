from datetime import timedelta

import pytest

from survey.access.permissions import Permission, RoleName
from survey.jobs.registry import register
from survey.jobs.work import JobFailed
from survey.jobs.worker import work_once
from tests.factories.accounts import make_account, sign_in
from tests.factories.places import make_commune
from tests.page import read
from tests.survey.jobs.test_worker import print_it


@pytest.fixture
def signed_in(client, mai):
    sign_in(client, mai)


def test_a_job_that_waits_says_so_and_looks_again_without_script(client, signed_in, asked_for):
    job = asked_for(print_it, words="x")
    page = read(client.get(f"/manage/jobs/{job.id}"))
    assert "Đang chờ" in page.text
    assert page.find("meta", **{"http-equiv": "refresh"})
    assert client.get(f"/manage/jobs/{job.id}/result").status_code == 404


def test_a_job_under_way_says_how_far_it_has_come(app, client, signed_in, asked_for):
    seen = []

    def run(work):
        work.progress(1200, 1500)
        seen.append(read(client.get(f"/manage/jobs/{work.job_id}")))

    asked_for(run)
    work_once(app)
    bar = seen[0].find("progress")
    assert (bar["value"], bar["max"]) == ("1200", "1500")
    assert "Đã làm 1.200 trên 1.500" in seen[0].text


def test_a_job_that_is_done_offers_its_file_under_its_name(app, client, signed_in, asked_for):
    job = asked_for(print_it, words="Ỡ")
    work_once(app)
    page = read(client.get(f"/manage/jobs/{job.id}"))
    assert "Đã xong" in page.text
    assert not page.find_all("meta", **{"http-equiv": "refresh"})
    answer = client.get(f"/manage/jobs/{job.id}/result")
    assert answer.text == "Ỡ"
    assert "in-an.txt" in answer.headers["Content-Disposition"]
    assert answer.mimetype == "text/plain"
    answer.close()


def test_a_job_that_failed_says_why(app, client, signed_in, asked_for):
    def run(_work):
        raise JobFailed("Đơn vị này chưa có quầy nào đang mở.")

    job = asked_for(run)
    work_once(app)
    page = read(client.get(f"/manage/jobs/{job.id}"))
    assert "Không làm được" in page.text
    assert "Đơn vị này chưa có quầy nào đang mở." in page.text


def test_a_file_that_was_swept_is_said_to_be(app, client, mai, asked_for, clock):
    job = asked_for(print_it, words="x")
    work_once(app)
    clock.advance(timedelta(days=8))
    app.test_cli_runner().invoke(args=["survey", "worker", "--once"])
    sign_in(client, mai)
    page = read(client.get(f"/manage/jobs/{job.id}"))
    assert "Tệp đã được xóa sau 7 ngày" in page.text
    assert client.get(f"/manage/jobs/{job.id}/result").status_code == 404


def test_the_list_shows_what_somebody_asked_for(client, signed_in, asked_for, session):
    assert "Chưa có việc nào" in read(client.get("/manage/jobs")).text
    job = asked_for(print_it, words="x")
    assert f"/manage/jobs/{job.id}" in read(client.get("/manage/jobs")).links.values()


@pytest.mark.parametrize("address", ["", "/result"])
def test_a_job_of_another_unit_is_not_there(app, client, session, asked_for, address, province):
    job = asked_for(print_it, words="x")
    work_once(app)
    sign_in(client, make_account(session, make_commune(session, province, "Xã Ia Le")))
    assert client.get(f"/manage/jobs/{job.id}{address}").status_code == 404


def test_whoever_answers_for_the_unit_reaches_its_jobs(app, client, session, asked_for, province):
    job = asked_for(print_it, words="x")
    sign_in(client, make_account(session, province))
    assert client.get(f"/manage/jobs/{job.id}").status_code == 200


@pytest.mark.parametrize("number", ["0", "999", "99999999999999999999", "-1", "x"])
def test_a_number_nobody_dealt_is_not_there(client, signed_in, number):
    assert client.get(f"/manage/jobs/{number}").status_code == 404


def test_what_came_of_a_job_is_for_whoever_could_have_asked_for_it(
    app, client, session, commune, mai, asked_for
):
    job = asked_for(print_it, words="x")
    register(app, job.kind, print_it, permission=Permission.KEEP_DOSSIERS)
    work_once(app)
    session.rollback()
    addresses = [f"/manage/jobs/{job.id}", f"/manage/jobs/{job.id}/result"]
    for role, status in ((RoleName.REVIEWER, 403), (RoleName.MANAGER, 200)):
        sign_in(client, make_account(session, commune, role))
        assert [client.get(address).status_code for address in addresses] == [status] * 2
