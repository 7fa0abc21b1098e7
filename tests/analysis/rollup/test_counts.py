"""Reading tallies on a real database."""

from datetime import date

import pytest

from analysis.rollup import counts
from analysis.rollup.advance import catch_up
from analysis.rollup.counting import NO_COUNTER, RESPONSES
from analysis.rollup.lineage import lineages, origins
from analysis.rollup.succession import Origin
from tests.analysis.ledgers import answer, open_campaign, overall
from tests.factories.places import make_commune, make_counter, make_province, make_succession


@pytest.fixture
def province(ledger):
    return make_province(ledger)


@pytest.fixture
def two(ledger, province):
    return make_commune(ledger, province), make_commune(ledger, province)


@pytest.fixture
def campaign(ledger, province, two):
    """One commune with 5, 5, 1 in November and 3 in October, another with one 4."""
    campaign = open_campaign(ledger, province)
    one, other = two
    counter = make_counter(ledger, one)
    answer(ledger, campaign, one, [*overall(5, 5), {"overall": 1, "fees": 2}], channel="kiosk")
    answer(ledger, campaign, one, overall(3), day=date(2026, 10, 9), counter_id=counter.id)
    answer(ledger, campaign, other, [{"overall": 4}, {"fees": 5}])
    catch_up(ledger)
    return campaign


def test_counts_by_unit_are_each_unit_s_own(ledger, campaign, two):
    one, other = two

    found = counts.counts_by_unit(ledger, campaign.id, "overall", [one.id, other.id])

    assert found == {one.id: {5: 2, 3: 1, 1: 1}, other.id: {4: 1}}
    assert counts.counts_by_unit(ledger, campaign.id, "overall") == found
    assert counts.counts_by_unit(ledger, campaign.id, "overall", [other.id]) == {other.id: {4: 1}}
    assert counts.counts_by_unit(ledger, campaign.id, "overall", []) == {}


def test_counts_by_month_pool_the_units_earliest_first(ledger, campaign):
    found = counts.counts_by_month(ledger, campaign.id, "overall")

    assert list(found.items()) == [
        (date(2026, 10, 1), {3: 1}),
        (date(2026, 11, 1), {1: 1, 4: 1, 5: 2}),
    ]


def test_counts_by_counter_and_channel(ledger, campaign, two):
    found = counts.counts_by_counter(ledger, campaign.id, "overall", [two[0].id])

    assert found[NO_COUNTER] == {1: 1, 5: 2}
    assert {3: 1} in found.values()
    by_channel = counts.counts_by_channel(ledger, campaign.id, "overall")
    assert by_channel == {"kiosk": {1: 1, 5: 2}, "qr": {3: 1, 4: 1}}


def test_every_question_has_an_n_of_its_own(ledger, campaign, two):
    found = counts.counts_by_question(ledger, campaign.id, [unit.id for unit in two])

    assert found == {"overall": {1: 1, 3: 1, 4: 1, 5: 2}, "fees": {2: 1, 5: 1}}


def test_responses_are_counted_whatever_they_answered(ledger, campaign, two):
    found = counts.responses_by_unit(ledger, campaign.id)

    assert found == {two[0].id: 4, two[1].id: 2}
    assert all(type(n) is int for n in found.values())


def test_one_campaign_never_adds_to_another(ledger, campaign, two):
    other = open_campaign(ledger, two[0], code="DX-2026", kind="ad_hoc")
    answer(ledger, other, two[0], overall(2))
    catch_up(ledger)

    assert counts.counts_by_unit(ledger, other.id, "overall") == {two[0].id: {2: 1}}
    assert counts.counts_by_unit(ledger, campaign.id, "overall")[two[0].id] == {5: 2, 3: 1, 1: 1}


def test_paths_lead_from_the_province_down(ledger, province, two):
    found = lineages(ledger, [two[0].id])

    assert found == {two[0].id: (province.id, two[0].id), province.id: (province.id,)}


def test_origins_are_followed_through_reforms(ledger, two):
    one, other = two
    oldest = make_commune(ledger)
    make_succession(ledger, other, one, "split", is_main=True)
    make_succession(ledger, oldest, other, "merged")

    found = origins(ledger, [one.id])

    assert found[one.id] == [Origin(other.id, "split", True)]
    assert found[other.id] == [Origin(oldest.id, "merged")]
    assert found[oldest.id] == []


def test_marks_and_codes_are_read_whole_and_kept_out_of_every_n(ledger, province, two):
    campaign = open_campaign(ledger, province, code="K")
    given = [
        {"overall": 5, "why": "~not_asked"},
        {"overall": "~dont_know", "why": ["waited", "papers"]},
        {"overall": 2, "why": ["waited"]},
    ]
    answer(ledger, campaign, two[0], given)
    answer(ledger, campaign, two[1], [{"overall": "~refused"}])
    catch_up(ledger)

    assert counts.counts_by_question(ledger, campaign.id) == {"overall": {5: 1, 2: 1}}
    assert counts.counts_of_values(ledger, campaign.id, "overall") == {
        **{"5": 1, "2": 1, "~dont_know": 1, "~refused": 1},
    }
    assert counts.counts_of_values(ledger, campaign.id, "why", [two[0].id]) == {
        **{"~answered": 2, "waited": 2, "papers": 1, "~not_asked": 1},
    }
    assert counts.counts_of_values(ledger, campaign.id, "why", [two[1].id]) == {}
    assert counts.values_by_question(ledger, campaign.id)[RESPONSES] == {"": 4}
