"""A design run on a frame: what it draws, with what weight, and what it refuses."""

from collections import Counter
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.sampling.drawing.chance import shuffled, uniform
from survey.sampling.drawing.checks import lonely, weight_totals
from survey.sampling.drawing.designs import Design, Level, Method, Seat, Spread, Stage, Total
from survey.sampling.drawing.frames import ALL
from survey.sampling.drawing.stages import run
from survey.sampling.drawing.units import CannotDraw
from tests.survey.sampling.drawing.listed import Listed, Row, grown


def stage(level, count, method=Method.SRS, **more) -> Stage:
    return Stage(name=f"chọn {level}", method=method, count=count, at_level=level, **more)


FOUR = Design(
    Level.STRATUM,
    (
        stage(Level.DISTRICT, 2, Method.PPS_SYSTEMATIC),
        stage(Level.COMMUNE, 2, Method.BREWER),
        stage(Level.VILLAGE, 2),
        stage(Level.UNIT, 3),
    ),
    reserve=2,
)
ROWS = grown(2, 4, 3, 3, 7)
FRAME = Listed(ROWS)


@given(st.text(min_size=1).filter(str.strip), st.integers(0, 10**6))
def test_the_same_seed_draws_the_same_whatever_was_read_first(seed, moved):
    rows = list(ROWS)
    Random(moved).shuffle(rows)
    assert run(FOUR, seed, Listed(rows)) == run(FOUR, seed, FRAME)


def test_another_seed_draws_others():
    assert run(FOUR, "1", FRAME).cases != run(FOUR, "2", FRAME).cases


def test_every_stage_draws_below_the_one_before():
    units, cases = run(FOUR, "7", FRAME)
    assert Counter(unit.stage for unit in units) == {1: 4, 2: 8, 3: 16}
    drawn = {f"{unit.parent}/{unit.code}" for unit in units}
    assert all(unit.parent in drawn for unit in units if unit.stage > 1)
    assert {case.node.path for case in cases} <= drawn
    assert Counter(case.place for case in cases) == {"main": 48, "reserve": 32}


def test_a_weight_is_one_over_all_chances_together():
    # 2 of 4 districts, 2 of 3 communes, 2 of 3 villages, 3 of 7 households, all of a size:
    # 2 · 3/2 · 3/2 · 7/3 = 10.5, and 24 cases in a stratum are 252 households.
    drawing = run(FOUR, "7", FRAME)
    assert {case.weight for case in drawing.cases} == {"10.5"}
    assert weight_totals(drawing.cases) == {"0": 252, "1": 252}


def test_a_weight_is_the_product_of_what_the_record_prints():
    rows = [
        Row(f"{v}{k}", "s", village=v)
        for v, n in zip("abcd", (3, 5, 9, 4), strict=True)
        for k in range(n)
    ]
    design = Design(Level.STRATUM, (stage(Level.VILLAGE, 2, Method.BREWER), stage(Level.UNIT, 2)))
    units, cases = run(design, "7", Listed(rows))
    sizes = {"a": 3, "b": 5, "c": 9, "d": 4}
    for unit in units:
        assert unit.probability == Fraction(2 * sizes[unit.code], 21)
        weights = {Fraction(c.weight) for c in cases if c.psu == unit.code}
        assert weights == {1 / (unit.probability * Fraction(2, sizes[unit.code]))}


def test_who_stands_by_goes_on_in_the_order_of_the_draw():
    _units, cases = run(FOUR, "7", FRAME)
    clusters = {case.node for case in cases}
    for node in clusters:
        inside = sorted((c for c in cases if c.node == node), key=lambda case: case.number)
        assert [case.place for case in inside] == ["main"] * 3 + ["reserve"] * 2
        assert [case.number for case in inside] == [1, 2, 3, 4, 5]
        everybody = [unit.code for unit in FRAME.children(node, Level.UNIT)]
        assert [c.code for c in inside] == shuffled("7", f"4/{node.path}", everybody)[:5]
        assert len({case.weight for case in inside}) == 1


def test_a_case_is_found_again_with_sha256sum():
    design = Design(Level.STRATUM, (stage(Level.UNIT, 1),))
    frame = Listed([Row("h1", "01"), Row("h2", "01"), Row("h3", "01")])
    (case,) = run(design, "2024", frame).cases
    numbers = {code: uniform("2024", "1/01", code) for code in ("h1", "h2", "h3")}
    assert case.code == min(numbers, key=numbers.__getitem__)


