from datetime import date

import pytest

from analysis.dashboard.choosing import campaigns_to_see, chosen
from tests.factories.campaigns import make_campaign
from tests.factories.places import make_province

TODAY = date(2026, 11, 20)


@pytest.fixture
def province(ledger):
    return make_province(ledger)


def seen(ledger, province):
    return campaigns_to_see(ledger, province.id, TODAY)


def test_the_running_routine_campaign_is_shown_unless_told(ledger, province):
    make_campaign(ledger, province, code="TX", starts_on=date(2026, 1, 1))
    make_campaign(ledger, province, code="DX", kind="ad_hoc", starts_on=date(2026, 11, 1))
    found = seen(ledger, province)

    assert chosen(found, None).campaign.code == "TX"
    assert chosen(found, "DX").campaign.code == "DX"
    assert chosen(found, "of nobody") is None


def test_without_a_running_routine_one_the_newest_is_shown(ledger, province):
    year, last = date(2025, 1, 1), date(2025, 12, 31)
    make_campaign(ledger, province, code="OLD", starts_on=year, ends_on=last)
    make_campaign(ledger, province, code="DX", kind="ad_hoc", starts_on=date(2026, 11, 1))

    assert chosen(seen(ledger, province), None).campaign.code == "DX"


def test_a_draft_is_not_shown_and_none_is_none(ledger, province):
    make_campaign(ledger, province, is_open=False)
    assert seen(ledger, province) == []
    assert chosen([], None) is None
