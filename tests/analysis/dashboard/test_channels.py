"""Each way answers came in, and what stands beside the headline, with both numbers."""

import pytest

from analysis.dashboard.channels import by_channel, channels_of, waiting_of
from analysis.dashboard.lines import Line
from analysis.dashboard.standing import place_of
from analysis.rollup.advance import catch_up
from analysis.rollup.ruled import Stand
from analysis.targets.check import Promise, judge
from tests.analysis.ledgers import MOMENT, answer, overall, rule
from tests.factories.accounts import make_account
from tests.factories.places import make_counter

HELD = {"flags": ["burst", "held"]}


@pytest.fixture
def told(app, session, land):
    """Return the ways of a unit (or a counter) after catching up."""

    def tell(unit, counter=None):
        catch_up(session)
        place = place_of(session, unit, land.campaign, MOMENT)
        with app.test_request_context():
            return channels_of(session, place, Promise(9500), counter)

    return tell


def otherwise(channels) -> dict:
    return {
        each.stand: (each.n, each.otherwise and (each.otherwise.satisfied, each.otherwise.n))
        for each in channels.asides
    }


def test_each_way_is_judged_by_itself_and_few_are_not_told(told, land, give):
    give(land.campaign, land.ia_le, 190, 200, channel="qr")
    give(land.campaign, land.an_nhon, 50, 100, channel="kiosk")
    give(land.campaign, land.ia_le, 3, 3, channel="paper")
    give(land.campaign, land.ia_le, 6, 9, channel="receipt")

    found = told(land.province)

    qr, receipt, kiosk, paper = found.lines
    assert [line.name for line in found.lines] == [
        *("Mã QR ở quầy", "Mã trên giấy của hồ sơ", "Máy đánh giá", "Phiếu giấy")
    ]
    # Paper would be what the others leave of the whole.
    assert (receipt.judgement.is_hidden, receipt.judgement.n) == (True, 9)
    assert (qr.judgement.n, qr.judgement.satisfied) == (200, 190)
    assert kiosk.judgement.statistical.value == "not_met"
    assert paper.judgement.is_hidden
    assert (found.n, found.asides, found.waiting) == (312, [], None)


def test_what_waits_is_told_with_both_numbers(told, land, give):
    give(land.campaign, land.ia_le, 100, 100)
    give(land.campaign, land.ia_le, 0, 50, **HELD)
    give(land.campaign, land.ia_le, 0, 10, flags=["late"])

    found = told(land.ia_le)

    assert found.lines[0].judgement.n == 100
    assert otherwise(found) == {Stand.WAITING: (50, (100, 150)), Stand.LATE: (10, None)}
    assert found.waiting.n == 50


def test_of_few_that_wait_only_their_number_is_told(told, land, give):
    give(land.campaign, land.ia_le, 100, 100)
    give(land.campaign, land.ia_le, 0, 4, **HELD)

    assert otherwise(told(land.ia_le)) == {Stand.WAITING: (4, None)}


def test_both_numbers_stay_after_a_ruling(told, session, land, give):
    give(land.campaign, land.ia_le, 100, 100)
    ids = answer(session, land.campaign, land.ia_le, overall(*[1] * 20), **HELD)
    account = make_account(session, land.province).id

    rule(session, ids, counts=True, by=account)
    assert otherwise(told(land.ia_le)) == {Stand.IN: (20, (100, 100))}
    rule(session, ids, counts=False, by=account)
    assert otherwise(told(land.ia_le)) == {Stand.OUT: (20, (100, 120))}


def test_a_counter_has_its_own_ways(told, session, land, give):
    counter, other = (make_counter(session, land.ia_le) for _ in range(2))
    give(land.campaign, land.ia_le, 9, 10, counter_id=counter.id)
    give(land.campaign, land.ia_le, 9, 10, counter_id=other.id, channel="kiosk")
    give(land.campaign, land.ia_le, 0, 6, counter_id=counter.id, **HELD)

    found = told(land.ia_le, counter)

    assert [line.name for line in found.lines] == ["Mã QR ở quầy"]
    assert found.waiting.n == 6


def test_a_table_by_ways_is_of_units_or_of_counters(app, session, land, give):
    counter = make_counter(session, land.ia_le)
    give(land.campaign, land.ia_le, 9, 10, counter_id=counter.id)
    give(land.campaign, land.ia_le, 5, 10, channel="paper")
    give(land.campaign, land.ia_le, 0, 7, **HELD)
    catch_up(session)
    unit = Line("Xã Ia Le", judge(20, 14, None), land.ia_le.id, land.ia_le.code)
    desk = Line("Quầy", judge(10, 9, None), land.ia_le.id, counter.code, counter.code)
    none = Line("Phiếu không ghi quầy", judge(10, 5, None), land.ia_le.id)
    below = place_of(session, land.province, land.campaign, MOMENT)
    here = place_of(session, land.ia_le, land.campaign, MOMENT)

    def told(place, *lines):
        found = by_channel(session, place, lines)
        return [[(way.name, way.judgement.satisfied) for way in found[line]] for line in lines]

    with app.test_request_context():
        qr, paper = ("Mã QR ở quầy", 9), ("Phiếu giấy", 5)
        assert told(below, unit) == [[qr, paper]]
        assert told(here, desk, none) == [[qr], [paper]]
    assert waiting_of(session, below) == {land.ia_le.id: 7, land.province.id: 7}
