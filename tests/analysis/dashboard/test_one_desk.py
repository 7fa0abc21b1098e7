"""One counter's page, gathered."""

from analysis.dashboard.one_desk import at_desk
from tests.analysis.ledgers import MOMENT, answer, overall
from tests.factories.places import make_counter


def test_a_counter_is_held_to_its_units_promise(session, land, give):
    counter = make_counter(session, land.ia_le)
    give(land.campaign, land.ia_le, 8, 9, counter_id=counter.id)
    found = at_desk(session, counter, land.campaign, MOMENT, "vi")
    assert (found.judgement.satisfied, found.judgement.n) == (8, 9)
    assert found.judgement.target == 0.95
    assert (found.is_judged, found.is_withheld, len(found.months)) == (True, False, 1)


def test_of_few_answers_not_even_their_number_is_told(session, land):
    counter = make_counter(session, land.ia_le)
    answer(session, land.campaign, land.ia_le, overall(5, 1), counter_id=counter.id)
    found = at_desk(session, counter, land.campaign, MOMENT, "vi")
    assert (found.responses, found.is_withheld, found.months) == (2, True, [])
