import re

from survey.accounts.keeping import find_account
from tests.factories.places import make_province
from tests.page import read

ADD = ["survey", "add-account", "mai@gialai.gov.vn", "--name", "Mai", "--role", "manager"]


def run(app, session, *words, typed=None):
    session.commit()
    answer = app.test_cli_runner().invoke(args=list(words), input=typed)
    session.rollback()
    return answer


def enter(client, password):
    fields = read(client.get("/sign-in")).fields
    typed = {**fields, "email": "mai@gialai.gov.vn", "password": password}
    return client.post("/sign-in", data=typed).status_code


def test_the_printed_password_opens_the_new_account(app, client, session):
    make_province(session, code="52")
    told = run(app, session, *ADD, "--unit", "52")

    (password,) = re.findall(r"Mật khẩu: (\S+)", told.output)
    assert enter(client, password) == 302


def test_a_password_that_was_given_is_used_and_not_printed(app, client, session):
    make_province(session, code="52")
    told = run(app, session, *ADD, "--unit", "52", "--password-stdin", typed="một câu dễ nhớ\n")

    assert "một câu" not in told.output
    assert enter(client, "một câu dễ nhớ") == 302


def test_a_new_password_replaces_the_old(app, client, session):
    make_province(session, code="52")
    run(app, session, *ADD, "--unit", "52", "--password-stdin", typed="một câu dễ nhớ\n")
    told = run(app, session, "survey", "set-password", "MAI@gialai.gov.vn")

    assert enter(client, "một câu dễ nhớ") == 200
    assert enter(client, re.findall(r"Mật khẩu: (\S+)", told.output)[0]) == 302


def test_an_unknown_unit_a_taken_address_and_a_short_password_are_refused(app, session):
    make_province(session, code="52")
    assert "mã 99" in run(app, session, *ADD, "--unit", "99").output
    short = run(app, session, *ADD, "--unit", "52", "--password-stdin", typed="ngắn\n")
    assert (short.exit_code, find_account(session, "mai@gialai.gov.vn")) == (1, None)
    run(app, session, *ADD, "--unit", "52")
    assert "đã có tài khoản" in run(app, session, *ADD, "--unit", "52").output
    assert run(app, session, "survey", "set-password", "ai@do.vn").exit_code == 1
