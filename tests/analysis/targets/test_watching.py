"""Alarms of running campaigns on real chains."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from analysis.rollup.advance import catch_up
from analysis.targets.evidence import read
from analysis.targets.finding_models import WHOLE_UNIT, Finding, FindingAct, WatchState
from analysis.targets.findings import close
from analysis.targets.models import Target
from analysis.targets.watching import watch
from tests.analysis.ledgers import DAY, MOMENT, answer, open_campaign, overall, rule
from tests.analysis.ledgers import close as close_campaign
from tests.factories.accounts import make_account
from tests.factories.places import make_commune, make_counter, make_province

GOOD, BAD = overall(*[5] * 20), overall(*[5] * 12, *[1] * 8)


@pytest.fixture
def province(ledger):
    return make_province(ledger)


@pytest.fixture
def commune(ledger, province):
    return make_commune(ledger, province)


@pytest.fixture
def desks(ledger, commune):
    return [make_counter(ledger, commune, name=name) for name in ("Quầy 1", "Quầy 2")]


@pytest.fixture
def campaign(ledger, province):
    return open_campaign(ledger, province)


def look(ledger, moment=MOMENT, **more):
    catch_up(ledger)
    return watch(ledger.get_bind(), moment, **more)


def findings(ledger):
    ledger.rollback()
    return ledger.scalars(select(Finding).order_by(Finding.id)).all()


def level(ledger, unit, counter_id=WHOLE_UNIT):
    ledger.rollback()
    ledger.expire_all()
    campaign_id = ledger.scalar(select(WatchState.campaign_id))
    return ledger.get(WatchState, (campaign_id, unit.id, counter_id))


def test_a_counter_that_falls_rings_once_with_its_evidence(ledger, campaign, commune, desks):
    first, second = desks
    answer(ledger, campaign, commune, GOOD, counter_id=first.id, day=DAY - timedelta(days=2))
    answer(ledger, campaign, commune, [*GOOD] * 9, counter_id=second.id)
    assert look(ledger).opened == 0

    answer(ledger, campaign, commune, BAD, counter_id=first.id)
    assert look(ledger).opened == 1
    assert look(ledger).opened == 0

    (finding,) = findings(ledger)
    assert (finding.unit_id, finding.counter_id, finding.cause) == (commune.id, first.id, "cusum")
    told = read(finding.evidence)
    assert (told.n, told.satisfied, told.day, told.basis_points) == (40, 32, DAY, 9500)
    assert (told.climb.n, told.climb.satisfied, told.climb.since) == (20, 12, DAY)
    (act,) = ledger.scalars(select(FindingAct)).all()
    assert (act.act, act.account_id) == ("opened", None)


def test_a_unit_of_one_counter_is_watched_as_that_counter(ledger, campaign, commune, desks):
    answer(ledger, campaign, commune, BAD, counter_id=desks[0].id)
    look(ledger)

    assert [finding.counter_id for finding in findings(ledger)] == [desks[0].id]


def test_answers_without_a_counter_ring_for_the_unit(ledger, campaign, commune):
    answer(ledger, campaign, commune, BAD)
    look(ledger)

    assert [finding.counter_id for finding in findings(ledger)] == [None]


def test_what_is_ruled_out_no_longer_counts(ledger, campaign, commune):
    ids = answer(ledger, campaign, commune, overall(1, 1, 1, 1))
    look(ledger)
    before = level(ledger, commune).level
    rule(ledger, ids, counts=False)
    look(ledger)

    assert before > 2
    assert level(ledger, commune).level == 0


def test_after_the_closing_it_counts_from_the_next_day(ledger, campaign, commune, app, session):
    answer(ledger, campaign, commune, BAD)
    look(ledger)
    with app.app_context():
        account = make_account(session, commune)
        session.commit()
        close(session, session.scalars(select(Finding)).one(), "Đã tập huấn", account.id, MOMENT)
        session.commit()

    assert look(ledger).opened == 0
    assert level(ledger, commune).level == 0
    answer(ledger, campaign, commune, BAD, day=DAY + timedelta(days=1))
    assert look(ledger, MOMENT + timedelta(days=1)).opened == 1
    told = read(findings(ledger)[1].evidence)
    assert (told.n, told.day) == (20, DAY + timedelta(days=1))


def test_a_new_target_is_watched_from_the_beginning(ledger, campaign, commune):
    answer(ledger, campaign, commune, overall(*[5] * 45, *[1] * 5))
    assert look(ledger).opened == 0
    row = {"kind": "routine", "unit_id": commune.id, "basis_points": 9900, "comparator": ">"}
    ledger.add(Target(**row, valid_from=DAY, source="Kế hoạch 9"))
    ledger.commit()

    assert look(ledger).opened == 1
    assert read(findings(ledger)[0].evidence).source == "Kế hoạch 9"


def test_a_closed_campaign_is_not_watched_and_a_budget_leaves_units(ledger, campaign, commune):
    answer(ledger, campaign, commune, BAD)
    catch_up(ledger)
    assert watch(ledger.get_bind(), MOMENT, budget_seconds=0).units_left == 1
    assert watch(ledger.get_bind(), MOMENT, unit_ids={commune.id + 1}).opened == 0
    close_campaign(ledger, campaign)

    assert watch(ledger.get_bind(), MOMENT).opened == 0


def test_many_looks_at_once_open_one_finding(ledger, engine, campaign, commune):
    answer(ledger, campaign, commune, BAD)
    catch_up(ledger)

    with ThreadPoolExecutor(3) as threads:
        opened = list(threads.map(lambda _: watch(engine, MOMENT).opened, range(3)))

    assert sum(opened) == len(findings(ledger)) == 1


def test_late_answers_stand_on_their_own_day(ledger, campaign, commune):
    early = date(2026, 11, 1)
    answer(ledger, campaign, commune, GOOD)
    look(ledger)
    answer(ledger, campaign, commune, overall(*[1] * 4), day=early)
    look(ledger)

    assert level(ledger, commune).level == pytest.approx(4 * 0.6931 - 20 * 0.0541, abs=0.001)
