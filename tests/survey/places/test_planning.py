from datetime import date

from survey.places.eras import BEFORE_REFORM, REFORM, SINCE_REFORM, Era
from survey.places.planning import Planner
from survey.places.sheets import read

OLD = """code,name,level,parent_code
00004,Xã Cũ,xa,318
318,Huyện Đảo,huyen,22
22,Tỉnh Cũ,tinh,"""
NEW = """code,name,level,parent_code
22,Tỉnh Mới,tinh,
00004,Xã Mới,xa,22"""


def unit_rows(text):
    return read("units.csv", text.encode()).units


def link_rows(*lines):
    text = "\n".join(("predecessor_code,successor_code,relation,note", *lines))
    return read("links.csv", text.encode()).links


def planner():
    made = Planner([], [])
    made.add_units(unit_rows(OLD), BEFORE_REFORM)
    made.add_units(unit_rows(NEW), SINCE_REFORM)
    return made


def test_a_code_names_one_commune_before_a_reform_and_another_after():
    plan = planner().plan
    assert plan.faults == []
    named = {unit.name for unit in plan.units if unit.key.code == "00004"}
    assert named == {"Xã Cũ", "Xã Mới"}


def test_those_above_are_taken_before_those_below_whatever_their_order():
    assert [unit.key.level for unit in planner().plan.units[:3]] == ["tinh", "huyen", "xa"]


def test_a_unit_whose_parent_is_refused_is_refused_too():
    made = Planner([], [])
    made.add_units(unit_rows(OLD.replace("318,Huyện Đảo,huyen,22\n", "")), BEFORE_REFORM)
    assert "không có đơn vị cấp trên mang mã 318" in str(made.plan.faults[0])
    assert len(made.plan.units) == 1


def test_a_code_given_twice_in_one_level_is_refused_the_second_time():
    made = Planner([], [])
    made.add_units(unit_rows(NEW + "\n00004,Xã Khác,xa,22"), SINCE_REFORM)
    assert made.plan.faults[0].line == 4
    assert "đã có ở dòng trước" in str(made.plan.faults[0])
    assert len(made.plan.units) == 2


def test_a_second_run_adds_nothing():
    first = planner()
    first.add_links(link_rows("00004,00004,continued,"), REFORM)
    again = Planner(first.plan.units, first.plan.links)
    again.add_units(unit_rows(OLD), BEFORE_REFORM)
    again.add_units(unit_rows(NEW), SINCE_REFORM)
    again.add_links(link_rows("00004,00004,continued,"), REFORM)
    assert (again.plan.units, again.plan.links, again.plan.faults) == ([], [], [])
    assert again.plan.already == 6


def test_a_row_that_contradicts_what_stands_changes_nothing():
    again = Planner(planner().plan.units, [])
    again.add_units(unit_rows(NEW.replace("Xã Mới", "Xã Đổi Tên")), SINCE_REFORM)
    assert "đã là “Xã Mới”" in str(again.plan.faults[0])
    assert again.plan.units == []


def test_a_link_goes_from_the_day_before_to_the_day_of_the_reform():
    made = planner()
    made.add_links(link_rows("00004,00004,merged,", "22,22,merged,"), REFORM)
    assert [link.predecessor.level for link in made.plan.links] == ["xa", "tinh"]
    assert made.plan.links[0].predecessor.valid_from == BEFORE_REFORM.valid_from
    assert made.plan.links[0].successor.valid_from == REFORM


def test_an_island_district_becomes_a_commune():
    made = planner()
    made.add_links(link_rows("318,00004,continued,"), REFORM)
    (link,) = made.plan.links
    assert (link.predecessor.level, link.successor.level) == ("huyen", "xa")


def test_a_link_to_or_from_nowhere_is_refused():
    made = planner()
    made.add_links(link_rows("99999,00004,merged,", "00004,99999,merged,"), REFORM)
    assert ["99999" in str(fault) for fault in made.plan.faults] == [True, True]


def test_on_another_day_there_is_nothing_to_link():
    made = planner()
    made.add_links(link_rows("00004,00004,merged,"), date(2026, 1, 1))
    assert made.plan.links == []


def test_the_same_link_twice_and_a_contrary_one_are_refused():
    made = planner()
    made.add_links(link_rows("00004,00004,merged,", "00004,00004,merged,"), REFORM)
    assert made.plan.faults[0].line == 3
    again = Planner(made.plan.units, made.plan.links)
    again.add_links(link_rows("00004,00004,split,"), REFORM)
    assert "đã ghi quan hệ “merged”" in str(again.plan.faults[0])


def test_a_code_on_two_levels_is_not_guessed_at():
    made = Planner([], [])
    text = "code,name,level,parent_code\n1,Tỉnh A,tinh,\n1,Xã A,xa,1"
    made.add_units(unit_rows(text), SINCE_REFORM)
    made.add_links(link_rows("1,1,merged,"), REFORM)
    assert "nhiều cấp (tinh, xa)" in str(made.plan.faults[0])


def test_a_unit_that_ended_long_ago_is_not_what_the_reform_ended():
    made = planner()
    ended = Era(date(1900, 1, 1), date(1999, 12, 31))
    made.add_units(unit_rows("code,name,level,parent_code\n99,Tỉnh Xưa,tinh,"), ended)
    made.add_links(link_rows("99,22,merged,"), REFORM)
    assert "không có đơn vị mã 99 kết thúc trước 01/07/2025" in str(made.plan.faults[0])
