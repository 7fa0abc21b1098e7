"""Which campaign a scan finds."""

from datetime import UTC, date, datetime, timedelta

import pytest

from survey.campaigns.choosing import covers, open_campaign_for
from survey.campaigns.kinds import Kind
from tests.factories.campaigns import make_campaign
from tests.factories.places import make_commune, make_province

TODAY = date(2026, 11, 20)


@pytest.fixture
def province(session):
    return make_province(session)


@pytest.fixture
def commune(session, province):
    return make_commune(session, province)


def found(session, unit, day=TODAY):
    chosen = open_campaign_for(session, unit.id, day)
    return chosen.id if chosen else None


def test_a_campaign_at_the_province_asks_in_its_communes(session, province, commune):
    assert found(session, commune) is None
    assert found(session, province) is None
    campaign = make_campaign(session, province)

    assert found(session, commune) == campaign.id
    assert found(session, province) == campaign.id


def test_a_campaign_at_a_commune_does_not_ask_at_its_neighbours(session, province, commune):
    make_campaign(session, commune)

    assert found(session, make_commune(session, province, "Xã Chư Sê")) is None
    assert found(session, province) is None


def test_an_ad_hoc_campaign_comes_first_while_it_runs(session, province, commune):
    routine = make_campaign(session, province, starts_on=date(2026, 11, 15))
    ad_hoc = make_campaign(
        session, province, kind=Kind.AD_HOC, starts_on=date(2026, 11, 1), ends_on=TODAY
    )

    assert found(session, commune) == ad_hoc.id
    assert found(session, commune, TODAY + timedelta(days=1)) == routine.id


def test_of_two_of_a_kind_the_newer_one_asks(session, province, commune):
    newer = make_campaign(session, commune, starts_on=date(2026, 11, 1))
    make_campaign(session, province, starts_on=date(2026, 10, 1))

    assert found(session, commune) == newer.id


def test_first_and_last_day_count_and_the_days_around_do_not(session, commune):
    campaign = make_campaign(
        session, commune, starts_on=date(2026, 11, 10), ends_on=date(2026, 11, 12)
    )
    days = [date(2026, 11, day) for day in range(9, 14)]

    assert [found(session, commune, day) for day in days] == [None, *[campaign.id] * 3, None]


def test_neither_a_draft_nor_a_closed_campaign_asks(session, commune):
    make_campaign(session, commune, is_open=False)
    make_campaign(session, commune).closed_at = datetime(2026, 11, 19, tzinfo=UTC)
    session.flush()

    assert found(session, commune) is None


def test_what_is_needed_to_ask_comes_with_the_campaign(session, commune):
    campaign = make_campaign(session, commune, kind=Kind.AD_HOC)
    chosen = open_campaign_for(session, commune.id, TODAY)

    assert (chosen.code, chosen.kind) == (campaign.code, "ad_hoc")
    assert (chosen.questionnaire, chosen.version) == ("dossier", campaign.version)


def test_a_closed_campaign_still_covers_what_it_covered(session, province, commune):
    campaign = make_campaign(session, province)
    campaign.closed_at = datetime(2026, 11, 19, tzinfo=UTC)
    session.flush()

    assert covers(session, campaign.id, commune.id, TODAY)
    assert not covers(session, campaign.id, commune.id, date(2027, 1, 1))
    assert not covers(session, campaign.id, make_province(session).id, TODAY)


@pytest.mark.parametrize("kind", [Kind.FIELD, Kind.INVITED])
def test_a_scan_never_leads_to_those_drawn_or_invited(session, province, commune, kind):
    make_campaign(session, province, kind=kind)
    assert found(session, commune) is None
    routine = make_campaign(session, province)
    assert found(session, commune) == routine.id
