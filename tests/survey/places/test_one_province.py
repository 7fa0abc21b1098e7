from pathlib import Path

from survey.places import one_province
from survey.places.sheets import read

DEMO = Path(__file__).parents[3] / "demo"


def sheet(name):
    return read(name, (DEMO / name).read_bytes())


NEWER = sheet("units-2025.csv").units
OLDER = sheet("units-before-2025-07.csv").units
LINKS = sheet("succession-2025-07.csv").links


def test_a_province_is_taken_with_all_its_communes():
    assert len(one_province.units_of("52", NEWER)) == 136
    assert one_province.units_of("01", NEWER) == []


def test_an_older_province_is_taken_with_its_districts_and_their_communes():
    levels = {row.level for row in one_province.units_of("64", OLDER)}
    assert levels == {"tinh", "huyen", "xa"}


def test_what_a_commune_was_made_of_is_taken_with_all_above_it():
    commune = [row for row in NEWER if row.name == "Phường Quy Nhơn Bắc"]
    links = one_province.links_to(commune, LINKS)
    behind = one_province.units_behind(links, OLDER)
    assert {row.name for row in behind} >= {"Thành phố Quy Nhơn", "Tỉnh Bình Định"}
    assert "Tỉnh Gia Lai" not in {row.name for row in behind}
