"""The watch: a planted fraud among honest counters is found, once, with its evidence."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from random import Random
from threading import Barrier
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from analysis.integrity import watch as screens
from analysis.integrity.covering import covered
from analysis.integrity.models import Suspicion
from analysis.integrity.signs.observed import OfficeHours
from analysis.integrity.unit_signs import Asked
from analysis.integrity.watch import watch
from analysis.rollup.models import NO_COUNTER
from survey.dossiers.models import DossierDay
from survey.responses.ballot import Ballot
from survey.responses.store import keep
from tests.analysis.ledgers import open_campaign
from tests.factories.places import make_commune, make_counter, make_province
from tests.simulation.counters import honest
from tests.simulation.planted import stuffed_at_once

AT = datetime(2026, 10, 1, 2, 0, tzinfo=UTC)
SINCE, UNTIL = date(2026, 9, 1), date(2026, 9, 30)


@pytest.fixture
def town(ledger):
    """Two communes of two counters each, at one of which a pile was keyed in."""
    random = Random(3)
    province = make_province(ledger, "Tỉnh Gia Lai")
    campaign = open_campaign(ledger, province)
    communes = [make_commune(ledger, province, name) for name in ("Xã Ia Le", "Xã Chư Prông")]
    counters = []
    for number in range(4):
        commune = communes[number % 2]
        counter = make_counter(ledger, commune, name=f"Quầy số {number}")
        rated = honest(random)
        if number == 0:
            stuffed_at_once(random, rated, 2)
        _keep(ledger, campaign, commune, counter, rated)
        counters.append(counter)
    ledger.add(DossierDay(unit_id=communes[1].id, day=date(2026, 9, 8), received=1, done=1, late=0))
    ledger.commit()
    return province, campaign, communes, counters


def _keep(ledger, campaign, commune, counter, rated):
    place = {"campaign_id": campaign.id, "unit_id": commune.id, "counter_id": counter.id}
    form = {"questionnaire": campaign.questionnaire, "version": campaign.version}
    ballots = [
        Ballot(
            **place,
            **form,
            id=uuid4().hex,
            language="vi",
            channel=each.channel,
            day=each.day,
            minute=each.moment,
            answers={"overall": each.overall},
            words={},
            flags=each.flags,
        )
        for each in rated.ratings
    ]
    keep(ledger.connection(), ballots)
    ledger.commit()


def look(ledger, engine, tmp_path, campaign, root, below) -> int:
    asked = Asked(campaign, SINCE, UNTIL, root.id, frozenset(below))
    return watch(ledger, engine, tmp_path / "columns", asked, OfficeHours(), at=AT)


def test_a_fraud_is_found_once_with_its_evidence(ledger, engine, tmp_path, town):
    province, campaign, communes, counters = town
    everywhere = [province.id, *(commune.id for commune in communes)]

    new = look(ledger, engine, tmp_path, campaign, province, everywhere)

    found = {(row.counter_id, row.sign): row for row in ledger.scalars(select(Suspicion))}
    assert len(found) == new
    burst = found[(counters[0].id, "burst")]
    assert burst.channel == "kiosk"
    assert burst.evidence["most"] > 50
    assert sum(burst.evidence["hours"][8:11]) > 80
    assert burst.p <= burst.adjusted_p <= 0.01
    assert len(burst.days) == 1
    assert covered(ledger, burst).n >= 80
    over = found[(NO_COUNTER, "over_dossiers")]
    assert (over.unit_id, over.p) == (communes[1].id, None)
    assert "2026-09-08" in over.days
    honest_ones = {counter.id for counter in counters[1:]}
    assert not [key for key in found if key[0] in honest_ones]

    assert look(ledger, engine, tmp_path, campaign, province, everywhere) == 0
    assert ledger.scalar(select(func.count()).select_from(Suspicion)) == new


def test_two_who_look_at_once_keep_it_once(ledger, engine, tmp_path, town, monkeypatch):
    province, campaign, communes, _counters = town
    below = [province.id, *(commune.id for commune in communes)]
    both_looked, look_first = Barrier(2), screens.of_units

    def wait_for_the_other(*asked):
        found = look_first(*asked)
        both_looked.wait(timeout=30)
        return found

    def one(_number):
        with Session(engine) as session:
            return look(session, engine, tmp_path, campaign, province, below)

    monkeypatch.setattr(screens, "of_units", wait_for_the_other)
    with ThreadPoolExecutor(2) as two:
        news = list(two.map(one, range(2)))

    kept = ledger.scalar(select(func.count()).select_from(Suspicion))
    assert sorted(news) == [0, kept]
    assert kept > 0


def test_a_screen_keeps_what_is_in_its_reach_alone(ledger, engine, tmp_path, town):
    _province, campaign, communes, _counters = town

    look(ledger, engine, tmp_path, campaign, communes[1], [communes[1].id])

    assert {row.unit_id for row in ledger.scalars(select(Suspicion))} == {communes[1].id}


def test_nothing_to_look_at_is_nothing_found(ledger, engine, tmp_path):
    province = make_province(ledger, "Tỉnh Gia Lai")
    campaign = open_campaign(ledger, province)
    ledger.commit()
    assert look(ledger, engine, tmp_path, campaign, province, [province.id]) == 0
