"""Dossiers beside ratings: summed upwards, over the campaign's days, and never cut."""

from datetime import date

import pytest

from analysis.dashboard.coverage import coverage_of, covered, handled_below
from analysis.dashboard.lines import Coverage, Line
from analysis.dashboard.standing import place_of
from analysis.targets.check import judge
from survey.dossiers.models import DossierDay
from survey.dossiers.reading import Handled
from tests.analysis.ledgers import MOMENT


@pytest.fixture
def done(session):
    """Keep how many dossiers a unit did, and did late, on a day."""

    def keep(unit, n: int, late: int = 0, day: date = date(2026, 11, 2)) -> None:
        session.add(DossierDay(unit_id=unit.id, day=day, received=n, done=n, late=late))
        session.commit()

    return keep


def test_dossiers_are_summed_upwards_over_the_campaign_s_days(session, land, done):
    done(land.ia_le, 30, 3)
    done(land.an_nhon, 70, 2)
    done(land.an_nhon, 5, 5, date(2025, 12, 31))  # before it began
    done(land.ia_le, 9, 9, date(2026, 11, 22))  # after today
    place = place_of(session, land.province, land.campaign, MOMENT)

    found = handled_below(session, place)

    assert found == {
        land.province.id: Handled(100, 100, 5),
        land.ia_le.id: Handled(30, 30, 3),
        land.an_nhon.id: Handled(70, 70, 2),
    }
    assert coverage_of(found, land.province.id, 20) == Coverage(20, 100, 5)


def test_where_none_is_done_there_is_no_coverage():
    assert coverage_of({}, 1, 20) is None
    assert coverage_of({1: Handled(4, 0, 0)}, 1, 20) is None


def test_more_ratings_than_dossiers_is_told_as_it_is():
    told = coverage_of({1: Handled(80, 80, 8)}, 1, 100)
    assert (told.share, told.late_share) == (1.25, 0.1)


def test_lines_have_their_own_coverage_few_answers_or_many():
    lines = [Line("A", judge(3, 3, None), 1, "1"), Line("B", judge(9, 9, None), 2, "2")]

    found = covered(lines, {1: Handled(30, 30, 0)})

    # How many of a few rated is not told either: beside the others it could be subtracted.
    assert [line.coverage for line in found] == [Coverage(None, 30, 0), None]
    assert (found[0].coverage.share, found[0].coverage.late_share) == (None, 0.0)
    (nobody,) = covered([Line("C", judge(0, 0, None), 1, "1")], {1: Handled(30, 30, 0)})
    assert nobody.coverage == Coverage(0, 30, 0)


def test_pages_tell_it_beside_the_share(client, land, give, as_, done):
    give(land.campaign, land.ia_le, 45, 50)
    give(land.campaign, land.an_nhon, 20, 20)
    as_(land.province)
    address = f"/manage/units/{land.province.id}"
    before = client.get(address).get_data(as_text=True)
    assert "chưa có số liệu hồ sơ đã giải quyết trong những ngày của đợt" in before
    done(land.ia_le, 40, 4)

    after = client.get(address).get_data(as_text=True)

    assert "(70 phiếu trên 40 hồ sơ đã giải quyết" in after
    assert "Nhiều phiếu hơn hồ sơ" in after
    assert "Trả trễ hẹn: 4 hồ sơ (10 %)" in after
    assert "50/40" in after
    assert "chưa có số liệu hồ sơ</span>" in after  # Phường An Nhơn
    file = client.get(f"{address}/results.csv").get_data(as_text=True)
    assert ",40,125.0,4,10.0,0" in file
