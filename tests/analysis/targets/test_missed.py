from datetime import date

from analysis.targets.check import Promise
from analysis.targets.missed import missed_by
from tests.analysis.ledgers import open_campaign
from tests.factories.places import make_commune

DAY = date(2026, 11, 21)


def test_only_the_headline_s_not_met_under_a_promise_is_missed(ledger):
    commune = make_commune(ledger)
    campaign = open_campaign(ledger, commune)
    row = {"unit_id": commune.id, "n": 100, "satisfied": 80}
    rows = [
        {**row, "question": "overall", "statistical": "not_met"},
        {**row, "question": "online", "statistical": "not_met"},
        {**row, "question": "overall", "unit_id": commune.parent_id, "statistical": "cannot_say"},
    ]
    promises = {(None, None): Promise(9500, ">", "Kế hoạch 7")}

    (found,) = missed_by(ledger, campaign, rows, promises, DAY)

    assert (found.unit_id, found.counter_id, found.cause) == (commune.id, None, "not_met")
    told = found.evidence
    assert (told.n, told.satisfied, told.source, told.day) == (100, 80, "Kế hoạch 7", DAY)
    assert told.high < 0.95
    assert list(missed_by(ledger, campaign, rows, {}, DAY)) == []
