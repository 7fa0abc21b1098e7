"""A low rating asks why, a high one ends at once: with script and without."""

import json

import pytest

from survey.responses.models import Remark, Response
from tests.factories.campaigns import make_campaign
from tests.factories.places import make_commune, make_counter
from tests.factories.shelf import shelve
from tests.forms.parts import choices, document, overall, question, section
from tests.survey.answering.at_the_counter import Citizen

WHY = question(
    "why",
    "choices",
    "Vì sao?",
    when="overall <= 3",
    choices=choices("waited", "rude", "other", other={"other": True}),
)
WORST = question(
    "worst",
    "choice",
    "Điều nào tệ nhất?",
    when="count(why) > 1",
    among="why",
    choices=choices("waited", "rude", "other"),
)


@pytest.fixture
def citizen(app, client, session) -> Citizen:
    (asked,) = shelve(app, document(section("all", overall(), WHY, WORST)))
    commune = make_commune(session)
    counter = make_counter(session, commune)
    campaign = make_campaign(session, commune, questionnaire=asked)
    session.commit()
    return Citizen(client, session, counter, campaign)


def kept(citizen: Citizen) -> dict:
    citizen.session.rollback()
    return json.loads(citizen.session.query(Response).one().answers)


def is_hidden(page, code: str) -> bool:
    element = page.find("fieldset", id=f"q-{code}")
    while element.parent is not None:
        element = element.parent
        if "hidden" in element.attributes:
            return True
    return False


def answered_on(page, **answers: str) -> dict[str, str]:
    """What the form on `page` sends: what stands in it, and `answers` chosen on it."""
    return {**page.fields, **answers}


def test_a_high_rating_ends_at_once(citizen):
    thanks = citizen.sends({"overall": "5"})
    assert "Cảm ơn" in thanks.text
    assert kept(citizen) == {"overall": 5, "why": "~not_asked", "worst": "~not_asked"}


def test_without_script_a_low_rating_brings_the_page_back_with_why(citizen):
    first = citizen.opens()
    why = citizen.sends_as("", answered_on(first, overall="2"))
    assert why.status == 200
    assert citizen.kept() == 0
    assert is_hidden(first, "why")
    assert not is_hidden(why, "why")
    assert is_hidden(why, "worst")
    assert why.fields["overall"] == "2"
    assert why.fields["_visit"] == first.fields["_visit"]
    one = answered_on(why) | {"why.waited": "1"}
    assert "Cảm ơn" in citizen.sends_as("", one).text
    assert kept(citizen) == {"overall": 2, "why": ["waited"], "worst": "~not_asked"}


def test_two_reasons_ask_which_is_the_worst(citizen):
    sent = answered_on(citizen.opens(), overall="1")
    sent = answered_on(citizen.sends_as("", sent)) | {"why.waited": "1", "why.rude": "1"}
    worst = citizen.sends_as("", sent)
    assert citizen.kept() == 0
    sent = answered_on(worst, worst="rude")
    assert "Cảm ơn" in citizen.sends_as("", sent).text
    assert kept(citizen) == {"overall": 1, "why": ["waited", "rude"], "worst": "rude"}


def test_follow_ups_that_were_shown_may_be_passed_over(citizen):
    why = citizen.sends_as("", answered_on(citizen.opens(), overall="2"))
    assert "Cảm ơn" in citizen.sends_as("", answered_on(why)).text
    assert kept(citizen) == {"overall": 2, "worst": "~not_asked"}


def test_with_script_everything_comes_in_one_go(citizen):
    sent = {"overall": "2", "_at_once": "1", "why.other": "1", "why.other~": "Máy hỏng"}
    assert "Cảm ơn" in citizen.sends(sent).text
    assert kept(citizen) == {"overall": 2, "why": ["other"], "worst": "~not_asked"}
    assert citizen.session.query(Remark).one().words == "Máy hỏng"


def test_reasons_given_before_the_rating_went_up_are_dropped(citizen):
    sent = {"overall": "4", "_at_once": "1", "why.other": "1", "why.other~": "Máy hỏng"}
    assert "Cảm ơn" in citizen.sends(sent).text
    assert kept(citizen) == {"overall": 4, "why": "~not_asked", "worst": "~not_asked"}
    assert citizen.session.query(Remark).count() == 0


def test_the_worst_must_be_one_of_the_reasons(citizen):
    sent = {"overall": "2", "_at_once": "1", "why.waited": "1", "why.rude": "1", "worst": "other"}
    page = citizen.sends(sent)
    assert page.status == 422
    assert citizen.kept() == 0
    assert "đã đánh dấu" in page.text
    assert page.fields["why.waited"] == "1"


def test_only_a_page_with_follow_ups_has_script_and_it_is_ours(citizen):
    page = citizen.opens()
    assert len(page.find_all("script")) == 1
    assert "script-src 'sha256-" in page.policy


def test_another_language_or_a_mistake_keeps_follow_ups_open(citizen):
    why = citizen.sends_as("", answered_on(citizen.opens(), overall="2"))
    again = citizen.sends_as("", answered_on(why, _switch="vi"))
    assert not is_hidden(again, "why")
    assert again.fields["_shown"] == why.fields["_shown"]
