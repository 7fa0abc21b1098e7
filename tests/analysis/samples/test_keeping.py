"""Known totals are versions: kept for good, the last one holds."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from analysis.samples.keeping import NotKept, keep, totals_of
from analysis.samples.models import KnownTotal
from survey import clock
from tests.factories.campaigns import make_campaign
from tests.factories.places import make_province

TOTALS = {"sex": {"F": 40.0, "M": 40.5}}


@pytest.fixture
def campaign(app, session):
    with app.app_context():
        yield make_campaign(session, make_province(session), kind="field")


def keep_it(session, campaign, totals) -> int:
    return keep(session, campaign, totals, source="dan-so.csv", at=clock.now())


def test_the_last_version_holds_and_the_first_stays(session, campaign):
    assert totals_of(session, campaign.id) == {}
    assert keep_it(session, campaign, TOTALS) == 1
    assert keep_it(session, campaign, {"age": {"o": 7.0}}) == 2
    assert totals_of(session, campaign.id) == {"age": {"o": 7.0}}
    assert session.scalars(
        select(KnownTotal.version).distinct().order_by(KnownTotal.version)
    ).all() == [
        1,
        2,
    ]


def test_the_same_totals_again_are_no_new_version(session, campaign):
    assert keep_it(session, campaign, TOTALS) == keep_it(session, campaign, TOTALS) == 1


def test_sums_that_differ_are_not_kept(session, campaign):
    with pytest.raises(NotKept) as refused:
        keep_it(session, campaign, TOTALS | {"age": {"o": 90.0}})
    assert refused.value.faults[0].sums == (90.0, 80.5)
    assert totals_of(session, campaign.id) == {}


def test_a_closed_campaign_takes_none(session, campaign):
    campaign.closed_at = clock.now()
    with pytest.raises(NotKept):
        keep_it(session, campaign, TOTALS)


def test_the_database_refuses_a_change(session, campaign):
    keep_it(session, campaign, TOTALS)
    with pytest.raises(DBAPIError):
        session.query(KnownTotal).update({"total": 1.0})
