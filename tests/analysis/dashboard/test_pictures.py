from pathlib import Path

import pytest

from analysis.charts.rows import MOST_ROWS
from analysis.dashboard.lines import Line
from analysis.dashboard.pictures import drawn, forest_caption, trend_caption
from analysis.targets.check import Promise, judge


def test_the_neediest_are_drawn_and_no_more_than_one_can_read():
    lines = [Line(f"Xã {n}", judge(100, 99 - n % 60, Promise(9500)), n) for n in range(60)]
    rows = drawn(lines)
    assert len(rows) == MOST_ROWS
    assert rows[0].name == "Xã 59"


def test_nothing_drawn_has_no_caption():
    assert (forest_caption([]), trend_caption([])) == ("", "")


@pytest.mark.parametrize("picture", ["forest.svg", "trend.svg"])
def test_a_picture_is_drawn_in_its_own_request_and_kept(client, land, give, as_, app, picture):
    give(land.campaign, land.ia_le, 9, 10)
    as_(land.province)
    address = f"/manage/units/{land.province.id}/{picture}"

    first, second = (client.get(address) for _ in range(2))

    assert first.status_code == 200
    assert first.mimetype == "image/svg+xml"
    assert first.data.lstrip().startswith(b"<?xml")
    assert first.data == second.data
    kept = list(Path(app.extensions["settings"].var, "charts").glob("*.svg"))
    assert len(kept) == 1


@pytest.mark.parametrize("picture", ["forest.svg", "trend.svg"])
def test_a_picture_of_nothing_and_out_of_reach_are_not_there(client, land, as_, picture):
    as_(land.ia_le)
    assert client.get(f"/manage/units/{land.ia_le.id}/{picture}").status_code == 404
    assert client.get(f"/manage/units/{land.an_nhon.id}/{picture}").status_code == 404
    assert client.get(f"/manage/units/{land.ia_le.id}/{picture}?campaign=x").status_code == 404
