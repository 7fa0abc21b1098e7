"""Whatever is sent to the interviewers' doors is answered in JSON, never with an error of ours."""

import json

import pytest
from sqlalchemy import func, select

from survey.fieldwork.models import Attempt
from survey.responses.flags import HELD, UNREVIEWED, read
from survey.responses.models import Response
from tests.factories.devices import Tablet


def said_no(reply, status: int, error: str) -> None:
    assert (reply.status, reply.said["error"]) == (status, error)
    assert set(reply.said["words"]) == {"vi", "en"}


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff\xfe", b'{"nonce": NaN}', b"x" * 99_999])
@pytest.mark.parametrize("path", ["/interview/sync", "/interview/config", "/interview/enrol"])
def test_what_cannot_be_read_is_refused_in_two_languages(tablet, path, body):
    said_no(tablet.send(path, body), 400, "request")


@pytest.mark.parametrize("name", ["", "0" * 32, "A" * 32, "%00"])
def test_an_interviewer_we_do_not_know_is_refused(tablet, name):
    tablet.id = name
    said_no(tablet.sync(), 401, "device")


def test_an_interviewer_cannot_speak_for_another(tablet):
    forged = Tablet(tablet.post, id=tablet.id)
    said_no(forged.say("/interview/sync", tablet.batch([])), 401, "device")


def test_a_kiosk_is_no_interviewer(tablet):
    said_no(tablet.say("/kiosk/sync", tablet.batch([])), 401, "device")


def test_enrolling_tells_all_that_is_needed_without_a_network(tablet):
    config = tablet.say("/interview/config", {})
    assert config.is_believed
    assert config.said["digest"] == tablet.shown["digest"]
    shown = tablet.shown
    assert shown["campaign"]["name"] == "Khảo sát hộ dân 2026"
    assert len(shown["cases"]) == shown["needed"] == 6
    assert {each["code"] for each in shown["languages"]} >= {"vi"}
    assert [each["code"] for each in shown["dispositions"]][:3] == ["1.1", "1.2", "2.10"]
    first = shown["cases"][0]
    assert first["label"] == "Hộ bà Nguyễn Thị 1, Thôn 1"
    assert (first["state"], first["attempts"], first["unit"]) == ("open", 0, "Xã Tuy Phước")


def test_what_is_shown_is_sent_once(tablet):
    assert "fresh" not in tablet.sync().said
    tablet.told["config"] = "of another time"
    assert tablet.sync().said["fresh"]["digest"] == tablet.shown["digest"]


def test_an_interview_enters_the_ledger_held_and_by_its_design(tablet, session, cases):
    entry = tablet.visit(cases[0].id, answers={"overall": 4, "comment": "Chờ hơi lâu"})
    reply = tablet.sync()
    assert (reply.status, reply.is_believed, reply.aside) == (200, True, {})
    assert reply.receipts[entry].count("-") == 3
    session.rollback()
    response = session.scalars(select(Response)).one()
    assert response.id != entry
    assert (response.channel, response.minute) == ("interview", None)
    assert read(response.flags) == {HELD, UNREVIEWED}
    assert json.loads(response.design) == {
        "weight": "12.5",
        "stratum": "Nông thôn",
        "psu": cases[0].psu,
        "second": "Thôn 1",
        "fpc": 40,
        "second_fpc": 9,
    }
    assert session.get_one(Attempt, entry).response_id == response.id
    assert tablet.shown["cases"][0]["state"] == "done"
    assert tablet.shown["needed"] == 5


def test_a_visit_without_answers_is_noted(tablet, session, cases):
    entry = tablet.visit(cases[0].id, "non_contact", note="  Nhà  khóa cửa ")
    assert tablet.sync().receipts == {entry: "noted"}
    session.rollback()
    assert session.get_one(Attempt, entry).note == "Nhà khóa cửa"
    assert session.scalar(select(func.count()).select_from(Response)) == 0
    shown = tablet.shown["cases"][0]
    assert (shown["state"], shown["attempts"], shown["last"]) == ("open", 1, "non_contact")
