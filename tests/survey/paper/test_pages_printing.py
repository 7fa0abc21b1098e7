import csv
import io

import pytest
from sqlalchemy import select

from survey.campaigns.kinds import Kind
from survey.jobs.models import Job
from survey.paper.models import Batch, Form
from tests.factories.accounts import make_account, sign_in
from tests.factories.campaigns import make_campaign
from tests.page import read
from tests.survey.paper.test_batches import drawn, field  # noqa: F401  (fixtures)

ADDRESS = "/manage/paper"


@pytest.fixture
def supervisor(client, session, province):
    sign_in(client, make_account(session, province, "supervisor"))


def order(client, campaign, unit, /, **more):
    sent = {"campaign": campaign.id, "unit_id": unit.id, "count": 3, "language": "vi"} | more
    return client.post(f"{ADDRESS}/print", data=sent, follow_redirects=True)


def test_a_few_forms_are_printed_at_once(client, session, supervisor, campaign, commune):
    page = read(order(client, campaign, commune))
    assert "3" in page.text
    answer = client.get(page.links["Tải phiếu để in (PDF)"])
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF-")
    assert len(session.scalars(select(Form)).all()) == 3


def test_many_forms_go_to_the_queue(client, session, supervisor, campaign, commune):
    page = read(order(client, campaign, commune, count=51))
    batch = session.scalars(select(Batch)).one()
    assert "mỗi tệp 50 phiếu" in page.text
    assert client.get(f"{ADDRESS}/batches/{batch.id}.pdf").status_code == 404
    client.post(f"{ADDRESS}/batches/{batch.id}/print")
    assert session.scalars(select(Job.kind)).all() == ["paper"]


@pytest.mark.parametrize(
    "more",
    [
        {"count": 0},
        {"count": 5001},
        {"count": "x"},
        {"count": ""},
        {"language": "xx"},
        {"campaign": 999},
        {"unit_id": 999},
        {"unit_id": "x"},
        {"count": "9" * 30},
    ],
)
def test_what_cannot_be_printed_is_said(client, session, supervisor, campaign, commune, more):
    answer = order(client, campaign, commune, **more)
    assert answer.status_code == 422
    assert read(answer).h1 == "In phiếu giấy"
    assert session.scalars(select(Form)).all() == []


def test_a_unit_the_campaign_does_not_ask_at_is_refused(
    client, session, supervisor, questionnaire, commune, neighbour
):
    here = make_campaign(session, commune, questionnaire=questionnaire)
    answer = order(client, here, neighbour)
    assert answer.status_code == 422
    assert "không gồm đơn vị đó" in read(answer).text


def test_an_invited_campaign_has_no_paper(client, session, supervisor, province, questionnaire):
    make_campaign(session, province, kind=Kind.INVITED, questionnaire=questionnaire)
    assert "không dùng phiếu giấy" in read(client.get(f"{ADDRESS}/print")).text


def test_each_case_has_a_form_and_a_list_says_whose(
    client,
    session,
    supervisor,
    field,  # noqa: F811
    drawn,  # noqa: F811
    commune,
):
    page = read(order(client, field, commune))
    answer = client.get(page.links["Tải danh sách phát phiếu (CSV)"])
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert [row[2] for row in rows[1:]] == ["H2", "H3"]
    assert rows[1][3] == "Bà Ba, thôn 2"
    again = order(client, field, commune)
    assert again.status_code == 422
    assert "đã có phiếu" in read(again).text


def test_a_batch_of_another_unit_is_as_if_it_were_not_there(
    client, session, supervisor, campaign, commune, neighbour
):
    order(client, campaign, commune)
    batch = session.scalars(select(Batch)).one()
    sign_in(client, make_account(session, neighbour, "supervisor"))
    for address in (f"{batch.id}", f"{batch.id}.pdf", f"{batch.id}.csv", "999", f"{2**40}"):
        assert client.get(f"{ADDRESS}/batches/{address}").status_code == 404
    assert client.post(f"{ADDRESS}/batches/{batch.id}/print").status_code == 404
