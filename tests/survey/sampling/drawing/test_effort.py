"""What a design asks for before it is drawn, and what its weights say afterwards."""

import pytest

from survey.sampling.drawing.checks import lonely, weight_totals
from survey.sampling.drawing.designs import Design, Level, Method, Stage, Steps, Total
from survey.sampling.drawing.effort import effort
from survey.sampling.drawing.stages import run
from tests.survey.sampling.drawing.listed import Listed, Row, grown

FRAME = Listed(grown(2, 4, 3, 3, 7))


def stage(level, count, **more) -> Stage:
    return Stage(name=level, method=Method.SRS, count=count, at_level=level, **more)


@pytest.mark.parametrize(
    ("first", "last"),
    [(2, 3), ({"0": 1, "1": 3}, 2), (Steps(((0, 3),)), {"0": 2, "1": 5}), (Total(5), Total(31))],
)
def test_as_many_are_drawn_as_were_told_before(first, last):
    stages = (stage(Level.DISTRICT, first), stage(Level.VILLAGE, 2), stage(Level.UNIT, last))
    design = Design(Level.STRATUM, stages, 1)
    told = effort(design, FRAME)
    units, cases = run(design, "7", FRAME)
    drawn = [sum(unit.stage == number for unit in units) for number in (1, 2)]
    main = [case for case in cases if case.place == "main"]
    # Of a total nobody knows beforehand which stratum's villages have one more.
    assert [one.count for one in told.stages] == [*drawn, len(main)]
    assert (told.cases, told.reserve) == (len(main), len(cases) - len(main))
    assert told.faults == ()


def test_every_stratum_too_small_is_named_beforehand():
    told = effort(Design(Level.STRATUM, (stage(Level.DISTRICT, 5), stage(Level.UNIT, 1))), FRAME)
    assert [str(fault) for fault in told.faults] == [
        f"giai đoạn “district”, {code}: chỉ có 4 đơn vị, không đủ 5 để chọn" for code in "01"
    ]


def test_a_design_that_is_none_asks_for_nothing():
    told = effort(Design(Level.STRATUM, ()), FRAME)
    assert (told.cases, told.stages) == (0, ())
    assert [str(fault) for fault in told.faults] == ["các giai đoạn: cần ít nhất một giai đoạn"]


def test_a_stratum_without_a_number_is_named_beforehand():
    told = effort(Design(Level.STRATUM, (stage(Level.UNIT, {"0": 1}),)), FRAME)
    assert [str(fault) for fault in told.faults] == ["tầng 1: chưa nêu số phải chọn"]


def test_no_row_of_a_frame_is_read_before_it_is_drawn():
    class Watched(Listed):
        def children(self, node, level):
            assert level is not Level.UNIT
            return super().children(node, level)

    rows = grown(1, 2, 2, 2, 9)
    for stages in ((stage(Level.UNIT, 3),), (stage(Level.VILLAGE, 3), stage(Level.UNIT, 3))):
        assert effort(Design(Level.STRATUM, stages), Watched(rows)).cases


def test_weights_add_up_by_stratum_without_those_who_stand_by():
    rows = [Row(f"{s}{k}", s) for s, n in (("a", 10), ("b", 8)) for k in range(n)]
    cases = run(Design(Level.STRATUM, (stage(Level.UNIT, 4),), 3), "7", Listed(rows)).cases
    assert len(cases) == 14
    assert weight_totals(cases) == {"a": 10, "b": 8}


def test_one_drawn_of_several_is_lonely_and_one_of_one_is_not():
    rows = [
        Row(f"{s}{v}{k}", s, village=f"{s}{v}")
        for s, n in (("a", 3), ("b", 1))
        for v in range(n)
        for k in range(2)
    ]
    stages = (stage(Level.VILLAGE, 1), stage(Level.UNIT, 1))
    # In b its only village is certain; of its two households one is drawn.
    assert lonely(run(Design(Level.STRATUM, stages), "7", Listed(rows)).cases) == ["a", "b/b0"]
    stages = (stage(Level.VILLAGE, 1), stage(Level.UNIT, 2))
    assert lonely(run(Design(Level.STRATUM, stages), "7", Listed(rows)).cases) == ["a"]


def test_the_only_household_there_is_leaves_no_error_to_measure():
    design = Design(Level.STRATUM, (stage(Level.UNIT, 1),))
    assert lonely(run(design, "7", Listed([Row("h", "s")])).cases) == []
