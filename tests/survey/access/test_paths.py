from datetime import date

from survey.access import paths
from tests.factories.places import make_commune, make_district, make_province, make_succession

BEFORE = {"valid_from": date(2000, 1, 1), "valid_to": date(2025, 6, 30)}


def test_a_province_has_its_communes_below_it_and_not_its_neighbours(session):
    ours, theirs = make_province(session), make_province(session, "Tỉnh Đắk Lắk")
    commune, other = make_commune(session, ours), make_commune(session, theirs)

    assert paths.below(session, ours.id) == {ours.id, commune.id}
    assert other.id not in paths.below(session, ours.id)


def test_a_commune_has_only_its_province_above_it(session):
    province = make_province(session)
    commune = make_commune(session, province)
    make_commune(session, province, "Xã Chư Sê")

    assert paths.above(session, commune.id) == {commune.id, province.id}


def test_a_commune_of_before_the_reform_lies_below_what_became_of_it(session):
    province = make_province(session)
    commune = make_commune(session, province)
    old = make_commune(session, make_district(session, make_province(session, **BEFORE)))
    make_succession(session, old, commune)

    assert old.id in paths.below(session, commune.id)
    assert old.id in paths.below(session, province.id)
    assert province.id in paths.above(session, old.id)


def test_a_district_of_before_the_reform_is_reached_through_its_province(session):
    province = make_province(session)
    old_province = make_province(session, "Tỉnh Bình Định", **BEFORE)
    district = make_district(session, old_province)
    make_succession(session, old_province, province)

    assert district.id in paths.below(session, province.id)


def test_whoever_answers_for_one_half_of_a_split_commune_does_not_reach_the_other(session):
    province = make_province(session)
    one, other = make_commune(session, province), make_commune(session, province, "Xã Chư Sê")
    old = make_commune(session, make_province(session, **BEFORE))
    make_succession(session, old, one, "split")
    make_succession(session, old, other, "split")

    assert paths.below(session, one.id) == {one.id, old.id}


def test_above_and_below_are_the_same_relation_seen_from_two_ends(session):
    province = make_province(session)
    commune = make_commune(session, province)
    old = make_commune(session, make_district(session, make_province(session, **BEFORE)))
    make_succession(session, old, commune)
    every = paths.below(session, province.id) | paths.above(session, old.id)

    for one in every:
        for other in every:
            assert (one in paths.above(session, other)) == (other in paths.below(session, one))
