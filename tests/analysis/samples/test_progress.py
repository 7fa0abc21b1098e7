"""Progress counts answers and says how many are missing; it knows no share."""

from datetime import date
from math import ceil

import pytest
from sqlalchemy import text

from analysis.samples.progress import below, needed, progress_of
from analysis.stats.power import enough_answers
from survey.campaigns.kinds import Kind
from survey.campaigns.models import CampaignPlan
from survey.invitations.inviting import invite
from survey.invitations.lists import Person
from survey.responses.models import Response
from survey.responses.rulings import rule
from tests.analysis.ledgers import answer, open_campaign, overall
from tests.analysis.samples import sipas
from tests.factories.accounts import make_account
from tests.factories.campaigns import make_campaign
from tests.factories.places import make_commune, make_province
from tests.oracle.survey import results


def test_answers_are_counted_by_unit_day_and_way_those_apart_too(ledger):
    province = make_province(ledger)
    commune = make_commune(ledger, province)
    campaign = open_campaign(ledger, province)
    ledger.add(CampaignPlan(campaign_id=campaign.id, unit_id=commune.id, answers=40))
    answer(ledger, campaign, commune, overall(5, 4), day=date(2026, 11, 20))
    answer(ledger, campaign, commune, overall(1), channel="kiosk", flags=["held"])
    found = progress_of(ledger, campaign, is_drawn=False)
    assert (found.n, found.apart, found.towards) == (3, 1, 2)
    assert dict(found.units) == {commune.id: 3}
    assert dict(found.days) == {date(2026, 11, 20): 2, date(2026, 11, 21): 1}
    assert dict(found.channels) == {"qr": 2, "kiosk": 1}
    assert dict(found.planned) == {commune.id: 40}
    assert below(ledger, found.units) == {commune.id: 3, province.id: 3}
    assert found.effective_n is None


def test_a_sample_has_its_strata_and_an_effective_n_with_what_waits(app, session, clock):
    campaign, _province = sipas.imported(app, session, lines=slice(0, 840))
    waiting = session.query(Response.id).limit(40)
    ids = [row.id for row in waiting]
    rule(session.connection(), ids, counts=False, cause="fuse", at=clock())
    session.commit()
    found = progress_of(session, campaign, is_drawn=True)
    assert sum(part.n for part in found.strata) == found.n == 840
    assert found.design_effect > 1
    assert found.effective_n == pytest.approx(840 / found.design_effect)
    assert found.towards == 840


def test_what_was_sent_back_is_in_and_brings_no_verdict_nearer(app, session, clock):
    campaign, province = sipas.imported(app, session, lines=slice(0, 840))
    by = make_account(session, province).id
    ids = [row.id for row in session.query(Response.id).limit(40)]
    rule(session.connection(), ids, counts=False, cause="sent_back", at=clock(), account_id=by)
    session.commit()
    found = progress_of(session, campaign, is_drawn=True)
    assert (found.n, found.towards) == (840, 800)
    assert found.effective_n == pytest.approx(800 / found.design_effect)


def test_answers_that_wait_in_a_box_bring_a_verdict_nearer(session):
    campaign = make_campaign(session, make_province(session), kind=Kind.INVITED)
    people = [Person(0, f"a{n}@vidu.vn", f"a{n}@vidu.vn", "", "A") for n in range(12)]
    invite(session, campaign, people)
    session.execute(text("UPDATE invitee_groups SET answered = 7"))
    session.commit()
    found = progress_of(session, campaign, is_drawn=False)
    assert (found.n, found.towards) == (0, 7)


def test_the_design_effect_is_the_one_that_r_has(app, session):
    campaign, _province = sipas.imported(app, session)
    found = progress_of(session, campaign, is_drawn=True)
    by_r = results("sipas_wr", "svymean satisfied")["deff"]
    assert found.design_effect == pytest.approx(by_r, rel=1e-6)


def test_what_is_missing_is_the_enough_of_the_planner_times_the_design():
    told = {each.share: each.more for each in needed(100, 0.85, 3.0)}
    assert list(told) == [0.9, 0.88, 0.82, 0.8]
    assert told[0.9] == ceil(enough_answers(0.9, 0.85) * 3) - 100
    assert needed(10**6, 0.85)[0].more == 0
    assert [each.share for each in needed(0, 0.97)] == [0.94, 0.92]
