from datetime import date

from survey.access.choices import units_to_choose
from tests.factories.places import make_commune, make_province

TODAY = date(2026, 11, 20)


def test_the_province_comes_first_and_its_communes_by_name(session):
    province = make_province(session, "Tỉnh Gia Lai")
    make_commune(session, province, "Xã Ia Le")
    make_commune(session, province, "Xã Chư Sê")

    named = [name for _id, name in units_to_choose(session, province.id, TODAY)]

    assert named == ["Tỉnh Gia Lai", "Xã Chư Sê", "Xã Ia Le"]


def test_a_unit_that_has_ended_cannot_be_chosen(session):
    ended = make_province(session, valid_from=date(2000, 1, 1), valid_to=date(2025, 6, 30))

    assert units_to_choose(session, ended.id, TODAY) == []
