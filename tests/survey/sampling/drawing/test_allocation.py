"""How many a stage draws in each place: nobody is given nothing, and nothing is lost."""

from collections import Counter

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from survey.sampling.drawing.allocation import Sharing, counts
from survey.sampling.drawing.designs import Spread, Steps, Total
from survey.sampling.drawing.units import CannotDraw


def places(*sizes: float) -> list[Sharing]:
    return [Sharing(str(at), str(at), size, size) for at, size in enumerate(sizes)]


def test_one_number_is_for_every_place():
    assert counts(3, places(1, 2), [0.1, 0.2]) == [3, 3]


def test_a_number_by_stratum_is_its_own():
    assert counts({"0": 5, "1": 7}, places(1, 2), [0.1, 0.2]) == [5, 7]


def test_a_stratum_without_a_number_is_named():
    with pytest.raises(CannotDraw, match="tầng 1: chưa nêu số phải chọn"):
        counts({"0": 5}, places(1, 2), [0.1, 0.2])


def test_steps_go_by_the_size_of_the_stratum():
    steps = Steps(((0, 3), (2_000_000, 6)))
    assert counts(steps, places(1_999_999, 2_000_000), [0.1, 0.2]) == [3, 6]


def test_a_total_is_spread_evenly_and_the_odd_ones_by_chance():
    # 36,525 over 1,170 villages is 31 each and 255 more.
    order = [(at * 7 % 1170) / 1170 for at in range(1170)]
    shares = counts(Total(36_525), places(*range(1170)), order)
    assert Counter(shares) == {31: 915, 32: 255}
    assert {at for at, n in enumerate(shares) if n == 32} == {
        at for at in range(1170) if at * 7 % 1170 < 255
    }


def test_a_total_is_spread_by_size():
    # 10 over 50, 30, 20, 1 (101): 4.95, 2.97, 1.98, 0.099. The last gets one; then 9 over
    # 100: 4.5, 2.7, 1.8; whole 4, 2, 1; two more to the largest parts left, 0.8 and 0.7.
    total = Total(10, Spread.PROPORTIONAL)
    assert counts(total, places(50, 30, 20, 1), [0, 0, 0, 0]) == [4, 3, 2, 1]


def test_a_total_too_small_for_one_each_is_refused():
    with pytest.raises(CannotDraw, match="2 không đủ chia cho 3 nơi"):
        counts(Total(2), places(1, 2, 3), [0, 0, 0])


def test_a_place_without_a_size_has_no_share_of_a_total():
    with pytest.raises(CannotDraw, match=r"quy mô phải lớn hơn 0.*1"):
        counts(Total(9, Spread.PROPORTIONAL), places(5, 0), [0, 0])


@given(
    st.lists(st.integers(1, 10**6), min_size=1, max_size=20),
    st.integers(1, 2_000),
    st.sampled_from(Spread),
)
def test_a_total_is_met_and_nobody_is_left_out(sizes, total, spread):
    assume(total >= len(sizes))
    shares = counts(Total(total, spread), places(*sizes), [0.5] * len(sizes))
    assert sum(shares) == total
    assert min(shares) >= 1
