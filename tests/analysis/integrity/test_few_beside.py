"""Of which answers apart it is not told how they would change the number."""

from analysis.integrity.few_beside import few_beside
from analysis.rollup.advance import catch_up
from analysis.rollup.ruled import Stand
from tests.analysis.ledgers import answer, open_campaign, overall
from tests.factories.places import make_commune, make_counter, make_province

HELD = {"flags": ["burst", "held"]}


def test_three_that_wait_do_not_follow_from_the_provinces_number(ledger):
    province = make_province(ledger)
    communes = [make_commune(ledger, province, f"Xã {n}") for n in range(3)]
    campaign = open_campaign(ledger, province)
    for commune, n in zip(communes, (3, 9, 30), strict=True):
        answer(ledger, campaign, commune, overall(*[5] * (n - 1), 1), **HELD)
    catch_up(ledger)
    found = [few_beside(ledger, campaign, each.id) for each in (province, *communes)]
    assert found == [frozenset(), {Stand.WAITING}, {Stand.WAITING}, frozenset()]


def test_nor_do_those_at_one_counter_from_its_commune(ledger):
    commune = make_commune(ledger, make_province(ledger))
    counters = [make_counter(ledger, commune) for _ in range(3)]
    campaign = open_campaign(ledger, commune)
    for counter, n in zip(counters, (2, 8, 40), strict=True):
        given = overall(*[5] * (n - 1), 1)
        answer(ledger, campaign, commune, given, counter_id=counter.id, **HELD)
    catch_up(ledger)
    found = [few_beside(ledger, campaign, commune.id, each.id) for each in counters]
    assert found == [{Stand.WAITING}, {Stand.WAITING}, frozenset()]
