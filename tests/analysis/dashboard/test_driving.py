"""What goes with the overall rating in a unit, from the ledger to the parts."""

import pytest

from analysis.dashboard.driving import Where, bring_up, driving
from analysis.stats.importance import Quadrant
from survey.db import engine
from tests.analysis.dashboard.test_driving_pages import ASKS, people
from tests.analysis.ledgers import MOMENT, answer, open_campaign
from tests.analysis.questionnaires import put_on_shelf


@pytest.fixture
def asked(app, session, land):
    put_on_shelf(app, ASKS)
    return open_campaign(session, land.province, code="BON", asks=ASKS)


@pytest.fixture
def where(app):
    with app.app_context():
        yield Where(engine(), app.extensions["settings"].var)


def test_parts_stand_by_share_and_level_and_are_kept(session, land, asked, where):
    answer(session, asked, land.ia_le, people(120))
    looked = (session, where, land.province, asked, MOMENT)

    found = driving(*looked, "vi")

    assert [part.words for part in found.parts] == ["Thời gian chờ", "Thái độ"]
    assert [part.quadrant for part in found.parts] == [Quadrant.FIX_FIRST, Quadrant.ENOUGH]
    assert all(part.is_clear for part in found.parts)
    assert found.parts[0].judgement.n == 120
    assert (found.needed, found.is_stale, found.left_out) == (30, False, ("Nộp trực tuyến",))
    assert where.shelf(found.place, None).exists()
    assert bring_up(*looked).drivers == found.drivers


def test_a_question_withheld_because_of_a_neighbour_is_not_told(session, land, asked, where):
    answer(session, asked, land.ia_le, people(60))
    answer(session, asked, land.an_nhon, people(3))

    found = driving(session, where, land.ia_le, asked, MOMENT, "vi")

    assert (found.is_withheld, found.parts, found.kept) == (True, (), None)
