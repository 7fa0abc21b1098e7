"""Which months and ways are withheld of whom, from the top of the map to a counter."""

from datetime import date

from analysis.rollup.advance import catch_up
from analysis.rollup.counts import counts_by_channel, counts_by_month
from analysis.targets.splitting import of_months, of_the_top, of_ways
from analysis.targets.withholding import desk, unit, withheld
from forms.questionnaire import OVERALL
from tests.analysis.ledgers import answer, open_campaign, overall
from tests.factories.places import make_commune, make_counter, make_province


def land(ledger):
    province = make_province(ledger)
    communes = [make_commune(ledger, province, f"Xã {n}") for n in range(2)]
    counter = make_counter(ledger, communes[0])
    return open_campaign(ledger, province), province, communes, counter


def sixty() -> list[dict[str, int]]:
    return overall(*[5] * 50, *[1] * 10)


def test_a_rare_way_is_hidden_with_another_from_the_top_down(ledger):
    campaign, province, communes, counter = land(ledger)
    for commune in communes:
        for way in ("qr", "receipt"):
            answer(ledger, campaign, commune, sixty(), channel=way)
    rare = {"channel": "kiosk", "counter_id": counter.id}
    answer(ledger, campaign, communes[0], overall(5, 5, 1), **rare)
    catch_up(ledger)
    kept = withheld(ledger, campaign)

    ways = of_ways(ledger, campaign, kept)
    assert ways.of(unit(province.id)).hidden == {"kiosk", "qr"}
    assert ways.of(unit(communes[1].id)).above == {"kiosk", "qr"}
    row = counts_by_channel(ledger, campaign.id, OVERALL)
    top = of_the_top(campaign, kept, province.id, row)
    assert top.of(unit(province.id)) == ways.of(unit(province.id))
    at_desks = of_ways(ledger, campaign, kept, communes[0].id)
    assert at_desks.of(desk(counter.id)).is_whole  # three answers in all


def test_a_small_month_of_a_commune_is_hidden_with_a_rectangle(ledger):
    campaign, province, communes, _counter = land(ledger)
    for commune, n in zip(communes, (3, 30), strict=True):
        answer(ledger, campaign, commune, overall(*[5] * (n - 1), 1), day=date(2026, 10, 5))
        answer(ledger, campaign, commune, sixty())
    catch_up(ledger)
    kept = withheld(ledger, campaign)
    months = of_months(ledger, campaign, kept)
    october, november = date(2026, 10, 1), date(2026, 11, 1)
    assert months.of(unit(province.id)).hidden == frozenset()
    for commune in communes:
        assert months.of(unit(commune.id)).hidden == {october, november}
    row = counts_by_month(ledger, campaign.id, OVERALL)
    assert of_the_top(campaign, kept, province.id, row).of(unit(province.id)).hidden == frozenset()
    assert of_months(ledger, campaign, kept, communes[0].id).of(unit(communes[0].id)).hidden
