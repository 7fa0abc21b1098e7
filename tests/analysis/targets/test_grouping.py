"""Procedure groups: judged by their own target, frozen with the campaign."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from analysis.rollup.advance import catch_up
from analysis.stats.proportions import Verdict
from analysis.targets.evidence import read
from analysis.targets.finding_models import Finding
from analysis.targets.freezing import freeze, group_verdicts, verdicts
from analysis.targets.grouping import group_standings, judge_groups_now
from analysis.targets.models import Target
from tests.analysis.ledgers import MOMENT, answer, close, open_campaign, overall
from tests.factories.places import make_commune, make_province

LAND, BIRTHS = "Đất đai", "Hộ tịch"


@pytest.fixture
def province(ledger):
    return make_province(ledger)


@pytest.fixture
def commune(ledger, province):
    return make_commune(ledger, province)


@pytest.fixture
def campaign(ledger, province, commune):
    campaign = open_campaign(ledger, province)
    give = {"channel": "receipt"}
    bad, good = overall(*[5] * 60, *[2] * 40), overall(*[5] * 100)
    answer(ledger, campaign, commune, bad, procedure_group=LAND, **give)
    answer(ledger, campaign, commune, good, procedure_group=BIRTHS, **give)
    answer(ledger, campaign, commune, overall(*[5] * 7))
    catch_up(ledger)
    return campaign


def set_target(ledger, unit, group, points):
    row = {"kind": "routine", "unit_id": unit.id, "procedure_group": group, "comparator": ">"}
    row |= {"basis_points": points, "valid_from": date(2020, 1, 1), "source": "Kế hoạch"}
    ledger.add(Target(**row))
    ledger.commit()


def test_groups_are_pooled_upwards_and_unknown_ones_are_none(ledger, campaign, province, commune):
    found = group_standings(ledger, campaign)

    assert {key: (each.n, each.satisfied) for key, each in found.items()} == {
        (unit.id, group): counts
        for unit in (province, commune)
        for group, counts in ((LAND, (100, 60)), (BIRTHS, (100, 100)))
    }
    assert group_standings(ledger, campaign, {commune.id}).keys() == {
        (commune.id, LAND),
        (commune.id, BIRTHS),
    }


def test_a_group_is_held_to_its_own_target(ledger, campaign, commune):
    set_target(ledger, commune, LAND, 4500)
    found = judge_groups_now(ledger, campaign, date(2026, 11, 21))

    assert found[commune.id, LAND].target == 0.45
    assert found[commune.id, LAND].statistical is Verdict.MET
    assert found[commune.id, BIRTHS].target == 0.95


def test_closing_freezes_groups_and_opens_a_finding_for_each_unit_not_met(
    ledger, campaign, province, commune
):
    set_target(ledger, commune, LAND, 7000)
    close(ledger, campaign)
    before = group_verdicts(ledger, campaign, MOMENT)
    set_target(ledger, commune, BIRTHS, 9990)
    ledger.commit()

    assert group_verdicts(ledger, campaign, MOMENT + timedelta(days=90)) == before
    assert before[commune.id, LAND].statistical is Verdict.NOT_MET
    assert before[commune.id, LAND].target == 0.7
    assert before[province.id, LAND].target == 0.95
    found = ledger.scalars(select(Finding)).all()
    assert {each.unit_id for each in found} == {province.id, commune.id}
    assert {(each.cause, each.counter_id, each.question) for each in found} == {
        ("not_met", None, "overall")
    }
    told = read(found[0].evidence)
    assert (told.n, told.satisfied, told.basis_points) == (207, 167, 9500)
    assert told.high < 0.95
    assert "Hớn Quản" in told.source
    verdicts(ledger, campaign, "overall", MOMENT)
    assert len(ledger.scalars(select(Finding)).all()) == 2


def test_what_was_frozen_without_groups_stays_so(ledger, campaign, monkeypatch):
    close(ledger, campaign)
    monkeypatch.setattr("analysis.targets.freezing.group_standings", lambda *_: {})
    freeze(ledger, campaign, MOMENT)
    monkeypatch.undo()
    ledger.commit()

    assert group_verdicts(ledger, campaign, MOMENT) == {}


def test_an_open_campaign_opens_no_finding_for_not_met(ledger, campaign):
    verdicts(ledger, campaign, "overall", MOMENT)

    assert ledger.scalars(select(Finding)).all() == []
