"""Results: which rows there are, and in which order."""

import pytest

from analysis.rollup.advance import catch_up
from analysis.targets.results import NothingOfThatCode, results
from tests.analysis.ledgers import MOMENT, answer, open_campaign, overall
from tests.factories.places import make_commune, make_district, make_province, make_succession


@pytest.fixture
def province(ledger):
    return make_province(ledger, "Tỉnh Gia Lai", "52")


def told(ledger, **chosen):
    catch_up(ledger)
    return [(row.campaign, row.unit_code, row.n) for row in results(ledger, MOMENT, **chosen)]


def test_rows_are_sorted_by_campaign_level_and_code(ledger, province):
    district = make_district(ledger, province, code="600")
    low = make_commune(ledger, district, code="00009")
    direct = make_commune(ledger, province, code="00001")
    later, earlier = (
        open_campaign(ledger, province, code="B"),
        open_campaign(ledger, province, code="A"),
    )
    answer(ledger, later, low, overall(5))
    answer(ledger, later, direct, overall(5, 4))
    answer(ledger, earlier, direct, overall(3))

    assert told(ledger) == [
        ("A", "52", 1),
        ("A", "00001", 1),
        ("B", "52", 3),
        ("B", "600", 1),
        ("B", "00001", 2),
        ("B", "00009", 1),
    ]


def test_what_a_unit_was_before_the_reform_lies_below_it(ledger, province):
    old, new = make_commune(ledger, code="11111"), make_commune(ledger, province, code="22222")
    make_succession(ledger, old, new)
    campaign = open_campaign(ledger, province)
    answer(ledger, campaign, old, overall(5))

    # It is shown as it was, and not added to what it became.
    assert told(ledger, unit="22222") == [("TX-2026", "11111", 1)]


@pytest.mark.parametrize("chosen", [{"unit": "99999"}, {"campaign": "?"}])
def test_a_code_nobody_has_raises(ledger, chosen):
    with pytest.raises(NothingOfThatCode):
        told(ledger, **chosen)
