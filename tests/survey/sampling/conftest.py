import pytest

from survey.campaigns.kinds import Kind
from survey.sampling.drawing.designs import Design, Level, Method, Stage
from tests.factories.campaigns import make_campaign
from tests.factories.places import make_commune, make_province
from tests.factories.samples import households, make_frame

TWO_STAGES = Design(
    Level.STRATUM,
    (
        Stage(name="Thôn", method=Method.PPS_SYSTEMATIC, count=3, at_level=Level.VILLAGE),
        Stage(name="Hộ", method=Method.SRS, count=5, at_level=Level.UNIT),
    ),
    reserve=2,
)


@pytest.fixture
def context(app):
    """The room asks the application what time it is."""
    with app.app_context():
        yield app


@pytest.fixture
def province(session):
    return make_province(session, "Tỉnh Gia Lai", "52")


@pytest.fixture
def commune(session, province):
    return make_commune(session, province, "Phường Quy Nhơn", "21583")


@pytest.fixture
def neighbour(session, province):
    return make_commune(session, province, "Xã Ia Le", "24022")


@pytest.fixture
def campaign(session, province):
    return make_campaign(
        session, province, kind=Kind.FIELD, code="DT-52", name="SIPAS 2026", is_open=False
    )


@pytest.fixture
def frame(app, session, province, commune, neighbour):
    """Two hundred households: a stratum of town, one of country."""
    rows = households("21583") + households("24022", stratum="02")
    with app.app_context():
        return make_frame(session, province, rows, code="HO-2026")
