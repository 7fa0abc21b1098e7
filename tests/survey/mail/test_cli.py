"""`survey mail`: what an operator sees and can try."""

import dataclasses

import pytest

from survey.mail.models import Letter
from survey.mail_server import mail_server

pytestmark = pytest.mark.only_on("sqlite")


@pytest.fixture
def say(app):
    def run(*words):
        return app.test_cli_runner().invoke(args=["survey", "mail", *words])

    return run


def test_the_status_says_by_which_way_and_how_many(say, ask, settings):
    ask(1, 2)
    said = say("--status").output
    assert f"Thư gửi từ lang-nghe@localhost qua thư mục {settings.var}/outbox." in said
    assert "        2 đang chờ" in said


def test_what_waits_is_sent_now(say, ask):
    ask(1, 2)
    assert "        2 đã xong" in say("--send").output


@pytest.mark.usefixtures("by_smtp")
def test_the_status_says_why_nothing_goes_out(say, ask, sink, session):
    sink.refused_senders.add("so@tinh.vn")
    ask(1)
    said = say("--send").output
    assert "Thư gửi từ Sở <so@tinh.vn> qua máy chủ 127.0.0.1" in said
    assert "Máy chủ thư không nhận thư của hệ thống: 550 5.7.1 not from you" in said


@pytest.mark.usefixtures("by_smtp")
def test_a_trial_letter_arrives_and_stands_in_no_list(say, sink, session):
    said = say("--try", "An <an@tinh.gov.vn>")
    assert (said.exit_code, said.output) == (
        0,
        "Máy chủ thư đã nhận thư thử gửi an@tinh.gov.vn.\n",
    )
    assert sink.letters[0]["subject"] == "Thư thử của hệ thống Lắng Nghe"
    assert session.query(Letter).count() == 0


def test_a_trial_into_the_folder_says_so(say, settings):
    assert say("--try", "an@tinh.gov.vn").output == f"Đã ghi thư thử vào {settings.var}/outbox.\n"


@pytest.mark.parametrize(
    ("to", "words"),
    [("no-an@tinh.gov.vn", "không nhận địa chỉ này: 550"), ("an", "chưa đúng dạng")],
)
@pytest.mark.usefixtures("by_smtp")
def test_a_trial_that_fails_says_why(say, to, words):
    said = say("--try", to)
    assert said.exit_code != 0
    assert words in said.output
    assert "Traceback" not in said.output


def test_a_server_that_is_not_there_is_told_in_one_sentence(app, say):
    told = dataclasses.replace(app.extensions["settings"], mail=mail_server("smtp://localhost:9"))
    app.extensions["settings"] = told
    assert say("--try", "an@tinh.gov.vn").output == "Error: Máy chủ thư không nhận kết nối.\n"
