from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from survey.places.eras import Era
from survey.places.importing import Choice, UnknownProvince, carry_out, plan_import
from survey.places.models import Succession, Unit
from survey.places.reading import path_of, predecessors, unit_by_code
from survey.places.sheets import read

DEMO = Path(__file__).parents[3] / "demo"
NEW_TOWN = "code,name,level,parent_code\n77,Tỉnh Mới,tinh,\n00001,Đặc khu Mới,xa,77\n"


def demo():
    return [read(path.name, path.read_bytes()) for path in sorted(DEMO.glob("*.csv"))]


def sheet(text):
    return read("units.csv", text.encode())


def how_many(session, model):
    return session.scalar(select(func.count()).select_from(model))


@pytest.fixture
def imported(session):
    plan = plan_import(session, demo(), Choice())
    carry_out(session, plan)
    return plan


def test_the_demo_province_goes_in_whole(session, imported):
    assert imported.faults == []
    assert (how_many(session, Unit), how_many(session, Succession)) == (539, 378)


def test_a_second_run_adds_nothing(session, imported):
    again = plan_import(session, demo(), Choice())
    assert (again.units, again.links, again.faults) == ([], [], [])
    assert again.already == 539 + 378


def test_one_code_is_two_provinces_in_two_eras(session, imported):
    assert unit_by_code(session, "52", date(2025, 6, 30)).name == "Tỉnh Bình Định"
    assert unit_by_code(session, "52", date(2025, 7, 1)).name == "Tỉnh Gia Lai"


def test_a_commune_hangs_where_it_hung(session, imported):
    commune = unit_by_code(session, "21550", date(2025, 6, 30))
    names = [unit.name for unit in path_of(session, commune)]
    assert names[:2] == ["Tỉnh Bình Định", "Thành phố Quy Nhơn"]
    assert (commune.type, commune.valid_to) == ("Phường", date(2025, 6, 30))


def test_the_new_province_was_made_of_two(session, imported):
    province = unit_by_code(session, "52", date(2025, 7, 1))
    made_of = {link.unit.name for link in predecessors(session, province.id)}
    assert made_of == {"Tỉnh Bình Định", "Tỉnh Gia Lai"}


def test_a_plan_alone_changes_nothing(session):
    plan = plan_import(session, demo(), Choice())
    assert len(plan.units) == 539
    assert how_many(session, Unit) == 0


def test_one_province_is_taken_out_of_many(session):
    everything = [*demo(), sheet(NEW_TOWN)]
    carry_out(session, plan_import(session, everything, Choice(only="77")))
    assert how_many(session, Unit) == 2
    plan = plan_import(session, everything, Choice(only="52"))
    assert (len(plan.units), len(plan.links)) == (539, 378)


def test_a_province_no_sheet_has_is_unknown(session):
    with pytest.raises(UnknownProvince):
        plan_import(session, demo(), Choice(only="99"))


def test_the_era_can_be_said(session):
    era = Era(date(2030, 1, 1), date(2031, 12, 31))
    carry_out(session, plan_import(session, [sheet(NEW_TOWN)], Choice(era=era)))
    assert unit_by_code(session, "77", date(2029, 12, 31)) is None
    assert unit_by_code(session, "77", date(2031, 12, 31)).valid_to == date(2031, 12, 31)


def test_links_alone_find_the_units_that_stand_already(session):
    units_only = [each for each in demo() if each.units]
    carry_out(session, plan_import(session, units_only, Choice()))
    links_only = [each for each in demo() if each.links]
    assert len(plan_import(session, links_only, Choice()).links) == 378


def test_good_rows_go_in_beside_bad_ones(session):
    plan = plan_import(session, [sheet(NEW_TOWN + "00002,Xã Lạc,xa,78\nxyz\n")], Choice())
    carry_out(session, plan)
    assert [fault.line for fault in plan.faults] == [4, 5]
    assert how_many(session, Unit) == 2


def test_whoever_waits_hears_of_every_row(session):
    heard = []
    carry_out(session, plan_import(session, demo(), Choice()), heard.append)
    assert sum(heard) == 539 + 378
