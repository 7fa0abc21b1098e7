from datetime import date

import pytest

from survey.places.eras import BEFORE_REFORM, REFORM
from survey.places.reading import (
    children,
    path_of,
    predecessors,
    subtree_ids,
    tree_on,
    unit_by_code,
    unit_name,
)
from tests.factories.places import make_commune, make_district, make_province, make_succession

BEFORE = date(2025, 6, 30)
OLD = {"valid_from": BEFORE_REFORM.valid_from, "valid_to": BEFORE_REFORM.valid_to}


@pytest.fixture
def older(session):
    province = make_province(session, "Tỉnh Bình Định", "52", **OLD)
    district = make_district(session, province, "Thành phố Quy Nhơn", "540")
    return province, district, make_commune(session, district, "Phường Đống Đa", "00004")


@pytest.fixture
def newer(session):
    province = make_province(session, "Tỉnh Gia Lai", "52")
    return province, make_commune(session, province, "Phường Quy Nhơn", "00004")


def test_a_code_is_read_on_a_day(session, older, newer):
    assert unit_by_code(session, "00004", BEFORE) is older[2]
    assert unit_by_code(session, "00004", REFORM) is newer[1]
    assert unit_by_code(session, "00004", date(1899, 1, 1)) is None
    assert unit_by_code(session, "540", REFORM) is None


def test_a_code_on_two_levels_is_read_only_when_the_level_is_said(session, newer):
    commune = make_commune(session, newer[0], "Xã Khác", "52")
    assert unit_by_code(session, "52", REFORM) is None
    assert unit_by_code(session, "52", REFORM, level="xa") is commune


def test_the_path_leads_from_the_province_to_the_unit(session, older):
    assert path_of(session, older[2]) == list(older)
    assert path_of(session, older[0]) == [older[0]]


def test_children_come_by_name_on_their_day(session, newer):
    first = make_commune(session, newer[0], "Phường An Bình")
    ended = make_commune(session, newer[0], "Phường Ba")
    ended.valid_to = date(2026, 1, 1)
    assert children(session, newer[0].id, date(2026, 1, 2)) == [first, newer[1]]
    assert children(session, newer[0].id, date(2026, 1, 1)) == [first, ended, newer[1]]


def test_the_topmost_units_are_below_nobody(session, older, newer):
    assert children(session, None, REFORM) == [newer[0]]
    assert children(session, None, BEFORE) == [older[0]]


def test_a_subtree_reaches_every_level_below(session, older, newer):
    assert subtree_ids(session, older[0].id, BEFORE) == {unit.id for unit in older}
    assert subtree_ids(session, older[1].id) == {older[1].id, older[2].id}
    assert subtree_ids(session, newer[1].id) == {newer[1].id}


def test_a_subtree_on_a_day_leaves_out_what_had_ended(session, newer):
    newer[1].valid_to = date(2026, 1, 1)
    assert subtree_ids(session, newer[0].id, date(2026, 1, 2)) == {newer[0].id}
    assert subtree_ids(session, newer[0].id) == {unit.id for unit in newer}


def test_the_tree_of_a_day_is_read_whole(session, older, newer):
    ids = [unit.id for unit in (*older, *newer)]
    tree = tree_on(session, ids, BEFORE)
    assert [node.name for node in tree.subtree(older[0].id)] == [unit.name for unit in older]
    assert tree.node(newer[0].id) is None


def test_what_a_unit_was_made_of_is_told_with_how(session, older, newer):
    make_succession(session, older[2], newer[1], "split", is_main=True)
    (made_of,) = predecessors(session, newer[1].id)
    assert (made_of.unit, made_of.relation, made_of.is_main) == (older[2], "split", True)
    assert predecessors(session, older[2].id) == []


def test_a_unit_keeps_the_name_it_had(session, older):
    assert unit_name(session, older[2].id) == "Phường Đống Đa"
    assert unit_name(session, 10**6) is None
