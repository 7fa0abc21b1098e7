from dataclasses import replace
from datetime import date

import pytest

from survey.responses.clerk import Clerk, Refused
from survey.responses.sheet import Line
from tests.factories.campaigns import make_campaign
from tests.factories.places import make_commune


@pytest.fixture
def line(place) -> Line:
    where = (place.commune.code, place.counter.code, "TX-TEST", date(2026, 11, 20))
    return Line(2, *where, "paper", "vi", "1", {"overall": "5", "comment": "Tốt"})


def test_a_line_becomes_a_ballot(session, place, line):
    ballot = Clerk(session).ballot(line, "a" * 32)
    assert (ballot.unit_id, ballot.counter_id) == (place.commune.id, place.counter.id)
    assert (ballot.answers, ballot.words) == ({"overall": 5}, {"comment": "Tốt"})
    assert (ballot.questionnaire, ballot.version, ballot.minute) == ("dossier", 1, None)


def test_a_counter_of_another_unit_is_refused(session, place, line):
    other = make_commune(session)
    with pytest.raises(Refused, match="không thuộc đơn vị"):
        Clerk(session).ballot(replace(line, unit_code=other.code), "a" * 32)


def test_a_language_nobody_wrote_the_questionnaire_in_is_refused(session, line):
    with pytest.raises(Refused, match="không có ngôn ngữ 'fr'"):
        Clerk(session).ballot(replace(line, language="fr"), "a" * 32)


def test_a_code_is_looked_up_on_the_day_of_the_answer(session, place, line):
    make_campaign(session, place.commune, code="CU", starts_on=date(2019, 1, 1))
    before = replace(line, campaign="CU", counter_code="", day=date(2020, 1, 1))
    with pytest.raises(Refused, match="ngày 01/01/2020 không có đơn vị"):
        Clerk(session).ballot(before, "a" * 32)
