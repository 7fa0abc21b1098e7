"""Mixing on real chains: the rows follow from groups that may be told."""

import pytest

from analysis.dashboard.mixing import Word, mixing
from analysis.dashboard.standing import place_of
from analysis.rollup.advance import catch_up
from tests.analysis.ledgers import MOMENT


@pytest.fixture
def found(session, land):
    def of(unit):
        catch_up(session)
        return mixing(session, place_of(session, unit, land.campaign, MOMENT), MOMENT)

    return of


def receipts(group):
    return {"channel": "receipt", "procedure_group": group}


def test_a_unit_clearly_worse_at_the_same_mix_is_said_to_be_lower(app, session, land, give, found):
    with app.test_request_context():
        give(land.campaign, land.ia_le, 60, 100, **receipts("Đất đai"))
        give(land.campaign, land.an_nhon, 95, 100, **receipts("Đất đai"))
        lines = {each.line.name: each for each in found(land.province).lines}

    assert lines["Xã Ia Le"].word is Word.LOWER
    assert lines["Phường An Nhơn"].word is Word.HIGHER
    assert lines["Xã Ia Le"].against.estimate == pytest.approx(-0.35)


def test_without_known_groups_there_are_no_rows(app, session, land, give, found):
    with app.test_request_context():
        give(land.campaign, land.ia_le, 60, 100)
        seen = found(land.province)

    assert (seen.lines, seen.groups, seen.known, seen.unknown) == ([], [], 0, 100)


def test_a_group_hidden_in_one_unit_is_in_none_of_its_numbers(app, session, land, give, found):
    with app.test_request_context():
        for unit in (land.ia_le, land.an_nhon):
            give(land.campaign, unit, 80, 100, **receipts("Đất đai"))
        give(land.campaign, land.an_nhon, 25, 40, **receipts("Hộ tịch"))
        give(land.campaign, land.ia_le, 1, 2, **receipts("Hộ tịch"))
        lines = {each.line.name: each.raw.n for each in found(land.province).lines}

    assert lines.get("Xã Ia Le", 0) in (0, 100)
    assert lines.get("Phường An Nhơn", 0) in (0, 100)
