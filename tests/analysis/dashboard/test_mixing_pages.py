"""The page of the mix and the bounds of the silent, as a manager reads them."""

from datetime import date

import pytest

from survey.dossiers.models import DossierDay
from tests.analysis.ledgers import answer, overall
from tests.page import read

EASY, HARD = "Chứng thực", "Đất đai"


@pytest.fixture
def trap(session, land):
    """Simpson's trap of STATISTICS §2.5: An Nhơn is better in both kinds of business."""
    for unit, kinds in (
        (land.ia_le, {EASY: (190, 200), HARD: (40, 50)}),
        (land.an_nhon, {EASY: (48, 50), HARD: (165, 200)}),
    ):
        for group, (satisfied, n) in kinds.items():
            given = overall(*[5] * satisfied, *[2] * (n - satisfied))
            answer(session, land.campaign, unit, given, channel="receipt", procedure_group=group)
    return land


def mix(client, unit):
    return read(client.get(f"/manage/units/{unit.id}/mix"))


def test_raw_and_mixed_shares_stand_side_by_side(client, as_, trap):
    as_(trap.province)
    page = mix(client, trap.province)

    for words in ("92,0 %", "85,2 %", "87,5 %", "89,2 %"):
        assert words in page.text
    assert "chưa thấy khác rõ" in page.text
    assert f"{EASY} 50 %" in page.text
    assert "Chưa có hai cách trả lời nào đủ phiếu" in page.text


def test_a_unit_without_a_group_says_what_it_lacks(client, session, as_, land, give):
    receipts = {"channel": "receipt", "procedure_group": EASY}
    give(land.campaign, land.ia_le, 30, 40, **receipts)
    give(land.campaign, land.an_nhon, 30, 40, **receipts)
    give(land.campaign, land.an_nhon, 35, 40, channel="receipt", procedure_group=HARD)
    as_(land.province)

    assert "thiếu Đất đai (33 % cơ cấu chung)" in mix(client, land.province).text


def test_a_commune_sees_its_own_groups_and_how_its_ways_differ(client, as_, trap, give):
    give(trap.campaign, trap.ia_le, 100, 100, channel="kiosk")
    as_(trap.ia_le)
    page = mix(client, trap.ia_le)

    assert "Các đơn vị trực thuộc" not in page.text
    assert HARD in page.text
    assert "khác nhau theo cách trả lời" in page.text
    assert "người bấm hộ" in page.text
    assert "100 phiếu khác không gắn với hồ sơ" in page.text


def test_a_small_group_is_nowhere(client, as_, trap, give):
    give(trap.campaign, trap.ia_le, 3, 3, channel="receipt", procedure_group="Hộ tịch")
    as_(trap.province)

    assert "Hộ tịch" not in mix(client, trap.province).text


def test_the_silent_are_told_of_where_dossiers_are_known(client, session, as_, trap):
    row = DossierDay(unit_id=trap.ia_le.id, day=date(2026, 11, 3), received=500, done=500, late=0)
    session.add(row)
    as_(trap.ia_le)
    page = read(client.get(f"/manage/units/{trap.ia_le.id}"))

    assert "250 phiếu trên 500 hồ sơ đã giải quyết (50,0 %)" in page.text
    assert "46,0 % – 96,0 %" in page.text
    assert "Tính trên đúng 500 hồ sơ của kỳ này" in page.text
    assert "So sánh cùng cơ cấu thủ tục" in page.text


def test_without_campaign_or_reach_there_is_no_mix(client, as_, land):
    as_(land.ia_le)
    assert client.get(f"/manage/units/{land.an_nhon.id}/mix").status_code == 404
    assert "Chưa có lĩnh vực nào" in mix(client, land.ia_le).text
