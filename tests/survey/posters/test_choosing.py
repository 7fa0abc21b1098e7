from survey.places.counters import close_counter
from survey.places.eras import REFORM
from survey.posters.choosing import number_below, open_below, placed
from tests.factories.places import make_commune, make_counter, make_province


def test_the_open_counters_of_all_below_are_chosen_place_by_place(session):
    province = make_province(session)
    first, second = (make_commune(session, province, name) for name in ("Xã An", "Xã Bình"))
    late = make_counter(session, second)
    early, next_ = make_counter(session, first), make_counter(session, first, name="Quầy số 2")
    closed = make_counter(session, first, name="Quầy số 3")
    close_counter(session, closed, REFORM)
    make_counter(session)  # of another province
    assert open_below(session, province.id) == [early, next_, late]
    assert number_below(session, province.id) == 3
    assert open_below(session, second.id) == [late]
    faces = [face.code for face, _look in placed(session, [early, late], "https://a.vn")]
    assert faces == [early.code, late.code]