def test_a_seat_is_a_stratum_of_its_own():
    design = Design(
        Level.STRATUM,
        (
            stage(Level.COMMUNE, 2, Method.PPS_SYSTEMATIC, certain=("0-1",)),
            stage(Level.VILLAGE, 2, Method.PPS_SYSTEMATIC),
            stage(Level.UNIT, 2),
        ),
    )
    rows = [
        Row(f"0-{c}-{v}-{h}", "0", "", f"0-{c}", f"0-{c}-{v}")
        for c in range(4)
        for v in range(3)
        for h in range(5)
    ]
    _units, cases = run(design, "7", Listed(rows))
    seat = [case for case in cases if case.stratum == "0/0-1"]
    other = [case for case in cases if case.stratum == "0"]
    assert len(seat) == len(other) == 4
    # In the seat: 2 of 3 villages, 2 of 5 households: 3/2 · 5/2. Villages are the psus.
    assert {(c.weight, c.fpc, c.second, c.second_fpc) for c in seat} == {("3.75", 3, None, 5)}
    assert {case.psu for case in seat} == {case.node.steps[-1][1] for case in seat}
    # Elsewhere: 1 of 3 communes besides. One commune alone tells nothing of its error.
    assert {(c.weight, c.fpc, c.second_fpc) for c in other} == {("11.25", 3, 3)}
    assert len({case.psu for case in other}) == 1
    assert lonely(cases) == ["0"]


def test_a_unit_may_be_named_by_its_path_where_others_bear_its_code():
    rows = [Row(f"{s}{v}{h}", s, village=v) for s in "ab" for v in "xyz" for h in range(2)]
    village = stage(Level.VILLAGE, 2, certain=("a/y",))
    design = Design(Level.STRATUM, (village, stage(Level.UNIT, 1)))
    for seed in map(str, range(20)):
        certain = [unit for unit in run(design, seed, Listed(rows)).units if unit.is_certain]
        assert [(unit.stratum, unit.code) for unit in certain] == [("a", "y")]


def test_the_largest_passes_for_the_seat_where_none_is_named():
    rows = [
        Row(f"{v}{h}", "s", village=v)
        for v, n in (("x", 2), ("y", 6), ("z", 3), ("w", 6))
        for h in range(n)
    ]
    for seat, certain, taken in (
        (Seat.LARGEST, (), "w"),  # as large as y, and before it
        (Seat.LARGEST, ("x",), "x"),
        (Seat.NAMED, ("z",), "z"),
    ):
        village = stage(Level.VILLAGE, 2, seat=seat, certain=certain)
        units, _cases = run(
            Design(Level.STRATUM, (village, stage(Level.UNIT, 1))), "7", Listed(rows)
        )
        assert [unit.code for unit in units if unit.is_certain] == [taken]


def test_no_strata_are_one_stratum():
    design = Design(Level.WHOLE, (stage(Level.UNIT, 9),))
    _units, cases = run(design, "7", FRAME)
    assert {(c.stratum, c.psu, c.fpc, c.weight) for c in cases} == {(ALL, None, 504, "56")}


def test_whoever_is_drawn_in_one_place_does_not_change_another():
    without = [row for row in ROWS if row.stratum == "0"]
    alone = run(FOUR, "7", Listed(without))
    both = run(FOUR, "7", FRAME)
    assert alone.cases == [case for case in both.cases if case.node.stratum == "0"]


def test_a_total_is_met_to_the_last():
    counts = (Total(50), Total(50, Spread.PROPORTIONAL))
    for count in counts:
        stages = (stage(Level.VILLAGE, 3), stage(Level.UNIT, count, takes_all=True))
        cases = run(Design(Level.COMMUNE, stages), "7", Listed(grown(1, 2, 3, 4, 9))).cases
        assert len(cases) == 50


def test_who_stands_by_never_weighs_like_one_taken_by_name():
    rows = [Row(f"h{k}", "s") for k in range(9)]
    design = Design(Level.STRATUM, (stage(Level.UNIT, 3, certain=("h4",)),), 1)
    cases = run(design, "7", Listed(rows)).cases
    assert [(c.place, c.weight) for c in cases] == [
        ("main", "1"),
        ("main", "4"),
        ("main", "4"),
        ("reserve", "4"),
    ]


def test_a_stage_may_follow_the_order_of_the_frame():
    rows = [Row(f"{v}{k}", "s", village=v) for v in "dbca" for k in range(3)]
    drawn = {}
    for keeps in (False, True):
        village = stage(Level.VILLAGE, 2, Method.PPS_SYSTEMATIC, keeps_order=keeps)
        design = Design(Level.STRATUM, (village, stage(Level.UNIT, 1)))
        drawn[keeps] = {
            frozenset(unit.code for unit in run(design, str(seed), Listed(rows)).units)
            for seed in range(30)
        }
    # Two of four alike: each and the one after the next.
    assert drawn[False] == {frozenset("ac"), frozenset("bd")}
    assert drawn[True] == {frozenset("dc"), frozenset("ba")}


