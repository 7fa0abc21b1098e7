"""A form is found by its code and typed in by two, each of whom sees an empty page."""

import pytest
from sqlalchemy import select

from survey.campaigns.life import close_campaign
from survey.paper import codes
from survey.paper.models import Form, Typing
from survey.responses.models import Response
from tests.factories.accounts import make_account, sign_in
from tests.factories.paper import make_forms
from tests.page import read

ADDRESS = "/manage/paper"
GOOD = {"_day": "18/11/2026", "overall": "2", "came": "yes", "times": "3", "comment": "Nhanh"}


@pytest.fixture
def types(client, session, code):
    """Let an account send the typing page of the form."""

    def do(account, follow=True, **sent):
        sign_in(client, account)
        address = f"{ADDRESS}/forms/{code}"
        return client.post(address, data=GOOD | sent, follow_redirects=follow)

    return do


def kept(session):
    session.expire_all()
    return session.scalars(select(Response)).all()


def find(client, typed):
    return client.post(f"{ADDRESS}/find", data={"code": typed})


def test_a_reviewer_types_nothing(client, session, province, code):
    sign_in(client, make_account(session, province, "reviewer"))
    for address in ("", f"/forms/{code}", "/campaigns/TX-1", f"/settle/{code}", "/print", "/scans"):
        assert client.get(ADDRESS + address).status_code == 403


def test_a_typist_prints_nothing_and_hands_in_no_scans(client, people):
    sign_in(client, people[0])
    for address in ("/print", "/scans", "/batches/1", "/batches/1.pdf", "/batches/1.csv"):
        assert client.get(ADDRESS + address).status_code == 403


def test_an_empty_room_says_what_it_is_for(client, people):
    sign_in(client, people[0])
    assert "Chưa in phiếu nào" in read(client.get(ADDRESS)).text


def test_a_code_leads_to_its_form_however_it_is_typed(client, people, code):
    sign_in(client, people[0])
    found = find(client, f" {codes.printed(code).lower()} ")
    assert found.location.endswith(f"/forms/{code}")
    page = read(client.get(found.location))
    assert codes.printed(code) in page.h1


@pytest.mark.parametrize("wrong", ["", "x" * 41, "1234567", "<script>", "2345678F", "\0"])
def test_a_code_mistyped_is_said_to_be(client, people, wrong):
    sign_in(client, people[0])
    answer = find(client, wrong)
    assert answer.status_code == 422
    assert read(answer).h1 == "Phiếu giấy"


def test_a_wrong_sign_in_a_real_code_is_noticed_by_itself(client, people, code):
    sign_in(client, people[0])
    other = "3" if code[2] != "3" else "4"
    answer = find(client, code[:2] + other + code[3:])
    assert answer.status_code == 422
    assert "gõ sai" in read(answer).text


def test_a_form_of_another_unit_is_as_if_it_were_not_there(client, session, neighbour, code):
    sign_in(client, make_account(session, neighbour, "typist"))
    assert find(client, code).status_code == 404
    for address in (f"/forms/{code}", f"/settle/{code}"):
        assert client.get(ADDRESS + address).status_code == 404
    assert client.post(f"{ADDRESS}/forms/{code}", data=GOOD).status_code == 404


def test_the_second_sees_nothing_of_the_first(client, people, types, code):
    sign_in(client, people[1])
    before = read(client.get(f"{ADDRESS}/forms/{code}"))
    types(people[0])
    sign_in(client, people[1])
    after = read(client.get(f"{ADDRESS}/forms/{code}"))
    assert {**before.fields, "csrf_token": ""} == {**after.fields, "csrf_token": ""}
    assert before.text == after.text


def test_two_typings_put_the_form_into_the_ledger(session, people, types):
    first = read(types(people[0]))
    assert "Đã ghi phiếu" in first.text
    assert kept(session) == []
    second = read(types(people[1], comment="nhanh."))
    assert "Đã ghi phiếu" in second.text
    (row,) = kept(session)
    assert row.channel == "paper"
    assert (row.answers, row.counter_id) == (
        '{"came":"yes","overall":2,"times":3}',
        None,
    )


