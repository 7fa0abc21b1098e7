from datetime import date

import pytest

from survey.campaigns.inputs import KIND_NAMES
from survey.campaigns.kinds import Kind, State
from survey.campaigns.reading import campaign_by_code, campaigns_about, overlapping
from tests.factories.campaigns import make_campaign
from tests.factories.places import make_commune, make_province

TODAY = date(2026, 11, 20)


def test_a_commune_hears_of_campaigns_above_it_and_a_province_of_those_below(session):
    province = make_province(session)
    commune = make_commune(session, province)
    above = make_campaign(session, province, starts_on=date(2026, 11, 1))
    below = make_campaign(session, commune, starts_on=date(2026, 10, 1))
    make_campaign(session, make_province(session))

    for unit in (province, commune):
        about = campaigns_about(session, unit.id, TODAY)
        assert [shown.campaign.id for shown in about] == [above.id, below.id]
        assert {shown.state for shown in about} == {State.RUNNING}


def test_a_campaign_belongs_to_whoever_answers_for_all_its_units(session):
    one, other = make_commune(session), make_commune(session)
    make_campaign(session, one, other)
    (shown,) = campaigns_about(session, one.id, TODAY)

    assert shown.belongs_to({one.id, other.id})
    assert not shown.belongs_to({one.id})


@pytest.mark.parametrize("code", ["x\0y", "", "TX-1' OR '1'='1", "9" * 4000])
def test_a_code_nobody_can_have_is_no_campaigns(session, code):
    assert campaign_by_code(session, code) is None


def test_a_campaign_is_found_by_its_code(session):
    made = make_campaign(session, make_commune(session), code="TX-1")
    assert campaign_by_code(session, "TX-1") is made
    assert campaign_by_code(session, "TX-2") is None


def test_one_day_in_common_is_an_overlap_and_none_is_not(session):
    commune = make_commune(session)
    november = make_campaign(session, commune, starts_on=TODAY, ends_on=date(2026, 11, 30))
    touching = make_campaign(
        session, commune, starts_on=date(2026, 11, 30), ends_on=date(2026, 12, 5), is_open=False
    )
    after = make_campaign(session, commune, starts_on=date(2026, 12, 1), is_open=False)

    assert overlapping(session, touching) == [november]
    assert overlapping(session, after) == []


def test_every_kind_has_a_name_to_choose_it_by():
    assert set(KIND_NAMES) == set(Kind)
