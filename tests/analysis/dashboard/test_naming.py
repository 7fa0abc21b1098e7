from datetime import date

from analysis.dashboard.naming import naming_for
from tests.analysis.questionnaires import EVERY_KIND
from tests.factories.places import make_commune, make_province


def test_a_code_is_named_by_the_unit_that_had_it_last(session):
    old = make_province(session, "Tỉnh cũ", valid_from=date(2000, 1, 1), valid_to=date(2025, 6, 30))
    make_commune(session, old, "Xã cũ", "00007")
    make_commune(session, make_province(session, "Tỉnh mới"), "Phường mới", "00007")

    naming = naming_for(session, EVERY_KIND, {"home": {"00007": 3, "~refused": 1}}, "vi")

    assert naming.units == {"00007": "Phường mới"}


def test_the_map_is_asked_only_where_somebody_picked_a_unit(session):
    assert naming_for(session, EVERY_KIND, {"overall": {"5": 3}}, "vi").units == {}
