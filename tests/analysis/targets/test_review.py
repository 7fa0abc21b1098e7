"""What is pointed out about the targets there are."""

from datetime import date

import pytest

from analysis.targets.models import Target
from analysis.targets.review import Point, remarks_on
from analysis.targets.words import OBJECTION_WORDS, remark_words
from analysis.targets.writing import Objection
from survey.campaigns.models import Campaign, CampaignUnit
from survey.dossiers.models import Procedure
from tests.analysis.ledgers import DAY
from tests.factories.places import make_commune, make_province

LAND = "Đất đai"


@pytest.fixture
def province(session):
    session.add(Procedure(code="1.001", name="Cấp giấy", procedure_group=LAND))
    return make_province(session, "Tỉnh Gia Lai")


def target(session, unit, group=None, kind="routine"):
    row = {"kind": kind, "unit_id": unit.id if unit else None, "procedure_group": group}
    row |= {"basis_points": 9000, "comparator": ">", "valid_from": date(2026, 1, 1)}
    session.add(Target(**row, source="Kế hoạch"))
    session.flush()


def points(app, session, **more):
    with app.test_request_context():
        return {each.point: remark_words(each) for each in remarks_on(session, DAY, **more)}


def test_the_letters_promises_alone_call_for_nothing(app, session, province):
    assert points(app, session) == {}


def test_a_group_s_target_that_does_not_reach_a_unit_is_pointed_out(app, session, province):
    commune = make_commune(session, province, "Xã Ia Le")
    target(session, province, LAND)
    assert points(app, session) == {}
    target(session, commune)

    assert "Đất đai" in points(app, session)[Point.OVERRULED]
    assert "Xã Ia Le" in points(app, session)[Point.OVERRULED]
    assert points(app, session, unit_ids={province.id}) == {}
    target(session, commune, LAND)
    assert points(app, session) == {}


def test_a_group_nobody_knows_and_a_unit_that_ended_are_pointed_out(app, session, province):
    target(session, province, "Đất dai")
    gone = make_province(
        session, "Tỉnh Cũ", valid_from=date(2020, 1, 1), valid_to=date(2025, 6, 30)
    )
    target(session, gone)
    found = points(app, session)

    assert "Đất dai" in found[Point.UNKNOWN_GROUP]
    assert "Tỉnh Cũ đã ngừng hoạt động" in found[Point.ENDED]


def test_a_campaign_that_nothing_holds_is_pointed_out(app, session, province):
    row = {"kind": "routine", "questionnaire": "dossier", "version": 1}
    row |= {"starts_on": date(2014, 1, 1), "ends_on": date(2014, 12, 31)}
    campaign = Campaign(code="CU", name="Đợt năm 2014", questionnaire_digest="0" * 64, **row)
    session.add(campaign)
    session.flush()
    session.add(CampaignUnit(campaign_id=campaign.id, unit_id=province.id))
    session.flush()

    assert "Đợt năm 2014" in points(app, session)[Point.GAP]


def test_every_objection_has_words():
    assert OBJECTION_WORDS.keys() == set(Objection)
