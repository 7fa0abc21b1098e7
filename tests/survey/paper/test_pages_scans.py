from io import BytesIO

import pytest
from sqlalchemy import select

from survey.jobs.models import Job
from survey.jobs.worker import work_once
from survey.paper import cli, scanning
from survey.paper.models import Typing
from tests.factories.accounts import make_account, sign_in
from tests.factories.paper import make_forms
from tests.page import read

ADDRESS = "/manage/paper/scans"


def send(client, content: bytes, name: str = "quet.csv"):
    form = {"sheet": (BytesIO(content), name)}
    return client.post(ADDRESS, data=form, follow_redirects=True)


@pytest.fixture
def supervisor(client, session, commune):
    account = make_account(session, commune, "supervisor")
    sign_in(client, account)
    return account


def rows(session):
    session.rollback()
    return session.scalars(select(Typing.form_code)).all()


def test_a_file_is_taken_in_by_a_worker_and_refused_rows_handed_back(
    client, session, app, supervisor, code, campaign, neighbour
):
    with app.app_context():
        other = make_forms(session, campaign, neighbour)[0]
    content = f"form_code,day,overall\n{code},18/11/2026,2\n{other},18/11/2026,2\nx,,\n"
    assert read(send(client, content.encode())).h1
    assert work_once(app)
    job = session.scalars(select(Job)).one()
    assert (job.state, rows(session)) == ("done", [code])
    assert "3 dòng: 0 phiếu vào sổ, 1 chờ người nhập" in job.words
    refused = client.get(f"/manage/jobs/{job.id}/result").data.decode("utf-8-sig")
    assert other in refused  # out of the sender's reach
    assert not (app.extensions["settings"].var / "jobs" / str(job.id) / scanning.SHEET).exists()


@pytest.mark.parametrize(
    "content", [b"", b"\xd0\xcf\x11\xe0", b"PK\x03\x04x", b"\0\0\0", b"day;overall\n1;2\n"]
)
def test_garbage_ends_in_a_sentence(client, session, app, supervisor, content):
    send(client, content)
    assert work_once(app)
    job = session.scalars(select(Job)).one()
    assert job.state == "failed"
    assert job.words or job.error
    assert rows(session) == []


@pytest.mark.parametrize("name", ["quet.exe", "quet", ""])
def test_a_file_of_another_kind_is_not_taken(client, session, supervisor, name):
    assert send(client, b"x", name).status_code == 422
    assert session.scalars(select(Job)).all() == []


def test_the_command_takes_a_file_in(app, session, code, tmp_path):
    path = tmp_path / "quet.csv"
    path.write_text(f"form_code,overall\n{code},2\nx,2\n")
    assert cli.scans.name == "import-scans"
    ran = app.test_cli_runner().invoke(args=["survey", "import-scans", str(path)])
    assert ran.exit_code == 0, ran.output
    assert "1 chờ người nhập" in ran.output
    assert "dòng 3: mã phiếu sai" in ran.output
    assert rows(session) == [code]
    again = app.test_cli_runner().invoke(args=["survey", "import-scans", str(path)])
    assert again.exit_code == 1
    path.write_bytes(b"")
    assert app.test_cli_runner().invoke(args=["survey", "import-scans", str(path)]).exit_code == 1
