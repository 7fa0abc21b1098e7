from datetime import date

import pytest

from survey.places.models import Succession
from survey.sampling.communes import Communes, Places
from tests.factories.campaigns import make_campaign
from tests.factories.places import make_commune, make_province


@pytest.fixture
def before(session):
    span = {"valid_from": date(2000, 1, 1), "valid_to": date(2025, 6, 30)}
    return make_province(session, "Tỉnh Bình Định", "52", **span)


def test_a_code_is_known_in_either_era(session, commune, before):
    make_commune(session, before, "Xã Cũ", "00600")
    known = Communes(session)
    assert [known.code_of(code) for code in ("21583", "00600", "600", "601", "xã")] == [
        "21583", "00600", "00600", None, None,
    ]  # fmt: skip


def test_a_commune_of_before_is_asked_where_most_of_it_went(
    session, campaign, commune, neighbour, before
):
    old = make_commune(session, before, "Xã Cũ", "21600")
    for successor, is_main in ((neighbour, False), (commune, True)):
        session.add(
            Succession(
                predecessor_id=old.id, successor_id=successor.id, relation="split", is_main=is_main
            )
        )
    session.flush()
    places = Places(session, campaign)
    assert places.unit_of("21600") == commune.id
    assert places.unit_of("24022") == neighbour.id
    assert places.unit_of("77777") is None
    assert places.unknown(["21600", "77777"]) == ["77777"]


def test_what_is_outside_and_what_is_not_asked_is_told(session, province, commune, neighbour):
    only = make_campaign(session, commune, kind="field")
    places = Places(session, only)
    assert places.outside(["21583", "24022", "77777"]) == ["24022"]
    assert Places(session, make_campaign(session, province, kind="field")).unasked(["21583"]) == [
        "Xã Ia Le"
    ]
    assert places.first() == commune.id
