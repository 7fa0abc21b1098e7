"""Page by page, back and forth, with nothing kept on the server until all is said."""

import json

import pytest

from survey.responses.models import Response
from tests.factories.campaigns import make_campaign
from tests.factories.places import make_commune, make_counter
from tests.factories.shelf import shelve
from tests.forms.parts import document, overall, question, section
from tests.survey.answering.at_the_counter import Citizen

PAGED = document(
    section("first", question("used", "yes_no", "Có đến Một cửa không?", required=True)),
    section(
        "visit",
        overall(),
        question("days", "number", "Mấy ngày?", least=0, most=60),
        page=True,
        when='used = "yes"',
    ),
    section("last", question("wish", "line", "Mong muốn?"), page=True),
    rules=[{"code": "few", "rule": "days <= overall", "words": {"vi": "Số ngày nhiều quá."}}],
)


@pytest.fixture
def citizen(app, client, session) -> Citizen:
    (asked,) = shelve(app, PAGED)
    commune = make_commune(session)
    counter = make_counter(session, commune)
    campaign = make_campaign(session, commune, questionnaire=asked)
    session.commit()
    return Citizen(client, session, counter, campaign)


def turn(citizen: Citizen, page, **answers: str):
    return citizen.sends_as("", {**page.fields, **answers})


def kept(citizen: Citizen) -> dict:
    citizen.session.rollback()
    return json.loads(citizen.session.query(Response).one().answers)


def test_all_pages_are_asked_and_then_kept(citizen):
    second = turn(citizen, citizen.opens(), used="yes")
    third = turn(citizen, second, overall="4", days="2")
    assert citizen.kept() == 0
    assert third.fields["used"] == "yes"
    assert third.fields["overall"] == "4"
    assert "Cảm ơn" in turn(citizen, third, wish="Nhanh hơn").text
    assert kept(citizen) == {"used": "yes", "overall": 4, "days": 2}


def test_a_page_nobody_asks_is_passed_by(citizen):
    third = turn(citizen, citizen.opens(), used="no")
    assert third.find("input", id="wish") is not None
    assert "Cảm ơn" in turn(citizen, third).text
    assert kept(citizen) == {"used": "no", "overall": "~not_asked", "days": "~not_asked"}


def test_going_back_keeps_what_was_said_and_forward_again_too(citizen):
    second = turn(citizen, citizen.opens(), used="yes")
    first = turn(citizen, second, overall="3", days="2", _go="back")
    assert first.fields["used"] == "yes"
    assert first.fields["overall"] == "3"
    second = turn(citizen, first)
    assert (second.fields["overall"], second.fields["days"]) == ("3", "2")


def test_a_mind_that_changed_drops_what_is_no_longer_asked(citizen):
    second = turn(citizen, citizen.opens(), used="yes")
    first = turn(citizen, second, overall="3", days="2", _go="back")
    third = turn(citizen, first, used="no")
    assert "Cảm ơn" in turn(citizen, third).text
    assert kept(citizen) == {"used": "no", "overall": "~not_asked", "days": "~not_asked"}


def test_a_required_answer_is_asked_for_on_its_page(citizen):
    again = turn(citizen, citizen.opens())
    assert again.status == 422
    assert "cần được trả lời" in again.text


def test_what_does_not_fit_together_is_said_where_it_stands(citizen):
    second = turn(citizen, citizen.opens(), used="yes")
    again = turn(citizen, second, overall="2", days="9")
    assert again.status == 422
    assert "Số ngày nhiều quá." in again.text
    assert again.fields["days"] == "9"


@pytest.mark.parametrize("page", ["0", "9", "-1", "abc", "99999999999", "１", "2.5", ""])
def test_a_forged_page_number_skips_nothing(citizen, page):
    first = citizen.opens()
    again = turn(citizen, first, _page=page, overall="9")
    assert citizen.kept() == 0
    assert again.status in (200, 422)


def test_it_says_which_page_of_how_many(citizen):
    assert "Trang 1 trên 3" in citizen.opens().text


def test_the_button_says_what_it_does(citizen):
    first = citizen.opens()
    assert first.find("button", class_="send").text == "Tiếp tục"
    third = turn(citizen, first, used="no")
    assert third.find("button", class_="send").text == "Gửi đánh giá"
