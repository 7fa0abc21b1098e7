from survey.clock import utc_now
from survey.posters.branding import DEEP_TEAL, Branding, branding_of
from survey.posters.models import UnitBranding
from tests.factories.places import make_commune, make_province


def dress(session, unit, colour, name=None):
    session.add(UnitBranding(unit_id=unit.id, colour=colour, name=name, changed_at=utc_now()))
    session.flush()


def test_the_nearest_look_upwards_is_taken(session):
    province = make_province(session)
    commune, other = make_commune(session, province), make_commune(session, province)
    assert branding_of(session, commune.id) == Branding(DEEP_TEAL, None, None)
    dress(session, province, "#8a1538", "Tỉnh Gia Lai")
    assert branding_of(session, commune.id).colour == "#8a1538"
    dress(session, commune, "#123456")
    assert branding_of(session, commune.id) == Branding("#123456", None, None)
    assert branding_of(session, other.id).colour == "#8a1538"


def test_what_a_unit_below_chose_changes_nothing_above(session):
    province = make_province(session)
    dress(session, make_commune(session, province), "#123456")
    assert branding_of(session, province.id).colour == DEEP_TEAL
