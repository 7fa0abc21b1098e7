from datetime import date

import pytest
from sqlalchemy import select

from analysis.dashboard.before import before, how_many_before
from analysis.dashboard.standing import place_of, standing
from survey.places.models import Unit
from tests.analysis.ledgers import MOMENT, open_campaign
from tests.factories.places import make_commune, make_province, make_succession
from tests.page import read


@pytest.fixture
def reform(session, land, give):
    """Xã Ia Le was made of two whole communes and a part of a third."""
    old = make_province(session, "Tỉnh Cũ", valid_from=date(2015, 1, 1), valid_to=date(2025, 6, 30))
    campaign = open_campaign(session, land.province, old, code="HAI-NAM")
    for name, relation, satisfied, n in (
        ("Xã Một", "merged", 10, 20),
        ("Xã Hai", "continued", 1, 3),
        ("Xã Ba", "split", 50, 50),
    ):
        commune = make_commune(session, old, name)
        make_succession(session, commune, land.ia_le, relation)
        give(campaign, commune, satisfied, n)
    give(campaign, land.ia_le, 28, 30)
    return campaign


def rolled(session, land, campaign):
    session.commit()
    place = place_of(session, land.ia_le, campaign, MOMENT)
    return before(session, place, standing(session, place, MOMENT).promise)


def test_whole_units_are_added_and_split_ones_stand_beside(session, land, reform):
    found = rolled(session, land, reform)

    assert (found.own.satisfied, found.own.n) == (28, 30)
    assert (found.own.n, found.together.n) == (30, 53)
    # Xã Hai has three, and would be what the others leave of the sum.
    assert (found.together.is_hidden, found.together.satisfied) == (True, None)
    assert [each.unit.name for each in found.added] == ["Xã Hai", "Xã Một"]
    assert [(each.unit.name, each.judgement.n) for each in found.beside] == [("Xã Ba", 50)]
    assert found.added[0].judgement.is_hidden


def test_the_sum_is_told_where_all_its_parts_are(session, land, reform, give):
    two = session.scalars(select(Unit).where(Unit.name == "Xã Hai")).one()
    give(reform, two, 5, 10)

    found = rolled(session, land, reform)

    assert (found.together.satisfied, found.together.n) == (44, 63)
    assert [each.judgement.n for each in found.added] == [13, 20]
    assert not any(each.judgement.is_hidden for each in found.added)


def test_a_unit_knows_of_how_many_it_was_made(session, land, reform):
    assert how_many_before(session, land.ia_le.id) == 3
    assert how_many_before(session, land.an_nhon.id) == 0


def test_the_page_says_what_is_added_and_what_is_not(client, land, reform, as_):
    as_(land.ia_le)
    address = f"/manage/units/{land.ia_le.id}"
    overview = read(client.get(f"{address}?campaign=HAI-NAM"))
    assert "Gồm các đơn vị trước khi sắp xếp" in overview.text
    assert "trên 30 phiếu hợp lệ" in overview.text  # its own only
    page = read(client.get(overview.links["Xem số liệu gộp cả các đơn vị cũ"]))
    assert "không phải kết quả chính thức" in page.text
    assert "Không cộng: đơn vị này đã chia cho nhiều đơn vị" in page.text
    assert "dưới 5 phiếu" in page.text
    assert read(client.get(page.links["Xã Ba"])).h1 == "Xã Ba"


def test_a_unit_made_of_no_other_says_so(client, land, as_):
    as_(land.an_nhon)
    page = read(client.get(f"/manage/units/{land.an_nhon.id}/before"))
    assert "không được lập từ đơn vị nào khác" in page.text
