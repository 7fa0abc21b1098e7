"""What every method of drawing keeps: the number, the chances, the order that does not matter."""

from fractions import Fraction
from itertools import permutations
from math import prod

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from survey.sampling.drawing import brewer, srs, systematic
from survey.sampling.drawing.brewer import _odds
from survey.sampling.drawing.certainty import parted
from survey.sampling.drawing.units import CannotDraw, Unit, named

METHODS = (srs.draw, systematic.draw, brewer.draw)
BY_SIZE = (systematic.draw, brewer.draw)
every_method = pytest.mark.parametrize("draw", METHODS)
by_size = pytest.mark.parametrize("draw", BY_SIZE)

SIZES = st.lists(st.floats(1e-3, 1e6) | st.integers(1, 10_000), min_size=1, max_size=12)


def units(*sizes: float) -> list[Unit]:
    return [Unit(f"{at:02}", size) for at, size in enumerate(sizes, 1)]


def codes(drawn) -> list[str]:
    return [one.code for one in drawn]


@every_method
@given(sizes=SIZES, n=st.integers(1, 12), seed=st.text(max_size=5), moved=st.randoms())
def test_the_order_units_were_read_in_does_not_matter(draw, sizes, n, seed, moved):
    assume(n <= len(sizes))
    known = units(*sizes)
    drawn = draw(seed, "1/x", known, n)
    moved.shuffle(known)
    assert draw(seed, "1/x", known, n) == drawn


@every_method
@given(sizes=SIZES, n=st.integers(1, 12), seed=st.text(max_size=5))
def test_as_many_as_asked_are_drawn_each_once(draw, sizes, n, seed):
    assume(n <= len(sizes))
    drawn = draw(seed, "1/x", units(*sizes), n)
    assert len(set(codes(drawn))) == len(drawn) == n
    assert [one.position for one in drawn] == list(range(1, n + 1))
    assert all(0 < one.probability <= 1 for one in drawn)
    assert all(one.is_certain == (one.probability == 1) for one in drawn)


@given(SIZES, st.integers(1, 12))
def test_chances_are_in_the_ratio_of_sizes_and_add_up_to_the_number(sizes, n):
    assume(n <= len(sizes))
    apart = parted(units(*sizes), n)
    chances = apart.probabilities()
    assert sum(chances) + len(apart.certain) == n
    assert all(chance < 1 for chance in chances)
    ratios = {chance / Fraction(u.size) for chance, u in zip(chances, apart.rest, strict=True)}
    assert len(ratios) <= 1
    smallest = min((u.size for u in apart.certain), default=0)
    assert not apart.certain or all(u.size <= smallest for u in apart.rest)


@by_size
def test_a_unit_too_large_makes_the_next_too_large(draw):
    # 3 of 60, 20, 10, 6, 4 (100): 3·60/100 > 1. Then 2 of 20, 10, 6, 4 (40): 2·20/40 = 1.
    # Then 1 of 10, 6, 4 (20): 1/2, 3/10, 1/5.
    drawn = draw("7", "1/x", units(60, 20, 10, 6, 4), 3)
    assert codes(drawn)[:2] == ["01", "02"]
    assert [one.is_certain for one in drawn] == [True, True, False]
    left = {"03": Fraction(1, 2), "04": Fraction(3, 10), "05": Fraction(1, 5)}
    assert drawn[2].probability == left[drawn[2].code]


@every_method
def test_a_unit_named_as_certain_is_taken_whatever_its_size(draw):
    known = [*units(10, 10, 10), Unit("99", 0.001, is_certain=True)]
    for seed in map(str, range(50)):
        drawn = draw(seed, "1/x", known, 2)
        assert (drawn[0].code, drawn[0].probability, drawn[0].is_certain) == ("99", 1, True)
        assert drawn[1].probability == Fraction(1, 3)


@by_size
def test_a_chance_a_hair_below_one_is_still_a_chance(draw):
    # 2 · 10^15 of 2 · 10^15 + 1: not certain, though no decimal of a computer tells it from one.
    for n in (1, 2):
        drawn = draw("7", "1/x", units(1e15, 1e15, 1), n)
        assert len(drawn) == n
        assert not any(one.is_certain for one in drawn)
    assert len(draw("7", "1/x", units(1e15, 1e-9, 1e-9, 1e15), 3)) == 3


@every_method
def test_all_that_is_there_may_be_drawn(draw):
    drawn = draw("7", "1/x", units(5, 1, 3), 3)
    assert sorted(codes(drawn)) == ["01", "02", "03"]
    assert {one.probability for one in drawn} == {1}


