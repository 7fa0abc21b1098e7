"""Which questions are set beside each other."""

import pytest

from analysis.dashboard.driver_questions import MOST, chosen_keys, keys_asked, words_of
from analysis.rollup.counting import RESPONSES
from tests.analysis.ledgers import open_campaign
from tests.analysis.questionnaires import asks, put_on_shelf, questionnaire

CODES = [f"q{number}" for number in range(14)]
MANY = questionnaire(
    "nhieu-cau",
    *(asks(code, "scale", f"Câu {code}", scale="satisfaction") for code in ("overall", *CODES)),
    asks("visits", "scale", "Số lần", scale="frequency"),
)


@pytest.fixture
def campaign(app, session, land):
    put_on_shelf(app, MANY)
    with app.app_context():
        yield open_campaign(session, land.province, code="NHIEU", asks=MANY)


def test_rated_questions_are_asked_as_they_stand_without_the_overall_one(campaign):
    assert keys_asked(campaign) == CODES  # a scale without "satisfied" is no rating
    assert words_of(campaign, "vi")["q3"] == "Câu q3"
    counted = {"overall": {5: 100}} | {code: {5: 60 + i} for i, code in enumerate(CODES)}

    # At most twelve, the most answered, and each of half of those who rated overall.
    assert chosen_keys(campaign, counted) == CODES[-MOST:]
    assert chosen_keys(campaign, counted | {"q13": {5: 49}}) == CODES[1:13]
    # What is withheld is left out, and where all is withheld nothing is left.
    assert "q13" not in chosen_keys(campaign, counted, {"q13"})
    assert chosen_keys(campaign, counted, {"overall"}) == []
    assert chosen_keys(campaign, counted, {RESPONSES}) == []
    assert chosen_keys(campaign, {}) == []
