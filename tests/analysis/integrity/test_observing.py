"""What the screens are told: counts of the columns, and nothing of what is apart."""

from datetime import date

import pytest

from analysis.columns.opening import opened
from analysis.integrity.observing import by_hour, observed, ratings_by_day, scales
from analysis.integrity.signs.observed import Way
from tests.analysis.ledgers import DAY, answer, open_campaign, overall
from tests.factories.places import make_commune, make_counter, make_province

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


@pytest.fixture
def town(ledger):
    province = make_province(ledger, "Tỉnh Gia Lai")
    commune = make_commune(ledger, province, "Xã Ia Le")
    counter = make_counter(ledger, commune)
    return open_campaign(ledger, province), commune, counter


def test_a_counter_is_told_in_counts(ledger, engine, tmp_path, town):
    campaign, commune, counter = town
    at = {"counter_id": counter.id}
    answer(ledger, campaign, commune, overall(5, 5, 2), flags=["fast"], **at)
    answer(ledger, campaign, commune, overall(1), flags=["burst", "held"], **at)
    answer(ledger, campaign, commune, overall(4), channel="kiosk", **at)
    answer(ledger, campaign, commune, overall(4))
    answer(ledger, campaign, commune, overall(4), day=date(2026, 10, 31), **at)

    with opened(engine, tmp_path / "columns") as duck:
        found = observed(duck, campaign, FIRST, LAST)
        days = ratings_by_day(duck, campaign, FIRST, LAST)

    assert list(found) == [(commune.id, counter.id)]
    seen = found[(commune.id, counter.id)]
    assert seen.way("qr").n == 3
    assert seen.way("qr").overall == (2, 3)
    assert seen.way("qr").noticed == {"fast": 3}
    assert seen.way("qr").arrivals == {}
    assert seen.way("kiosk").n == 1
    assert seen.way("receipt") == Way()
    assert days == {commune.id: {DAY: 5}}
    assert sum(by_hour(seen, "")) == 0


def test_the_line_of_a_form_is_the_scale_most_questions_share(town):
    campaign, _, _ = town
    asked = scales(campaign)
    assert len(asked) >= 4
    assert len(set(asked)) == len(asked)
