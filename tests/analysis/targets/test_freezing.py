"""Judging campaigns on real chains, open and closed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis.rollup.advance import catch_up
from analysis.stats.proportions import Verdict
from analysis.targets.freezing import freeze, verdicts
from analysis.targets.judging import questions_judged
from analysis.targets.models import FrozenVerdict, Target
from survey.campaigns.models import Campaign
from tests.analysis.ledgers import MOMENT, answer, close, open_campaign, overall
from tests.analysis.questionnaires import NO_OVERALL, put_on_shelf
from tests.factories.places import make_commune, make_province

LATER = MOMENT + timedelta(days=400)


@pytest.fixture
def province(ledger):
    return make_province(ledger)


@pytest.fixture
def good(ledger, province):
    return make_commune(ledger, province)


@pytest.fixture
def small(ledger, province):
    return make_commune(ledger, province)


@pytest.fixture
def campaign(ledger, province, good, small):
    campaign = open_campaign(ledger, province)
    answer(ledger, campaign, good, overall(*[5] * 90, *[4] * 10))
    answer(ledger, campaign, small, [{"overall": 1}, {"overall": 1}, {"overall": 3}, {"online": 5}])
    return campaign


def judged(ledger, campaign, moment=MOMENT, **more):
    catch_up(ledger)
    return verdicts(ledger, campaign, "overall", moment, **more)


def test_every_unit_with_answers_and_those_above_are_judged(
    ledger, campaign, province, good, small
):
    found = judged(ledger, campaign)

    assert found.keys() == {province.id, good.id, small.id}
    assert found[good.id].statistical is Verdict.MET
    assert (found[province.id].n, found[province.id].satisfied) == (103, 100)
    assert found[province.id].official is Verdict.MET
    assert found[province.id].statistical is Verdict.CANNOT_SAY
    assert found[small.id].is_hidden
    assert found[small.id].n == 3


def test_only_the_reach_is_judged(ledger, campaign, good):
    assert judged(ledger, campaign, unit_ids={good.id}).keys() == {good.id}


def test_a_unit_whose_citizens_skipped_the_question_has_n_0(ledger, campaign, small, good):
    catch_up(ledger)
    found = verdicts(ledger, campaign, "online", MOMENT)

    assert (found[good.id].n, found[small.id].n) == (0, 1)


def test_closing_freezes_every_unit_and_question(ledger, campaign, province):
    live = judged(ledger, campaign)
    close(ledger, campaign)

    frozen = judged(ledger, campaign)

    assert {unit: (j.n, j.share, j.low, j.official, j.statistical) for unit, j in live.items()} == {
        unit: (j.n, j.share, j.low, j.official, j.statistical) for unit, j in frozen.items()
    }
    rows = ledger.scalars(select(FrozenVerdict)).all()
    assert len(rows) == 3 * len(questions_judged(campaign))


def test_a_later_target_does_not_reach_a_frozen_verdict(ledger, campaign, good):
    close(ledger, campaign)
    before = judged(ledger, campaign)
    ledger.add(
        Target(
            kind="routine",
            unit_id=good.id,
            basis_points=9990,
            comparator=">",
            valid_from=date(2020, 1, 1),
            source="Nâng chỉ tiêu về trước",
        )
    )
    ledger.commit()

    assert judged(ledger, campaign, LATER) == before


def test_answers_not_yet_counted_at_the_closing_are_in_the_frozen_verdict(ledger, campaign, good):
    close(ledger, campaign)

    assert verdicts(ledger, campaign, "overall", MOMENT)[good.id].n == 100


def test_a_closed_campaign_is_not_frozen_before_all_is_counted(ledger, campaign, good, monkeypatch):
    monkeypatch.setattr("analysis.rollup.advance.SMALL_PIECE", 30)
    close(ledger, campaign)

    first = verdicts(ledger, campaign, "overall", MOMENT, budget_seconds=0)
    assert ledger.scalars(select(FrozenVerdict)).all() == []
    assert first[good.id].n == 30

    ledger.commit()
    assert verdicts(ledger, campaign, "overall", MOMENT, budget_seconds=60)[good.id].n == 100
    ledger.commit()
    assert ledger.scalars(select(FrozenVerdict)).first() is not None


def test_two_first_looks_at_once_freeze_once(ledger, engine, campaign):
    close(ledger, campaign)

    def look(_number):
        with Session(engine) as session:
            return freeze(session, session.get(Campaign, campaign.id), MOMENT)

    with ThreadPoolExecutor(3) as threads:
        assert list(threads.map(look, range(3))) == [True] * 3
    assert len(ledger.scalars(select(FrozenVerdict)).all()) == 3 * len(questions_judged(campaign))


def test_a_closed_campaign_without_answers_has_nothing_to_say(ledger, province):
    campaign = open_campaign(ledger, province)
    close(ledger, campaign)

    assert judged(ledger, campaign) == {}


def test_without_an_overall_question_rows_are_frozen_and_no_unit_has_a_verdict(app, session):
    put_on_shelf(app, NO_OVERALL)
    commune = make_commune(session)
    campaign = open_campaign(session, commune, asks=NO_OVERALL)
    answer(session, campaign, commune, [{"service": {"staff": 5, "place": 2}, "use": 2}] * 6)

    with app.app_context():
        assert set(questions_judged(campaign)) == {"service.place", "service.staff"}
        open_ = judged(session, campaign)
        close(session, campaign)
        closed = verdicts(session, campaign, "overall", LATER)
        staff = verdicts(session, campaign, "service.staff", LATER)

    assert {(each.n, each.official, each.share) for each in open_.values()} == {(0, None, None)}
    assert {(each.n, each.official, each.share) for each in closed.values()} == {(0, None, None)}
    assert (staff[commune.id].n, staff[commune.id].satisfied) == (6, 6)
    session.commit()  # a look of its own, after the freezing
    frozen = set(session.scalars(select(FrozenVerdict.question)))
    assert frozen == {"service.place", "service.staff"}
