import json

import pytest
from sqlalchemy import select

from survey.paper.models import Settlement
from survey.responses.models import Response
from tests.factories.accounts import sign_in
from tests.page import read
from tests.survey.paper.test_pages import ADDRESS, GOOD


@pytest.fixture
def address(client, code, people):
    """A form typed twice: overall and times differ, and the words beside "else"."""
    own = ({"sex": "male"}, {"overall": "1", "times": "5", "sex": "else", "sex.else~": "khác"})
    for person, more in zip(people, own, strict=False):
        sign_in(client, person)
        client.post(f"{ADDRESS}/forms/{code}", data=GOOD | more)
    return f"{ADDRESS}/settle/{code}"


def answers(session):
    session.expire_all()
    return [json.loads(each) for each in session.scalars(select(Response.answers))]


def test_a_third_sees_both_readings_and_no_name(client, people, address):
    sign_in(client, people[2])
    page = read(client.get(address))
    for words in ("Buồn", "Vui", "3", "5", "Male", "Else; Ghi rõ: khác"):
        assert words in page.text
    assert people[0].name not in page.find("main").text
    assert people[1].name not in page.find("main").text
    assert "comment" not in str(page.fields)


def test_the_third_persons_word_stands(client, session, people, address):
    sign_in(client, people[2])
    sent = {"_s.overall": "second", "_s.times": "own", "times": "7", "_s.sex": "second"}
    page = read(client.post(address, data=sent, follow_redirects=True))
    assert "Đã xử lý xong" in page.text
    kept = {"overall": 1, "came": "yes", "times": 7, "sex": "else"}
    assert answers(session) == [kept]
    assert "không có gì cần xử lý" in read(client.get(address, follow_redirects=True)).text


def test_every_difference_is_to_be_decided(client, session, people, address):
    sign_in(client, people[2])
    sent = {"_s.overall": "second", "_s.times": "own", "times": "7"}
    answer = client.post(address, data=sent)
    assert answer.status_code == 422
    page = read(answer)
    assert "Xin chọn cho mọi câu" in page.text
    assert page.fields["times"] == "7"
    assert page.fields["_s.overall"] == "second"
    assert answers(session) == []


@pytest.mark.parametrize(
    "own", [{"times": "99"}, {"times": "bảy"}, {"times": "\0"}, {"times": "9" * 9_000}]
)
def test_what_is_typed_anew_must_be_an_answer(client, session, people, address, own):
    sign_in(client, people[2])
    sent = {"_s.overall": "first", "_s.times": "own", "_s.sex": "first", **own}
    assert client.post(address, data=sent).status_code == 422
    assert answers(session) == []


@pytest.mark.parametrize("whose", ["", "third", "first'--", "FIRST"])
def test_a_choice_that_is_none_is_no_choice(client, session, people, address, whose):
    sign_in(client, people[2])
    sent = {"_s.overall": whose, "_s.times": "first", "_s.sex": "first"}
    assert client.post(address, data=sent).status_code == 422
    assert session.scalars(select(Settlement)).all() == []


def test_whoever_typed_it_is_led_back(client, session, people, address):
    for person in people[:2]:
        sign_in(client, person)
        assert "người thứ ba" in read(client.get(address, follow_redirects=True)).text
        sent = {"_s.overall": "first", "_s.times": "first", "_s.sex": "first"}
        client.post(address, data=sent)
    assert answers(session) == []


def test_day_and_void_can_be_settled(client, session, code, people):
    sign_in(client, people[0])
    client.post(f"{ADDRESS}/forms/{code}", data=GOOD)
    sign_in(client, people[1])
    client.post(f"{ADDRESS}/forms/{code}", data={"_void": "1"})
    sign_in(client, people[2])
    page = read(client.get(f"{ADDRESS}/settle/{code}"))
    assert "Phiếu dùng được" in page.text
    refused = client.post(f"{ADDRESS}/settle/{code}", data={"_s.~void": "own"})
    assert refused.status_code == 422
    client.post(f"{ADDRESS}/settle/{code}", data={"_s.~void": "first"})
    assert len(answers(session)) == 1