def test_nobody_at_all_is_too_few_even_where_all_is_taken():
    class Empty(Listed):
        def children(self, _node, _level):
            return []

    design = Design(Level.STRATUM, (stage(Level.UNIT, 3, takes_all=True),))
    with pytest.raises(CannotDraw, match="chỉ có 0 đơn vị, không đủ 3"):
        run(design, "7", Empty([Row("h", "s")]))


def test_all_is_taken_where_it_is_too_few_if_the_design_says_so():
    rows = [Row(f"a{k}", "a") for k in range(3)] + [Row(f"b{k}", "b") for k in range(9)]
    stages = (stage(Level.UNIT, 5, takes_all=True),)
    cases = run(Design(Level.STRATUM, stages, 2), "7", Listed(rows)).cases
    assert Counter((c.stratum, c.place, c.weight) for c in cases) == {
        ("a", "main", "1"): 3,
        ("b", "main", "1.8"): 5,
        ("b", "reserve", "1.8"): 2,
    }


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([Row("a", "01"), Row("b", "02"), Row("c", "02")], "giai đoạn “chọn unit”, 01: chỉ có 1"),
        ([Row("a", "01"), Row("a", "01")], "giai đoạn “chọn unit”, 01: mã bị lặp: a"),
        ([Row("a", "01"), Row("b", "01"), Row("a", "02"), Row("b", "02")], "lặp giữa các nơi: a"),
        ([Row("", "01"), Row("b", "01")], "01: có đơn vị không có mã"),
        ([Row("a", ""), Row("b", "")], "các tầng: có đơn vị không có mã"),
    ],
)
def test_a_frame_that_cannot_give_it_is_told_where(rows, words):
    with pytest.raises(CannotDraw) as refused:
        run(Design(Level.STRATUM, (stage(Level.UNIT, 2),)), "7", Listed(rows))
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("design", "seed", "words"),
    [
        (Design(Level.STRATUM, ()), "7", "cần ít nhất một giai đoạn"),
        (FOUR, " ", "chưa có số khởi đầu"),
        (
            Design(Level.STRATUM, (stage(Level.UNIT, {"0": 1}),)),
            "7",
            "giai đoạn “chọn unit”, tầng 1: chưa nêu số phải chọn",
        ),
        (
            Design(Level.STRATUM, (stage(Level.UNIT, Total(1)),)),
            "7",
            "giai đoạn “chọn unit”: 1 không đủ chia cho 2 nơi",
        ),
        (
            Design(Level.STRATUM, (stage(Level.VILLAGE, 2, seat=Seat.NAMED), stage(Level.UNIT, 1))),
            "7",
            "giai đoạn “chọn village”, 0: chưa nêu thôn nào là trung tâm",
        ),
    ],
)
def test_a_design_that_cannot_be_drawn_is_told_why(design, seed, words):
    with pytest.raises(CannotDraw) as refused:
        run(design, seed, FRAME)
    assert words in str(refused.value)


def test_a_frame_of_nobody_is_refused():
    class Empty:
        def strata(self, _level):
            return []

        def children(self, _node, _level):
            return []

    with pytest.raises(CannotDraw, match="các tầng: chỉ có 0 đơn vị"):
        run(FOUR, "7", Empty())


def test_every_place_that_is_too_small_is_named():
    rows = [Row(f"{s}{k}", s) for s in "abcdefgh" for k in range(9 if s == "c" else 2)]
    with pytest.raises(CannotDraw) as refused:
        run(Design(Level.STRATUM, (stage(Level.UNIT, 5),)), "7", Listed(rows))
    told = str(refused.value).split("; ")
    assert told[1] == "giai đoạn “chọn unit”, b: chỉ có 2 đơn vị, không đủ 5 để chọn"
    assert [words.partition(",")[2][1] for words in told[:5]] == ["a", "b", "d", "e", "f"]
    assert told[5:] == ["và 2 nơi khác"]


def test_a_stratum_without_size_is_refused_by_name():
    rows = [Row("a", "01", village="x", size=0), Row("b", "01", village="y", size=4)]
    stages = (stage(Level.VILLAGE, 1, Method.BREWER), stage(Level.UNIT, 1))
    with pytest.raises(CannotDraw, match=r"01: quy mô phải lớn hơn 0.* x"):
        run(Design(Level.STRATUM, stages), "7", Listed(rows))
