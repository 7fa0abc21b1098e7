from pathlib import Path

import pytest
from flask import abort
from sqlalchemy.exc import OperationalError

from survey.access.guard import public
from tests.page import read

EN = {"Accept-Language": "en"}


@pytest.mark.parametrize(
    ("path", "status", "heading"),
    [("/nowhere", 404, "Không có trang này"), ("/healthz/", 404, "Không có trang này")],
)
def test_what_is_not_there_is_told(client, path, status, heading):
    page = read(client.get(path))
    assert (page.status, page.h1) == (status, heading)


def test_a_way_of_sending_that_is_not_offered_is_told(client):
    page = read(client.put("/q/AAAAA"))
    assert (page.status, page.h1) == (405, "Không dùng được cách gửi này")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 413, 418, 500, 503])
def test_every_error_has_a_heading_and_a_sentence_in_both_languages(app, client, status):
    app.add_url_rule("/wrong", "wrong", public(lambda: abort(status)))
    vietnamese = read(client.get("/wrong"))
    assert vietnamese.status == status
    assert len(vietnamese.find("main").find("p").text) > 20


def test_a_database_that_is_busy_is_no_fault_of_the_citizens(app, client):
    def busy():
        raise OperationalError("SELECT 1", {}, Exception("locked"))

    app.add_url_rule("/busy", "busy", public(busy))
    response = client.get("/busy")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
    assert "SELECT" not in read(response).text


def test_a_fault_of_ours_shows_nothing_of_the_program(app, client):
    app.testing = False

    def broken():
        raise RuntimeError("secret")

    app.add_url_rule("/broken", "broken", public(broken))
    page = read(client.get("/broken"))
    assert (page.status, page.h1) == (500, "Hệ thống gặp lỗi")
    assert "secret" not in page.text


def test_a_fault_of_ours_writes_nobodys_address_down(app, client, caplog):
    app.testing = False
    told = {"token": "yqfbenodyucbngf64kfe5noqcb"}

    def broken(token):
        raise RuntimeError("somewhere")

    app.add_url_rule("/broken/<token>", "broken", public(broken))
    assert client.post("/broken/{token}".format(**told)).status_code == 405
    assert client.get("/broken/{token}".format(**told)).status_code == 500
    assert "Exception in broken [GET]" in caplog.text
    assert "RuntimeError: somewhere" in caplog.text
    assert told["token"] not in caplog.text


def test_a_disk_without_room_is_told_and_no_other_fault_of_the_system(app, client):
    app.testing = False

    def full():
        Path("/dev/full").write_text("x")

    def missing():
        Path("/nowhere/secret").read_text()

    app.add_url_rule("/full", "full", public(full))
    app.add_url_rule("/missing", "missing", public(missing))
    page = read(client.get("/full"))
    assert (page.status, page.h1) == (507, "Máy chủ đã hết chỗ chứa")
    assert read(client.get("/missing")).status == 500
