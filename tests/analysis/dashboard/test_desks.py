from datetime import date

import pytest

from analysis.dashboard.desks import at_counter, desk_lines
from analysis.dashboard.standing import place_of, standing
from survey.places.counters import close_counter
from tests.analysis.ledgers import DAY, MOMENT, answer, open_campaign
from tests.factories.places import make_counter


@pytest.fixture
def desk(session, land):
    return make_counter(session, land.ia_le, name="Quầy số 1")


def lines(session, land):
    session.commit()
    place = place_of(session, land.ia_le, land.campaign, MOMENT)
    found = standing(session, place, MOMENT)
    return {line.name: line for line in desk_lines(session, place, found.promise)}


def test_each_counter_has_its_line_and_paper_has_one_without(session, land, give, desk):
    give(land.campaign, land.ia_le, 7, 8, counter_id=desk.id)
    give(land.campaign, land.ia_le, 5, 6, channel="paper")

    found = lines(session, land)

    told = {name: (line.judgement.satisfied, line.judgement.n) for name, line in found.items()}
    assert told == {f"Quầy số 1 ({desk.code})": (7, 8), "Phiếu không ghi quầy": (5, 6)}


def test_a_closed_counter_is_listed_for_as_long_as_it_has_answers(session, land, give, desk):
    other = make_counter(session, land.ia_le, name="Quầy số 2")
    give(land.campaign, land.ia_le, 7, 8, counter_id=desk.id)
    for counter in (desk, other):
        close_counter(session, counter, DAY)
    assert [line.counter_code for line in lines(session, land).values()] == [desk.code]


def test_a_counter_has_its_own_questions_and_months(session, land, desk):
    both = [{"overall": 5, "attitude": 2}] * 3
    answer(session, land.campaign, land.ia_le, both, counter_id=desk.id)
    answer(session, land.campaign, land.ia_le, both[:1], counter_id=desk.id, day=date(2026, 10, 3))
    answer(session, land.campaign, land.ia_le, both)
    lines(session, land)

    counts = at_counter(session, land.campaign.id, desk)

    assert counts.questions["attitude"] == {2: 4}
    assert counts.months == {date(2026, 10, 1): {5: 1}, date(2026, 11, 1): {5: 3}}


def test_a_campaign_elsewhere_lists_no_counter_of_ours(session, land, desk):
    elsewhere = open_campaign(session, land.an_nhon, code="DX", kind="ad_hoc")
    session.commit()
    place = place_of(session, land.ia_le, elsewhere, MOMENT)
    assert desk_lines(session, place, None) == []
