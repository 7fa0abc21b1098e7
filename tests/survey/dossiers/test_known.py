from datetime import date

from survey.dossiers.known import Catalogue, Units
from survey.dossiers.models import Procedure
from tests.factories.places import make_commune, make_province

BEFORE, SINCE = date(2025, 6, 30), date(2025, 7, 1)


def test_a_code_is_the_unit_that_stood_on_the_day(session):
    old = make_province(session, "Tỉnh Bình Định", valid_from=date(2020, 1, 1), valid_to=BEFORE)
    before = make_commune(session, old, "Xã Cũ", "21583")
    since = make_commune(session, make_province(session), "Phường Mới", "21583")
    units = Units(session, {since.id})
    assert units.at("21583", BEFORE) == before.id
    assert units.at("21583", SINCE) == since.id
    assert units.at("21583", date(2019, 1, 1)) is None
    assert units.is_ours(since.id)
    assert not units.is_ours(before.id)
    assert Units(session, None).is_ours(before.id)


def test_a_code_on_two_levels_is_nobodys(session):
    make_commune(session, make_province(session, code="52"), "Xã Ia Le", "52")
    assert Units(session, None).at("52", SINCE) is None


def test_without_a_catalogue_no_procedure_is_lacking(session):
    assert not Catalogue(session).lacks("1.001")
    session.add(Procedure(code="1.002", name="Khai sinh", procedure_group="Hộ tịch"))
    session.flush()
    catalogue = Catalogue(session)
    assert catalogue.lacks("1.001")
    assert not catalogue.lacks("")
    assert catalogue.group_of("1.002") == "Hộ tịch"
