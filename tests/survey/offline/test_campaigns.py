"""A rating belongs to the campaign of its day."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from survey.offline.campaigns import Belonging, Campaigns
from survey.offline.clocks import Reading
from survey.offline.letters import Letter
from tests.factories.campaigns import make_campaign
from tests.factories.places import make_province

LETTER = Letter(
    is_rating=True,
    given=Reading(0, "a" * 16, 0),
    offset=None,
    counter="",
    campaign=0,
    questionnaire="dossier",
    version=1,
    language="vi",
    form="",
    is_soon=False,
    is_helped=False,
    reached=None,
)
OCTOBER, NOVEMBER = date(2026, 10, 15), date(2026, 11, 15)


@pytest.fixture
def october(session, province):
    span = {"starts_on": date(2026, 10, 1), "ends_on": date(2026, 10, 31)}
    return make_campaign(session, province, **span)


@pytest.fixture
def november(session, province):
    span = {"starts_on": date(2026, 11, 1), "ends_on": date(2026, 11, 30)}
    return make_campaign(session, province, **span)


def where(session, counter, campaign_id: int, day: date, **changes) -> Belonging | None:
    letter = replace(LETTER, campaign=campaign_id, **changes)
    return Campaigns(session, counter.unit_id).of(letter, day)


def test_its_own_campaign_comes_first(session, counter, october, province):
    make_campaign(session, province, kind="ad_hoc")
    assert where(session, counter, october.id, OCTOBER) == Belonging(october.id, False)


def test_a_day_in_another_campaign_goes_there(session, counter, october, november):
    assert where(session, counter, october.id, NOVEMBER) == Belonging(november.id, False)


def test_closed_or_out_of_its_days_is_late(session, counter, october):
    assert where(session, counter, october.id, NOVEMBER) == Belonging(october.id, True)
    october.closed_at = datetime(2026, 11, 1, tzinfo=UTC)
    session.flush()
    assert where(session, counter, october.id, OCTOBER) == Belonging(october.id, True)


def test_a_campaign_nobody_knows_is_replaced_by_the_one_of_the_day(session, counter, november):
    assert where(session, counter, 9999, NOVEMBER) == Belonging(november.id, False)
    november.closed_at = datetime(2026, 11, 16, tzinfo=UTC)
    session.flush()
    assert where(session, counter, 9999, NOVEMBER) == Belonging(november.id, True)
    assert where(session, counter, 9999, OCTOBER) is None


def test_another_wording_is_nobodys(session, counter, november):
    assert where(session, counter, november.id, NOVEMBER, version=2) is None


def test_another_places_campaign_is_nobodys(session, counter):
    elsewhere = make_campaign(session, make_province(session, "Tỉnh Đắk Lắk"))
    assert where(session, counter, elsewhere.id, NOVEMBER) is None


def test_a_campaign_that_never_opened_is_nobodys(session, counter, province):
    drafted = make_campaign(session, province, is_open=False)
    assert where(session, counter, drafted.id, NOVEMBER) is None


@pytest.mark.parametrize("kind", ["field", "invited"])
def test_a_counters_rating_never_goes_to_people_drawn_or_invited(
    session, counter, province, october, kind
):
    other = make_campaign(session, province, kind=kind)
    october.closed_at = datetime(2026, 11, 1, tzinfo=UTC)
    session.flush()
    assert where(session, counter, october.id, OCTOBER) == Belonging(october.id, True)
    assert where(session, counter, other.id, NOVEMBER) is None
