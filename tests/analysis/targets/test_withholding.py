"""Whose numbers are on no page: units, their counters, and what was frozen beside today's."""

from datetime import date

from analysis.rollup.advance import catch_up
from analysis.stats.disclosure_family import Seen
from analysis.stats.disclosure_rules import Amount
from analysis.targets.check import judge
from analysis.targets.freezing import freeze
from analysis.targets.withholding import (
    among,
    as_of_today,
    desk,
    told,
    tree_of,
    unit,
    unjudged,
    withheld,
    withhold,
)
from tests.analysis.ledgers import MOMENT, answer, close, open_campaign, overall, rule
from tests.factories.places import make_commune, make_province

PATHS = {1: (1,), 2: (1, 2), 3: (1, 3), 4: (1, 4)}


def test_what_a_unit_got_itself_is_a_part_of_it_like_those_below():
    amounts = {1: Amount(70, 50), 2: Amount(40, 30), 3: Amount(20, 15)}
    tree, roots = tree_of(amounts, PATHS)
    assert roots == [unit(1)]
    assert tree.parts == {unit(1): [unit(2), unit(3), ("own", 1)]}
    assert tree.amounts["own", 1] == Amount(10, 5)


def test_a_small_unit_takes_the_smallest_that_helps_with_it():
    amounts = {1: Amount(64, 50), 2: Amount(40, 30), 3: Amount(20, 15), 4: Amount(4, 4)}
    kept = among(amounts, PATHS)
    assert [kept.is_unit(each) for each in (1, 2, 3, 4)] == [False, False, True, True]
    assert kept.of_desks(3, {7: Amount(12, 9), 8: Amount(8, 6), 9: Amount(0, 0)}) == {7, 8}
    assert kept.of_desks(2, {5: Amount(2, 1), 6: Amount(30, 20), 7: Amount(8, 7)}) == {5, 7}
    assert desk(5) in kept.with_desks(2, {5: Amount(2, 1), 7: Amount(8, 7)}).nodes


def test_what_is_withheld_keeps_its_promise_and_nothing_else():
    few = withhold(judge(50, 49, None))
    assert (few.is_hidden, few.satisfied, few.interval, few.official) == (True, None, None, None)
    assert withhold(few) is few
    assert unjudged(7) == Amount(7, 3)


def test_a_column_hidden_above_is_told_as_hidden_even_with_nobody_in_it():
    judged = {"qr": judge(50, 49, None), "kiosk": judge(9, 8, None)}
    columns = ("qr", "kiosk", "paper")
    seen = Seen(frozenset(["kiosk"]), frozenset(["paper"]))
    found = dict(told(judged, seen, columns, None))
    assert [each.is_hidden for each in found.values()] == [False, True, True]
    assert list(dict(told(judged, Seen(is_whole=True), columns, None))) == []
    assert list(dict(told(judged, Seen(), columns, None))) == ["qr", "kiosk"]


def land(ledger):
    province = make_province(ledger, valid_from=date(2020, 1, 1))
    communes = [make_commune(ledger, province, f"Xã {n}") for n in range(3)]
    campaign = open_campaign(ledger, province)
    for commune, n in zip(communes, (3, 8, 60), strict=True):
        answer(ledger, campaign, commune, overall(*[5] * (n - 2), 1, 1))
    return campaign, communes


def test_the_pattern_is_read_from_the_tallies_and_stays_when_closed(ledger):
    campaign, communes = land(ledger)
    catch_up(ledger)
    few = [withheld(ledger, campaign).is_unit(each.id) for each in communes]
    assert few == [True, True, False]
    close(ledger, campaign)
    freeze(ledger, campaign, MOMENT)
    assert [withheld(ledger, campaign).is_unit(each.id) for each in communes] == few
    assert as_of_today(ledger, campaign).nodes == withheld(ledger, campaign).nodes


def test_a_ruling_on_a_few_after_the_closing_is_not_told_by_a_difference(ledger):
    campaign, communes = land(ledger)
    ids = answer(ledger, campaign, communes[2], overall(1, 1), flags=["burst", "held"])
    catch_up(ledger)
    close(ledger, campaign)
    freeze(ledger, campaign, MOMENT)
    rule(ledger, ids, counts=True)
    catch_up(ledger)
    assert not withheld(ledger, campaign).is_unit(communes[2].id)
    assert as_of_today(ledger, campaign).is_unit(communes[2].id)


def test_where_nothing_is_judged_the_responses_are_counted(ledger):
    province = make_province(ledger)
    commune = make_commune(ledger, province)
    campaign = open_campaign(ledger, province, asks=None)
    answer(ledger, campaign, commune, [{}] * 3)
    catch_up(ledger)
    assert withheld(ledger, campaign).nodes == frozenset()  # nobody answered the question