def test_nobody_gets_the_form_twice(client, people, types, code):
    types(people[0])
    assert "phải do người khác" in read(types(people[0])).text
    assert find(client, code).status_code == 409
    types(people[1])
    assert "đủ hai lần" in read(types(people[2])).text


def test_what_is_no_answer_comes_back_with_everything_typed(session, people, types):
    answer = types(people[0], _day="31/02/2026", times="99", born="hôm qua", overall="2")
    assert answer.status_code == 422
    page = read(answer)
    assert (page.fields["_day"], page.fields["times"]) == ("31/02/2026", "99")
    assert page.fields["overall"] == "2"
    assert page.fields["born"] == "hôm qua"
    assert session.scalars(select(Typing)).all() == []


def test_unreadable_answers_and_days_are_said_with_one_key(session, people, types):
    sent = {"_no_day": "1", "_u.times": "1", "times": "99", "_u.why": "1", "why.slow": "1"}
    for person in people[:2]:
        types(person, **sent)
    (row,) = kept(session)
    assert (str(row.day), row.flags) == ("2026-11-20", '["partly"]')
    assert "why" not in row.answers


def test_a_void_form_takes_two_and_says_nothing(session, people, types, client):
    types(people[0], _void="1")
    types(people[1], _void="1")
    assert kept(session) == []
    page = read(client.get(f"{ADDRESS}/campaigns/TX-1"))
    assert "Phiếu hỏng" in page.text


@pytest.mark.parametrize(
    "sent",
    [
        {"overall": "９"},
        {"salary": "1"},
        {"comment": "x" * 6_000},
        {"comment": "\0"},
        {"_u.salary": "1"},
        {"_day": "9" * 400},
        {"why.slow": "2"},
        {"points": "1"},
    ],
)
def test_garbage_is_answered_by_a_sentence(session, people, types, sent):
    answer = types(people[0], **sent)
    assert answer.status_code == 422
    assert read(answer).find_all("div", role="alert")
    assert session.scalars(select(Typing)).all() == []


def test_a_closed_campaign_takes_its_late_forms_and_marks_them(
    client, session, app, people, types, campaign
):
    with app.app_context():
        close_campaign(session, campaign)
    session.commit()
    types(people[0])
    types(people[1])
    (row,) = kept(session)
    assert row.flags == '["late"]'
    assert "sau khi đóng đợt" in read(client.get(f"{ADDRESS}/campaigns/TX-1")).text


def test_the_campaigns_page_counts_what_hand_counting_does(
    app, client, session, people, types, campaign, commune, province
):
    with app.app_context():
        make_forms(session, campaign, commune, 2)
    types(people[0])
    types(people[1], overall="1")
    sign_in(client, people[0])
    own = read(client.get(f"{ADDRESS}/campaigns/TX-1"))
    assert "Theo người nhập" not in own.text  # a typist
    assert "không có phiếu nào chờ Ông/Bà xem" in own.text.lower().replace("ông/bà", "Ông/Bà")
    sign_in(client, make_account(session, province, "supervisor"))
    page = read(client.get(f"{ADDRESS}/campaigns/TX-1"))
    # Day, overall, came, times, comment: five fields, one of them apart.
    assert "1/5" in page.text
    assert len([at for at in page.links.values() if "/settle/" in at]) == 1
    overview = read(client.get(ADDRESS))
    assert "Khảo sát thường xuyên 2026" in overview.links


def test_forms_that_nobody_printed_here_are_not_counted(client, session, neighbour, code):
    sign_in(client, make_account(session, neighbour, "typist"))
    assert "Chưa in phiếu nào" in read(client.get(ADDRESS)).text
    assert "chưa có phiếu giấy nào" in read(client.get(f"{ADDRESS}/campaigns/TX-1")).text
    assert client.get(f"{ADDRESS}/campaigns/XX").status_code == 404


def test_there_are_no_two_forms_with_one_code(session, campaign, commune, context):
    made = make_forms(session, campaign, commune, 300)
    assert len(set(made)) == 300
    assert len(session.scalars(select(Form.code)).all()) == 300
