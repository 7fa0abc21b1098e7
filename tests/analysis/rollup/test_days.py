"""Reading what was answered on each day."""

from datetime import date

import pytest
from sqlalchemy import func, select

from analysis.rollup.advance import behind, catch_up
from analysis.rollup.counting import NO_COUNTER
from analysis.rollup.days import counts_by_counter_and_day, counts_by_day
from analysis.rollup.models import DayTally, Tally
from analysis.rollup.recount import differences
from survey.schema import downgrade, upgrade
from tests.analysis.ledgers import answer, open_campaign, overall, rule
from tests.factories.places import make_commune, make_counter, make_province

NINTH, TENTH, TODAY = date(2026, 11, 9), date(2026, 11, 10), date(2026, 11, 21)


@pytest.fixture
def province(ledger):
    return make_province(ledger)


@pytest.fixture
def two(ledger, province):
    return make_commune(ledger, province), make_commune(ledger, province)


@pytest.fixture
def desk(ledger, two):
    return make_counter(ledger, two[0])


@pytest.fixture
def campaign(ledger, province, two, desk):
    campaign = open_campaign(ledger, province)
    one, other = two
    answer(ledger, campaign, one, overall(5, 5), day=NINTH, counter_id=desk.id)
    answer(ledger, campaign, one, overall(1), day=TENTH, counter_id=desk.id)
    answer(ledger, campaign, one, overall(4))
    answer(ledger, campaign, other, overall(2), day=NINTH, channel="kiosk")
    answer(ledger, campaign, other, overall(1), day=TENTH, flags=["held"])
    answer(ledger, campaign, other, [{"attitude": 3, "overall": "~refused"}], day=TODAY)
    catch_up(ledger)
    return campaign


def test_days_are_pooled_earliest_first_without_what_is_held(ledger, campaign):
    found = counts_by_day(ledger, campaign.id, "overall")

    assert list(found.items()) == [(NINTH, {2: 1, 5: 2}), (TENTH, {1: 1}), (TODAY, {4: 1})]


def test_days_of_some_units_of_one_counter_and_between_two_dates(ledger, campaign, two, desk):
    one, other = two
    of = (ledger, campaign.id, "overall")

    assert counts_by_day(*of, [other.id]) == {NINTH: {2: 1}}
    assert counts_by_day(*of, [one.id], desk.id) == {NINTH: {5: 2}, TENTH: {1: 1}}
    assert counts_by_day(*of, since=TENTH, until=TENTH) == {TENTH: {1: 1}}
    assert counts_by_day(*of, []) == {}


def test_each_counter_has_its_days(ledger, campaign, two, desk):
    one, other = two
    found = counts_by_counter_and_day(ledger, campaign.id, "overall", None)

    assert found == {
        (one.id, desk.id): {NINTH: {5: 2}, TENTH: {1: 1}},
        (one.id, NO_COUNTER): {TODAY: {4: 1}},
        (other.id, NO_COUNTER): {NINTH: {2: 1}},
    }


def test_what_is_ruled_in_stands_on_its_own_day(ledger, campaign, two):
    (held,) = answer(ledger, campaign, two[1], overall(3), day=TENTH, flags=["held"])
    catch_up(ledger)
    rule(ledger, [held], counts=True, by=None)
    catch_up(ledger)

    assert counts_by_day(ledger, campaign.id, "overall")[TENTH] == {1: 1, 3: 1}


def test_after_the_migration_everything_is_counted_afresh(ledger, engine, campaign):
    before = ledger.scalar(select(func.sum(Tally.n)))
    downgrade(engine, "0016_apart")
    upgrade(engine)

    assert behind(engine).answers_left == 7
    catch_up(ledger)
    assert ledger.scalar(select(func.sum(Tally.n))) == before
    assert ledger.scalar(select(func.sum(DayTally.n))) == before
    assert list(differences(engine)) == []