def test_marks_are_a_step_apart_from_the_start(monkeypatch):
    # 2 of sizes 4, 3, 2, 1 (10), a step is 5; lengths in steps 0.8, 0.6, 0.4, 0.2. A start
    # of 0.3 puts marks at 0.3 and 1.3: units 01 (to 0.8) and 02 (to 1.4). At 0.5: 01 and 03.
    for start, drawn in ((0.3, ["01", "02"]), (0.5, ["01", "03"]), (0.9, ["02", "04"])):
        monkeypatch.setattr(systematic, "uniform", lambda *_labels, u=start: u)
        assert codes(systematic.draw("7", "1/x", units(4, 3, 2, 1), 2)) == drawn


def test_a_mark_on_a_border_belongs_to_the_next(monkeypatch):
    monkeypatch.setattr(systematic, "uniform", lambda *_labels: 0.5)
    assert codes(systematic.draw("7", "1/x", units(1, 1, 1, 1), 2)) == ["02", "04"]


def test_a_systematic_draw_may_follow_the_order_given(monkeypatch):
    monkeypatch.setattr(systematic, "uniform", lambda *_labels: 0.3)
    turned = units(4, 3, 2, 1)[::-1]  # lengths 0.2, 0.4, 0.6, 0.8: marks in 03 and 01
    assert codes(systematic.draw("7", "1/x", turned, 2, keeps_order=True)) == ["03", "01"]


@pytest.mark.parametrize("n", [1, 2, 3, 4])
def test_brewer_meets_every_chance_and_leaves_no_pair_out(n):
    # Every ordered sample of five, with its probability by the odds of each step.
    sizes = (5, 4, 3, 2.5, 2)
    chances = [float(chance) for chance in parted(units(*sizes), n).probabilities()]
    if len(chances) < len(sizes):
        sizes, chances = (1, 1, 1, 1, 1.1), [n / 5.1] * 4 + [1.1 * n / 5.1]
    single, joint = [0.0] * 5, {}
    for ordered in permutations(range(5), n):
        probability = prod(_next(chances, ordered[:step], ordered[step], n) for step in range(n))
        for k in ordered:
            single[k] += probability
            joint |= {(k, m): joint.get((k, m), 0.0) + probability for m in ordered if m != k}
    assert single == pytest.approx(chances, abs=1e-12)
    assert n == 1 or (len(joint) == 20 and min(joint.values()) > 0)


def _next(chances, before, k, n) -> float:
    left, to_draw = n - sum(chances[m] for m in before), n - len(before)
    open_to = [m for m in range(len(chances)) if m not in before]
    return _odds(chances[k], left, to_draw) / sum(_odds(chances[m], left, to_draw) for m in open_to)


def test_who_stands_by_follows_those_drawn_in_one_order():
    known = units(*[1] * 20)
    drawn, reserve = srs.draw_with_reserve("7", "1/x", known, 5, 3)
    assert [*codes(drawn), *reserve] == codes(srs.draw("7", "1/x", known, 8))


def test_nobody_stands_by_where_nobody_is_left():
    drawn, reserve = srs.draw_with_reserve("7", "1/x", units(*[1] * 20), 18, 9)
    assert len(drawn) == 18
    assert sorted([*codes(drawn), *reserve]) == codes_of(20)
    assert srs.draw_with_reserve("7", "1/x", units(1, 1), 2, 9)[1] == []


def codes_of(n: int) -> list[str]:
    return [unit.code for unit in units(*[1] * n)]


@every_method
@pytest.mark.parametrize(
    ("known", "n", "words"),
    [
        (units(1, 2), 0, "số phải chọn là 0"),
        (units(1, 2), -3, "số phải chọn là -3"),
        (units(1, 2), 3, "chỉ có 2 đơn vị, không đủ 3"),
        ([], 1, "chỉ có 0 đơn vị, không đủ 1"),
        ([*units(1, 2), Unit("02", 5)], 1, "mã bị lặp: 02"),
        ([*units(1, 2), Unit("", 5)], 1, "không có mã"),
        ([Unit("a", 1, True), Unit("b", 1, True), Unit("c", 1)], 1, "2 đơn vị lấy chắc chắn"),
        ([Unit("a", 1, True), Unit("b", 1)], 1, "1 đơn vị còn lại không có cơ hội"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_words(draw, known, n, words):
    with pytest.raises(CannotDraw) as refused:
        draw("7", "1/x", known, n)
    assert words in str(refused.value)


@by_size
@pytest.mark.parametrize("size", [0, -1, 1e-10, 2e15, float("nan"), float("inf")])
def test_a_size_that_no_chance_can_follow_is_refused_by_name(draw, size):
    with pytest.raises(CannotDraw, match=r"quy mô phải lớn hơn 0.*02"):
        draw("7", "1/x", units(1, size, 2), 1)


def test_where_every_chance_is_equal_a_size_says_nothing():
    assert len(srs.draw("7", "1/x", units(0, 0, 0), 2)) == 2


def test_a_few_codes_are_named_and_the_others_counted():
    assert named(map(str, range(1000, 3000))) == "1000, 1001, 1002, 1003, 1004 và 1.995 mã khác"
