"""Reading what was answered about which group of procedures."""

from datetime import date

from analysis.rollup.advance import catch_up
from analysis.rollup.groups import UNKNOWN_GROUP, counts_by_group
from analysis.rollup.recount import differences
from tests.analysis.ledgers import answer, open_campaign, overall, rule
from tests.factories.places import make_commune, make_province


def test_groups_and_the_rest_add_up_to_each_unit(ledger, engine):
    province = make_province(ledger)
    one, other = make_commune(ledger, province), make_commune(ledger, province)
    campaign = open_campaign(ledger, province)
    answer(ledger, campaign, one, overall(5, 5, 1), procedure_group="Đất đai", channel="receipt")
    day = date(2026, 10, 2)
    answer(ledger, campaign, one, overall(5), procedure_group="Đất đai", day=day)
    answer(ledger, campaign, one, overall(4), procedure_group="Hộ tịch")
    answer(ledger, campaign, one, overall(5, 2))
    answer(ledger, campaign, other, overall(3))
    catch_up(ledger)

    assert counts_by_group(ledger, campaign.id, "overall") == {
        one.id: {"Đất đai": {5: 3, 1: 1}, "Hộ tịch": {4: 1}, UNKNOWN_GROUP: {5: 1, 2: 1}},
        other.id: {UNKNOWN_GROUP: {3: 1}},
    }
    assert counts_by_group(ledger, campaign.id, "overall", [other.id]).keys() == {other.id}
    assert list(differences(engine)) == []


def test_what_is_held_is_in_no_group_until_it_is_ruled_in(ledger, engine):
    unit = make_commune(ledger)
    campaign = open_campaign(ledger, unit)
    held = answer(ledger, campaign, unit, overall(1), procedure_group="Đất đai", flags=["held"])
    catch_up(ledger)
    assert counts_by_group(ledger, campaign.id, "overall") == {}

    rule(ledger, held, counts=True)
    catch_up(ledger)
    assert counts_by_group(ledger, campaign.id, "overall") == {unit.id: {"Đất đai": {1: 1}}}
    assert list(differences(engine)) == []

    rule(ledger, held, counts=False)
    catch_up(ledger)
    assert counts_by_group(ledger, campaign.id, "overall") == {}
