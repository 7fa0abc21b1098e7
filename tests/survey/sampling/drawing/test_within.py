"""Drawing within one place: who is certain there, and where a fault is told."""

import pytest

from survey.sampling.drawing import within
from survey.sampling.drawing.designs import Level, Method, Seat, Stage
from survey.sampling.drawing.frames import Node
from survey.sampling.drawing.units import CannotDraw
from tests.survey.sampling.drawing.listed import Listed, Row

HERE = Node(((Level.STRATUM, "01"),))
FRAME = Listed([Row(f"h{n}", stratum="01", commune=f"c{n % 4}", size=1 + n % 4) for n in range(40)])


def stage(**more) -> Stage:
    given = {"name": "Xã", "method": Method.PPS_SYSTEMATIC, "count": 2, "at_level": Level.COMMUNE}
    return Stage(**(given | more))


def test_the_label_is_the_stages_number_and_the_places_path():
    assert within.label(2, HERE) == "2/01"


def test_the_largest_passes_for_the_seat_where_none_is_named():
    units = within.units_of(stage(seat=Seat.LARGEST), HERE, FRAME)
    assert [unit.code for unit in units if unit.is_certain] == ["c3"]


def test_named_units_are_certain_by_code_or_by_path():
    for name in ("c1", "01/c1"):
        units = within.units_of(stage(certain=(name,)), HERE, FRAME)
        assert [unit.code for unit in units if unit.is_certain] == ["c1"]


def test_a_seat_that_is_nowhere_named_is_told_with_its_place():
    with pytest.raises(CannotDraw, match="01"):
        within.units_of(stage(seat=Seat.NAMED), HERE, FRAME)


def test_a_place_too_small_is_told_with_its_place_or_taken_whole():
    units = within.units_of(stage(), HERE, FRAME)
    with pytest.raises(CannotDraw, match="Xã"):
        within.draw(stage(method=Method.SRS), ("seed", 1, HERE), units, 9)
    whole, _spare = within.draw(
        stage(method=Method.SRS, takes_all=True), ("seed", 1, HERE), units, 9
    )
    assert sorted(each.code for each in whole) == ["c0", "c1", "c2", "c3"]
