"""What a suspicion covers: a place, a channel and days, and never what somebody said."""

from datetime import date

import pytest

from analysis.integrity.covering import cause_of, covered, rule_covered, weights
from analysis.integrity.models import Suspicion
from analysis.rollup.advance import catch_up
from analysis.rollup.models import NO_COUNTER
from survey.places.models import Unit
from tests.analysis.ledgers import DAY, MOMENT, answer, overall
from tests.factories.accounts import make_account

OTHER_DAY = date(2026, 11, 20)


@pytest.fixture
def suspicion(session, land) -> Suspicion:
    """Of the counter's QR answers on one day: ten in the headline, six held."""
    more = {"counter_id": land.counter.id}
    answer(session, land.campaign, land.ia_le, overall(*[4] * 7), channel="kiosk", **more)
    answer(session, land.campaign, land.ia_le, overall(3, 3), day=OTHER_DAY, **more)
    answer(session, land.campaign, land.ia_le, overall(1), flags=["late"], **more)
    answer(session, land.campaign, land.ia_le, overall(2))
    catch_up(session)
    made = Suspicion(
        unit_id=land.ia_le.id,
        counter_id=land.counter.id,
        campaign_id=land.campaign.id,
        sign="burst",
        channel="qr",
        since=date(2026, 11, 1),
        until=date(2026, 11, 30),
        n=18,
        days=[DAY.isoformat()],
        evidence={},
        found_at=MOMENT,
    )
    session.add(made)
    session.commit()
    return made


def test_covered_are_all_of_the_channel_on_the_days(session, suspicion):
    found = covered(session, suspicion)
    assert (len(found.counted), len(found.waiting), len(found.aside)) == (10, 6, 0)
    assert found.counted_steps == {5: 10}


def test_without_days_and_counter_it_covers_the_period_of_the_unit(session, suspicion):
    whole = Suspicion(
        **{name: getattr(suspicion, name) for name in ("unit_id", "campaign_id", "since", "until")}
    )
    whole.counter_id, whole.sign, whole.channel, whole.days = NO_COUNTER, "burst", "", []
    assert covered(session, whole).n == 10 + 6 + 7 + 2 + 1
    whole.sign = "chain_break"
    assert covered(session, whole).n == 0


def test_set_aside_and_taken_back_both_numbers_stand(app, session, land, suspicion):
    somebody = make_account(session, land.province).id
    session.commit()
    before = weights(session, suspicion, covered(session, suspicion))
    assert (before.together.satisfied, before.together.n) == (17, 26)
    assert (before.without.satisfied, before.without.n) == (7, 10)
    told = {"reason": "Đã xem sổ trực", "at": MOMENT, "account_id": somebody}

    assert rule_covered(session, suspicion, covered(session, suspicion), counts=False, **told) == 16
    session.commit()
    catch_up(session)
    found = covered(session, suspicion)
    assert (len(found.counted), len(found.aside)) == (0, 16)
    after = weights(session, suspicion, found)
    assert (after.without.satisfied, after.without.n) == (7, 10)
    assert (after.together.satisfied, after.together.n) == (17, 26)

    assert rule_covered(session, suspicion, found, counts=True, **told) == 16
    session.commit()
    catch_up(session)
    assert len(covered(session, suspicion).counted) == 16


def test_what_was_set_aside_for_another_reason_is_not_taken_back(session, land, suspicion):
    from survey.responses.rulings import rule

    ids = covered(session, suspicion).counted
    somebody = make_account(session, land.province).id
    given = {"counts": False, "at": MOMENT, "account_id": somebody, "reason": "…"}
    rule(session.connection(), ids, cause=cause_of("same_answers"), **given)
    session.commit()
    catch_up(session)
    assert covered(session, suspicion).n == 6


def test_few_are_not_weighed(session, land, suspicion):
    few = Suspicion(unit_id=land.ia_le.id, campaign_id=land.campaign.id, counter_id=NO_COUNTER)
    few.sign, few.channel, few.days = "burst", "", [OTHER_DAY.isoformat()]
    few.since, few.until = suspicion.since, suspicion.until
    assert not weights(session, few, covered(session, few)).is_told
    assert session.get(Unit, land.ia_le.id) is not None
