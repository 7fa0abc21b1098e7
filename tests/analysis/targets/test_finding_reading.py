from datetime import date

import pytest

from analysis.targets.evidence import Evidence
from analysis.targets.finding_reading import (
    Shown,
    acts_of,
    finding_by_id,
    findings_of,
    how_many_open,
)
from analysis.targets.findings import Cause, Opening, open_all
from tests.analysis.ledgers import MOMENT, open_campaign
from tests.factories.places import make_commune, make_counter

EVIDENCE = Evidence(100, 80, 0.7, 0.87, 9500, ">", "Kế hoạch", date(2026, 11, 21), "m")


@pytest.fixture
def commune(ledger):
    commune = make_commune(ledger, name="Xã Ia Le")
    counter = make_counter(ledger, commune, name="Quầy số 2")
    for code in ("A", "B"):
        campaign = open_campaign(ledger, commune, code=code)
        at = (
            Opening(commune.id, None, campaign.id, Cause.NOT_MET, EVIDENCE),
            Opening(commune.id, counter.id, campaign.id, Cause.CUSUM, EVIDENCE),
        )
        open_all(ledger.connection(), at, MOMENT)
    return commune


def test_a_list_names_the_place_and_ends_at_the_reach(ledger, commune):
    found = findings_of(ledger, {commune.id}, Shown.OPEN)

    assert [each.place for each in found] == ["Xã Ia Le · Quầy số 2", "Xã Ia Le"] * 2
    assert found[0].evidence == EVIDENCE
    assert findings_of(ledger, {commune.id}, Shown.OPEN, page=2) == []
    assert findings_of(ledger, {commune.id}, Shown.CLOSED) == []
    assert findings_of(ledger, {commune.id + 1}, Shown.OPEN) == []
    assert how_many_open(ledger, {commune.id}) == 4


def test_a_finding_begins_with_its_opening_by_the_rule(ledger, commune):
    first = findings_of(ledger, {commune.id}, Shown.OPEN)[0].finding.id

    assert finding_by_id(ledger, first).campaign.code == "B"
    assert [(act.act, act.name) for act in acts_of(ledger, first)] == [("opened", None)]
    assert finding_by_id(ledger, 999) is None
