"""Results by the way answers came in: rows, order, what waits."""

import pytest

from analysis.rollup.advance import catch_up
from analysis.targets.by_channel import results_by_channel
from analysis.targets.results import NothingOfThatCode
from tests.analysis.ledgers import MOMENT, answer, open_campaign, overall
from tests.factories.places import make_commune, make_province


@pytest.fixture
def commune(ledger):
    return make_commune(ledger, make_province(ledger, "Tỉnh Gia Lai", "52"), code="00001")


def told(ledger, **chosen):
    catch_up(ledger)
    found = results_by_channel(ledger, MOMENT, **chosen)
    return [(row.unit_code, row.channel, row.n, row.satisfied, row.waiting) for row in found]


def test_each_way_has_a_row_in_each_unit_and_above(ledger, commune):
    campaign = open_campaign(ledger, commune)
    answer(ledger, campaign, commune, overall(*[1] * 6), channel="paper")
    answer(ledger, campaign, commune, overall(*[5] * 7))
    answer(ledger, campaign, commune, overall(1, 1), flags=["burst", "held"])
    answer(ledger, campaign, commune, overall(1), channel="kiosk", flags=["repeat", "held"])
    answer(ledger, campaign, commune, overall(1), channel="receipt", flags=["late"])

    assert told(ledger) == [
        ("52", "qr", 7, 7, 2),
        ("52", "kiosk", 0, None, 1),
        ("52", "paper", 6, 0, 0),
        ("00001", "qr", 7, 7, 2),
        ("00001", "kiosk", 0, None, 1),
        ("00001", "paper", 6, 0, 0),
    ]
    assert {row[0] for row in told(ledger, unit="00001")} == {"00001"}


def test_a_code_nobody_has_raises(ledger):
    with pytest.raises(NothingOfThatCode):
        told(ledger, unit="99999")
